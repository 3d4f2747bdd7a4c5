"""The few facts that have a safe form in other systems.

Generated from the current answers of the masked record. A wish is never a
consent, a recommendation never an order, and a code is exported only where the
fact is as strong as the code says.

Source: clinical decisions, section 1d.
"""

from __future__ import annotations

from typing import Final

from eolplan.guide import Element
from eolplan.handover.agreed_for import RECORD, basis, talk_of
from eolplan.handover.chart import OWN, by_line
from eolplan.handover.fhir.elements import codes, codings_of, concept, string, terminology
from eolplan.handover.fhir.maker import DAY, Maker
from eolplan.handover.places import Places
from eolplan.handover.refusals import MCA
from eolplan.handover.sheet import PageOne
from eolplan.handover.wishes import place_lines
from eolplan.record import Answer, Reading, Standing
from eolplan.rules.able import Able
from eolplan.words import partial_date, say, tr

_CPR_FLAGS: Final = {"C01": "not_for_CPR", "C02": "attempt"}
"""Rows of page 1 whose fact is as strong as a code; C10 and C15 only add to C01."""


class Facts(Maker):
    """Makes Observation, Flag, Consent and Task."""

    def place_of_death(self) -> Element:
        """Return the wished-for place of death, or why none stands."""
        reading = self.log.reading("pod.first")
        code = concept(*codes("place-of-death"), text=tr("Preferred place of death"))
        told = self._then_and_now("pod.first")
        made = self._observation("place-of-death", code, reading, told)
        if told:  # what is said since it could not be decided is no choice that a code could mean
            return made | {"valueCodeableConcept": concept(text=told)}
        answer = reading.answer
        own = answer is not None and answer.said_by in OWN
        if answer and answer.standing is Standing.ANSWERED:
            coded = self.coded("pod.first") if own else []
            return made | {"valueCodeableConcept": concept(*coded, text=self._told(reading))}
        return made | {"dataAbsentReason": self._absent(reading, own=own)}

    def place_of_care(self) -> Element:
        """Return the wished-for place of care as text: no code for it could be verified."""
        reading = self.log.reading("poc.first")
        told = self._then_and_now("poc.first")
        code = concept(text=tr("Preferred place of care"))
        made = self._observation("place-of-care", code, reading, told)
        if told:
            return made | {"valueString": string(told)}
        if reading.answer and reading.answer.standing is Standing.ANSWERED:
            return made | {"valueString": string(self._told(reading))}
        return made | {"dataAbsentReason": self._absent(reading, own=False)}

    def _then_and_now(self, question: str) -> str:
        """Return the wish from before and what is said now, in the words of page 1; or empty."""
        if not Able(self.guide, self.log).found_on(question):
            return ""
        facts = Places(self.chart, self.copy.beside).facts()
        lines = place_lines(facts, self.copy.names, today=self.copy.today)
        return " ".join(line.words.plain for line in lines)

    def _observation(self, name: str, code: Element, reading: Reading, told: str) -> Element:
        line = say("{what}: {told}", what=code["text"], told=told or self._told(reading))
        made = self.resource("Observation", name, line, "Observation")
        made |= {"status": "final" if self.copy.version else "preliminary", "code": code,
                 "subject": self.ref("patient")}  # fmt: skip
        said_on = reading.answer.said_on if reading.answer else ""
        if DAY.fullmatch(said_on):
            made["effectiveDateTime"] = said_on
        return made | {"performer": [self.ref("signer")]}

    def _told(self, reading: Reading) -> str:
        """Return an answer in words, with whose it is; or how the question stands."""
        if reading.state == "conflict":
            return tr("Two records differ.")
        if reading.state == "elsewhere":
            return tr("Not in this copy")
        answer = reading.answer
        if answer is None:
            return tr("Not talked about yet")
        words = self._words(reading.question, answer)
        by = by_line(self.log, answer, self.copy.names)
        return say("{words} ({by})", words=words, by=by) if by else words

    def _words(self, question: str, answer: Answer) -> str:
        if answer.standing is not Standing.ANSWERED:
            option = self.guide.value_set("VS-ANSWER").option(str(answer.standing))
            return option.said() if option else str(answer.standing)
        return self.chart.text(question) or answer.own_words

    def _absent(self, reading: Reading, *, own: bool) -> Element:
        """Return why there is no value, in the standard code, ours where it is true, and words."""
        if reading.state in ("elsewhere", "conflict"):
            code = "masked" if reading.state == "elsewhere" else "unknown"
            return concept(terminology("data-absent-reason", code), text=self._told(reading))
        standing = str(reading.standing or Standing.NOT_ASKED)
        option = self.guide.value_set("VS-ANSWER").option(standing)
        uses = ["data-absent-reason"]
        if own and (standing != "not_appropriate_now" or self.copy.audience.professional):
            uses.append("preferred-place-of-death")
        coded = [c for c in option.codings if c.use in uses] if option else []
        made = codings_of(coded) or [terminology("data-absent-reason", "unknown")]
        return concept(*made, text=self._told(reading))

    def cpr(self, page: PageOne | None) -> Element | None:
        """Return the line about CPR of page 1; coded only where a signed paper was seen."""
        if page is None:
            return None
        rows = [row_id for row_id in page.ids if row_id.startswith("C")]
        words = next(row.lines[0].plain for row in page.read_first if row.largest)
        made = self.resource("Flag", "cpr", words, "Flag")
        status = self.guide.question("cpr.status").option(_CPR_FLAGS.get(rows[0], ""))
        coded = [c for c in status.codings if c.use == "cpr-flag"] if status else []
        return made | {
            "status": "active",
            "category": [concept(terminology("flag-category", "clinical", "Clinical"))],
            "code": concept(*codings_of(coded), text=words),
            "subject": self.ref("patient"), "author": self.ref("signer"),
        }  # fmt: skip

    def sharing(self) -> Element | None:
        """Return the agreement to share, where this copy knows of one and it stands."""
        asked = [q for q in self.copy.audience.asked if self.chart.code(q) == "yes"]
        if not asked or not self.copy.agreed or self.copy.known.since.withdrawn:
            return None
        answer = self.log.reading(asked[0]).answer
        given = basis(self.guide, self.log)
        line = say("{who} agreed to share this plan with: {audience}.", who=self.copy.names.name,
                   audience=self.copy.audience.title)  # fmt: skip
        option = self.guide.question(asked[0]).option("yes")
        talk = talk_of(self.log, asked[0])
        if answer and (by_others := given.sentence(answer, self.copy.names.name, talk)):
            line = f"{self.copy.audience.title}: {by_others}"
            named = self.copy.nation in MCA  # the code is that of the Act of England and Wales
            option = self.guide.question(RECORD).option(given.code) if named else None
        coded = [c for c in option.codings if c.use == "agreement-flag"] if option else []
        made = self.resource("Consent", "sharing", line, "Consent")
        made |= {
            "status": "active", "scope": concept(terminology("consentscope", "patient-privacy")),
            "category": [concept(terminology("v3-ActCode", "INFA", "information access")),
                         *([concept(*codings_of(coded))] if coded else [])],
            "patient": self.ref("patient"),
        }  # fmt: skip
        if answer and DAY.fullmatch(answer.said_on):
            made["dateTime"] = answer.said_on
        purpose = terminology("v3-ActReason", "TREAT", "treatment")
        return made | {
            "policyRule": concept(terminology("v3-ActCode", "OPTIN", "opt-in"), text=line),
            "provision": {"type": "permit", "purpose": [purpose]},
        }

    def review(self) -> Element | None:
        """Return the next review as a task."""
        due = self.chart.code("rev.date")
        if not DAY.fullmatch(due):
            return None
        line = say("Review of this plan, due {date}.", date=partial_date(due))
        made = self.resource("Task", "review", line, "Task")
        return made | {
            "status": "requested", "intent": "plan", "code": concept(*codes("review"), text=line),
            "description": line, "for": self.ref("patient"), "requester": self.ref("signer"),
            "restriction": {"period": {"end": due}},
        }  # fmt: skip
