"""Where rules come from in each nation: a statute of one says nothing in another.

What a rule asks for is good practice everywhere; which law says so differs. A rule names its
source for England and Wales, and here stands what takes its place where other law counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

LOCAL_LAW: Final = "Local law"
"""Where nobody here knows the law of a place."""

COMMON_LAW: Final = {"SCT": "Common law", "NIR": "Common law"}
"""Where the decisions of courts say what the Mental Capacity Act 2005 does."""

GOOD_PRACTICE: Final = {"SCT": "Good practice", "NIR": "Good practice", "OTH": "Good practice"}
"""Where the Code of Practice of that Act is nobody's law."""

INCAPACITY: Final = {
    "SCT": "Adults with Incapacity (Scotland) Act 2000 s1",
    "NIR": "Common law; Mental Capacity Act (Northern Ireland) 2016",
}
"""What says how it is found that somebody cannot decide, and what counts from then on."""

YOUNG: Final = {
    "SCT": "Age of Legal Capacity (Scotland) Act 1991",
    "NIR": "Common law; Mental Capacity Act (Northern Ireland) 2016",
}
"""What says from which age somebody decides."""

MONEY_ONLY: Final = {
    "SCT": "Adults with Incapacity (Scotland) Act 2000 s15, s16",
    "NIR": "Enduring Powers of Attorney (Northern Ireland) Order 1987",
}
"""What tells a power over money from one over welfare."""

CARERS: Final = {
    "WAL": "SCCI1580 16; Social Services and Well-being (Wales) Act 2014",
    "SCT": "SCCI1580 16; Carers (Scotland) Act 2016",
    "NIR": "SCCI1580 16; Carers and Direct Payments Act (Northern Ireland) 2002",
    "OTH": "SCCI1580 16",
}
"""What gives a carer an assessment of their own."""

TALK_FIRST: Final = dict.fromkeys(("SCT", "NIR"), "Human Rights Act 1998, Article 8; Tracey")
"""What asks for a talk about CPR where that judgment was not given."""

ASK_OTHERS: Final = dict.fromkeys(("SCT", "NIR"), "Human Rights Act 1998, Article 8; Winspear")
"""What asks to talk with those close to somebody where that judgment was not given."""

TREATMENT_ASKED_FOR: Final = dict.fromkeys(
    ("SCT", "NIR", "OTH"), "General Medical Council, care towards the end of life 2010"
)
"""What says, where Burke is no precedent, that asking is a wish."""


def also(elsewhere: Mapping[str, str], more: str) -> dict[str, str]:
    """Return *elsewhere* with *more*, which is a source in every nation; of local law too."""
    return {law: f"{source}; {more}" for law, source in {"OTH": LOCAL_LAW, **elsewhere}.items()}
