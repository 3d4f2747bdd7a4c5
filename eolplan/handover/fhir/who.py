"""The person, the people who matter, and who wrote the plan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from eolplan.guide import PATTERNS, Element
from eolplan.handover.fhir.elements import BASE, UK, codings_of, concept, string
from eolplan.handover.fhir.maker import DAY, Maker
from eolplan.handover.people import Person
from eolplan.words import say, tr

CONTACT: Final = f"{BASE}/contact"
NUMBERS: Final = {
    "person.nhs_no": ("nhs-number", "https://fhir.nhs.uk/Id/nhs-number"),
    "person.chi": ("chi", f"{BASE}/chi-number"),
    "person.hcn": ("hcn", f"{BASE}/health-and-care-number"),
}
"""For each number its check and its system; only England's is published by its owner."""

_SPOKEN: Final = "comm.lang_spoken"
_SPEAKS_TOO: Final = "comm.lang_spoken.also"


class Who(Maker):
    """Makes Patient, RelatedPerson, Practitioner and Organization."""

    def patient(self) -> Element:
        """Return the person, with the numbers that are well formed."""
        who = self.copy.subject
        line = say("{name}. Born {born}. {number}.", name=who.listed, born=who.born_words,
                   number=self.copy.number[1])  # fmt: skip
        address = self._address()
        gender = self.coded("person.gender")
        known: Element = {
            "identifier": [i for question in NUMBERS for i in self._number(question)],
            "active": True,
            "name": self._names(),
            "telecom": self._phones("person.phones"),
            "gender": gender[0]["code"] if gender else None,
            "birthDate": who.born if DAY.fullmatch(who.born) else None,
            **self._deceased(),
            "address": [address] if address else [],
            "communication": self._languages(),
            "managingOrganization": self.ref("organisation"),
        }
        made = self.resource("Patient", "patient", line, "Patient")
        return made | {key: part for key, part in known.items() if part not in (None, [])}

    def _languages(self) -> list[Element]:
        """Return the languages spoken: the one that is liked best first, and it alone preferred."""
        first, further = self.coded(_SPOKEN), self.log.reading(_SPEAKS_TOO).value
        best: list[Element] = [{"language": concept(*first), "preferred": True}] if first else []
        listed = map(str, further) if isinstance(further, list) else ()
        spoken = self.guide.question(_SPOKEN)
        options = (spoken.option(c) for c in listed if c != self.chart.code(_SPOKEN))
        found = (codings_of(option.coded(spoken.fhir)) for option in options if option)
        return best + [{"language": concept(*also)} for also in found if also]

    def _deceased(self) -> Element:
        """Return that the person has died, as it is known today, with the day where it is known."""
        since = self.copy.known.since
        if since.died_on and since.died:
            return {"deceasedDateTime": since.died_on}
        return {"deceasedBoolean": True} if since.died else {}

    def _names(self) -> list[Element]:
        """Return the name as recorded; a part on which two records differ only in the text."""
        who = self.copy.subject
        official: Element = {"use": "official", "text": string(who.listed)}
        if "person.family" not in who.disputed and who.family:
            official["family"] = string(who.family)
        if "person.given" not in who.disputed and who.given:
            official["given"] = [string(name) for name in who.given.split()]
        usual: Element = {"use": "usual", "text": string(who.preferred)}
        return [official, usual] if who.preferred else [official]

    def _number(self, question: str) -> Iterator[Element]:
        """Yield an identifier, if it is the only one recorded and could exist."""
        pattern, system = NUMBERS[question]
        value = self.chart.code(question)
        if not value or PATTERNS[pattern].problems(value):
            return
        made: Element = {}
        status = self.coded("person.nhs_status")
        if question == "person.nhs_no" and status:
            url = f"{UK}Extension-UKCore-NHSNumberVerificationStatus"
            made["extension"] = [{"url": url, "valueCodeableConcept": concept(*status)}]
        yield made | {"system": system, "value": "".join(value.split())}

    def _phones(self, question: str, instance: str = "") -> list[Element]:
        value = self.log.reading(question, instance).value
        uses = {"mobile": "mobile", "home": "home", "work": "work"}
        made = []
        for place, phone in enumerate(value if isinstance(value, list) else [], 1):
            if isinstance(phone, dict) and phone.get("number"):
                one: Element = {"system": "phone", "value": string(str(phone["number"]))}
                if use := uses.get(str(phone.get("kind"))):
                    one["use"] = use
                made.append(one | {"rank": place})
        return made

    def _address(self) -> Element | None:
        who = self.copy.subject
        if not who.address and not who.postcode:
            return None
        text = ", ".join(filter(None, (who.address, who.postcode)))
        made: Element = {"use": "home", "text": string(text)}
        if who.address:
            made["line"] = [string(line) for line in who.address.split(", ") if line.strip()]
        return made | ({"postalCode": string(who.postcode)} if who.postcode else {})

    def organisation(self) -> Element:
        """Return the team that keeps the plan."""
        staff = self.copy.staff
        name = staff.organisation or staff.team or tr("Organisation not recorded")
        made = self.resource("Organization", "organisation", name, "Organization")
        made |= {"active": True, "name": string(name)}
        numbers = [n for n in (staff.team_phone, staff.night_phone) if n]
        if numbers:
            made["telecom"] = [
                {"system": "phone", "value": string(n), "use": "work"} for n in numbers
            ]
        return made

    def practitioner(self) -> Element:
        """Return who signed the version; of a draft, who made the copy."""
        version, staff = self.copy.version, self.copy.staff
        who = version.signer if version else staff
        made = self.resource("Practitioner", "signer", f"{who.name}, {who.role}", "Practitioner")
        identifier = {"system": f"{BASE}/staff", "value": string(who.id)}
        return made | {
            "identifier": [identifier], "active": True, "name": [{"text": string(who.name)}],
            "qualification": [{"code": concept(text=who.role)}],
        }  # fmt: skip

    def related(self) -> Iterator[tuple[str, Element]]:
        """Yield the people who matter with the names of their resources, nearest first."""
        for rank, person in enumerate(self.chart.people(), 1):
            yield f"contact-{person.id}", self._related(person, rank)

    def _related(self, person: Person, rank: int) -> Element:
        line = ". ".join(filter(None, (person.who, ", ".join(person.phones), person.when)))
        made = self.resource("RelatedPerson", f"contact-{person.id}", line, "RelatedPerson")
        url = f"{UK}Extension-UKCore-ContactRank"
        made["extension"] = [{"url": url, "valuePositiveInt": rank}]
        made["identifier"] = [{"system": CONTACT, "value": string(person.id)}]
        made |= {"active": True, "patient": self.ref("patient")}
        reading = self.log.reading("contact.relation", person.id)
        if person.relation and isinstance(reading.value, str):
            option = self.guide.question("contact.relation").option(reading.value)
            coded = codings_of(option.coded("relationship")) if option else []
            made["relationship"] = [concept(*coded, text=person.relation)]
        made["name"] = [{"text": string(person.name)}]
        if phones := self._phones("contact.phones", person.id):
            made["telecom"] = phones
        return made
