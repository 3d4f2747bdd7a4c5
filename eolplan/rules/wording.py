"""What free text says, as far as a rule may guess: labels, treatments, vague and short forms.

None of it decides anything. It only says where a second look is worth it, so each list
would rather be too short than wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_LABEL: Final = re.compile(
    r"^(age|aged|old|elderly|frail|frailty|dementia|alzheimer'?s?|learning|disability|disabled"
    r"|disabilities|difficulty|difficulties|p?m?ld|special|needs|handicap(?:ped)?|wheelchair"
    r"|down'?s?|syndrome|autism|autistic|asd|spectrum|disorder|epilepsy|palsy|cerebral"
    r"|schizophrenia|bipolar|psychosis|sclerosis|ms|mnd|neurone|motor|huntington'?s?"
    r"|metastatic|metastases|co|(?:co)?morbidit(?:y|ies)|cfs|rockwood|\d+(?:yrs?|yo)"
    r"|cancer|copd|stroke|parkinson'?s?|diagnosis|diagnosed"
    r"|resident|residential|residence|nursing|care|home|failure|heart|kidney|liver|disease"
    r"|confused|confusion|unwise|choice|decision|decisions|forgetful|refuses|refusing|disagrees"
    r"|looks|appearance|appears|mental|health|illness)$"
)
_FILLING: Final = re.compile(
    r"^(\d+|a|an|and|the|of|in|is|was|at|with|to|by|due|because|years?|yrs?|yo|very|severe"
    r"|advanced|end|stage|late|living|lives|has|his|her|their|he|she|they|on|for|only|made|makes"
    r"|mild|moderate|profound|multiple|general|lady|gentleman|man|woman|male|female|user"
    r"|seems?|our|us|we|patient'?s?|client'?s?|person|made)$"
)
_WHOLE: Final = re.compile(
    r"^(no|not|none|never|lack|lacks|lacked|lacking|loss|lost|without|has|have|had|hasn't|is|isn't"
    r"|are|was|does|doesn't|do|don't|did|any|all|every|everything|anything|nothing|most|general"
    r"|generally|global|globally|overall|total|totally|full|fully|whole|complete|completely"
    r"|capacity|capacitous|incapacitous|incapable|capable|competent|incompetent|mental|mentally"
    r"|able|unable|can|can't|cannot|could|couldn't|make|makes|making|made|take|takes|taking"
    r"|decide|decides|decided|decision|decisions|choice|choices|choose|things?|matters?|own|himself"
    r"|herself|themselves|he|she|they|him|her|them|his|their|it|this|person|a|an|the|of|in|to|for"
    r"|on|by|about|with|and|or|now|longer|still|at|life|long|term|yes|n|na|y|mr|mrs|ms|miss|mx|dr"
    r"|cares?|treatments?|medical|medically|medicines?|health|healthcare|wellbeing|welfare|affairs"
    r"|complex|major|important|big(?:ger)?|significant|simple|consent|unsure|daily|everyday|living"
    r"|due|because|since|regarding|concerning|related|dementia|alzheimer"
    r"|delirium|confusion|confused|cognitive|impairment|impaired|learning|disability|illness"
    r"|disease)$"
)
"""Words that speak of the whole person, and those that stand between them."""

_UPSET: Final = re.compile(
    r"^(upset|upsets|upsetting|distress|distressed|distressing|anxious|anxiety|worry|worried"
    r"|sad|tearful|emotional|frighten|frightened|frightening|scared|cry|cries|crying)$"
)
_UPSET_FILLING: Final = re.compile(
    r"^(would|will|could|may|might|be|become|get|gets|cause|causes|make|makes|feel|too|likely"
    r"|find|finds|it|this|that|him|them|not|want|wanted|do|did|talk|talking|about|cpr|so|as"
    r"|unnecessary|unnecessarily|undue|unduly|more|further|family|husband|wife|daughter|son)$"
)

TREATMENTS: Final = {
    "cpr": re.compile(r"\bcpr\b|resuscit|restart (?:the|my|his|her|their) heart", re.I),
    "breathing_machine": re.compile(r"ventilat|breathing machine|life support|intubat", re.I),
    "niv": re.compile(r"\bniv\b|\bcpap\b|\bbipap\b|mask breathing", re.I),
    "feeding_tube": re.compile(r"\bpeg\b|\brig\b|feeding tube|tube feed|nasogastric|\bng\b", re.I),
    "antibiotics": re.compile(r"antibiotic", re.I),
    "dialysis": re.compile(r"dialys|renal replacement|ha?emofiltrat", re.I),
    "blood": re.compile(r"transfus|\bblood\b|platelet|red cells", re.I),
    "fluids": re.compile(r"\bdrip\b|fluids|hydration", re.I),
    "hospital": re.compile(r"\bhospital|admission|\badmit", re.I),
    "intensive_care": re.compile(r"intensive care|\bicu\b|\bitu\b", re.I),
    "operation": re.compile(r"operation|surger|surgical", re.I),
    "chemotherapy": re.compile(r"chemo|immunotherap|radiotherap", re.I),
}
"""What a treatment is called, by a key that two texts about it share."""

LIFE_SUSTAINING: Final = frozenset({
    "cpr", "breathing_machine", "niv", "feeding_tube", "antibiotics", "dialysis", "blood", "fluids",
    "intensive_care",
})  # fmt: skip
"""Those that keep somebody alive in most circumstances; the law counts what it is there for."""

_CODES: Final = {
    "breathing_machine": "breathing_machine", "niv_start": "niv", "niv_continue": "niv",
    "tube_stomach": "feeding_tube", "tube_nose": "feeding_tube", "feeding_vein": "feeding_tube",
    "antibiotics_mouth": "antibiotics", "antibiotics_drip_home": "antibiotics",
    "antibiotics_drip_hospital": "antibiotics", "dialysis_start": "dialysis",
    "dialysis_continue": "dialysis", "transfusion": "blood", "fluids": "fluids",
    "hospital_emergency": "hospital", "intensive_care": "intensive_care",
    "operation_emergency": "operation", "operation_hip": "operation",
    "chemo_immuno": "chemotherapy", "radiotherapy": "chemotherapy",
}  # fmt: skip
"""The same for codes of the list of treatments."""

_WITHHELD: Final = re.compile(
    r"\b(?:no|not|never|without|stop(?:ped|ping)?|withh[eo]ld\w*|withdraw\w*|refus\w*|declin\w*"
    r"|against)\b", re.I
)  # fmt: skip
_WITHHELD_AFTER: Final = re.compile(
    r"\w*(?: (?:therapy|treatment|machine|tube))?"
    r"(?: (?:is|are|was|were|will|would|should|must|to|be|now))*"
    r" (?:not|never|stopped|withheld|withdrawn|refused|declined)\b", re.I
)  # fmt: skip
"""What follows the name of a treatment that is not given: "dialysis is to be stopped"."""

_CLAUSE: Final = re.compile(
    r"[.;\n]|\bbut\b"
    r"|[,:](?=[^.,;:\n]*\b(?:giv|start|continu|keep|goes?\b|has\b|have\b|offer))", re.I
)  # fmt: skip
"""What ends the reach of a "not": a list after it does not, what is given does."""
_NEAR: Final = 12
"""Words before the name of a treatment among which "not" is about it."""

_COMFORT: Final = re.compile(
    r"\bcomfort|\bpalliat|\bpeace|\blet (?:her|him|them) (?:die|go)\b", re.I
)
_WEIGHING: Final = re.compile(r"\b(?:whether|if)\b|\?", re.I)


def words_of(text: str) -> list[str]:
    """Return the words of *text*, in small letters."""
    return re.findall(r"[\w']+", text.casefold().replace("\u2019", "'"))


def only_labels(text: str, known: str = "") -> bool:
    """Say whether *text* gives nothing but an age, an illness, a home or a label as a reason.

    Args:
        text: The reason.
        known: The person's main illness, whose name alone is no reason either.
    """
    words, named = words_of(text), set(words_of(known))
    about = [word for word in words if _LABEL.match(word) or word in named or word.isdigit()]
    rest = [word for word in words if word not in about and not _FILLING.match(word)]
    return bool(about) and not rest


def names_no_decision(text: str, *names: str) -> bool:
    """Say whether *text* names no decision: it is empty, or speaks of the whole person.

    Nobody lacks capacity as such (Mental Capacity Act 2005 s2(1)): "he has no capacity" and
    "all decisions" name none.

    Args:
        text: Which decision it is said to be.
        names: What the person is called.
    """
    called = {word.removesuffix("'s") for name in names for word in words_of(name)}
    words = (word.removesuffix("'s") for word in words_of(text))
    return all(word in called or _WHOLE.match(word) for word in words)


def only_upset(text: str) -> bool:
    """Say whether *text* says that somebody would be upset, and no more."""
    words = words_of(text)
    upset = [word for word in words if _UPSET.match(word)]
    skip = (_UPSET, _UPSET_FILLING, _FILLING)
    return bool(upset) and all(any(form.match(word) for form in skip) for word in words)


def treatments_in(*texts: str) -> frozenset[str]:
    """Return the keys of the treatments that *texts* name."""
    whole = " ".join(texts)
    return frozenset(key for key, form in TREATMENTS.items() if form.search(whole))


def treatments_of(codes: Iterable[str]) -> frozenset[str]:
    """Return the same keys for codes of the list of treatments."""
    return frozenset(_CODES[code] for code in codes if code in _CODES)


def treatments_given(decision: str, outcome: str) -> frozenset[str]:
    """Return the keys of the treatments that a decision gives, as far as its words tell.

    A treatment counts as withheld where a word says so beside its name, not somewhere else.

    Args:
        decision: What it was about.
        outcome: What was decided.
    """
    if treatments_in(outcome):
        return _given_in(outcome)
    if withholds(outcome) or _COMFORT.search(outcome):
        return frozenset()
    return treatments_in(decision) if _WEIGHING.search(decision) else _given_in(decision)


def _given_in(text: str) -> frozenset[str]:
    return frozenset(
        key for clause in _CLAUSE.split(text) for key, form in TREATMENTS.items()
        if any(not _is_withheld(clause, named) for named in form.finditer(clause))
    )  # fmt: skip


def _is_withheld(clause: str, named: re.Match[str]) -> bool:
    """Say whether a treatment that a clause names is not given."""
    before = " ".join(clause[: named.start()].split()[-_NEAR:])
    return withholds(before) or bool(_WITHHELD_AFTER.match(clause, named.end()))


def withholds(text: str) -> bool:
    """Say whether *text* speaks of not giving something."""
    return bool(_WITHHELD.search(text))
