"""Rows N0, F01 to F03, S01 to S09 and the foot, each reached by answers."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from tests.handover.notebook import SIGNED, STAFF, Notebook
from tests.handover.rows_of_cpr import form
from tests.handover.told import SEEN, Case, gwen_only, record

NIGHT = "01632 960002"
SOON = dt.datetime(2025, 11, 20, 9, 0, tzinfo=dt.UTC)
QUIET = replace(STAFF, team_phone="", night_phone="")


def expected() -> Notebook:
    book = form().contact("c1", "Siân Pryce", "07700 900123", words="daughter")
    return record(book, death_expected="yes", death_expected__by="Dr A Rees",
                  death_expected__role="GP", death_expected__on="2025-11-10")  # fmt: skip


def signed_then(nation: str = "ENG", **facts: str) -> Notebook:
    """A plan that was signed, and what was written down afterwards."""
    book = gwen_only(nation)
    book.sign(nation=nation)
    return record(book, **facts)


def happened() -> Notebook:
    book = gwen_only()
    book.sign()
    book.say("rev.event", True, instance="v1")
    record(book, "v1", rev__event__what="crisis", rev__event__on="2025-11-18")
    return book


def awaited(sharing: str = "care_team_and_emergency") -> Notebook:
    book = gwen_only().say("sign.second.name", "Dr A Rees", said_by=SEEN, sharing=sharing)
    return book.say("sign.second.role", "GP", said_by=SEEN)


def due(day: str) -> Notebook:
    return record(gwen_only(), rev__date=day)


def twice() -> Notebook:
    book = gwen_only()
    book.sign()
    book.say("val.matters", None, "The dog").sign()
    return book


CASES = [
    Case("N0", gwen_only, "No 24-hour number is recorded. Ring 111.", staff=QUIET),
    Case("N0.local", lambda: gwen_only("NIR"),
         "No 24-hour number is recorded. Ring GP out-of-hours, ____________________.",
         staff=QUIET),
    Case("F01", expected,
         "Not breathing: her death is expected (Dr A Rees, GP, 10 November 2025). You need not ring"
         f" 999. Ring {NIGHT}, then Siân Pryce, daughter, 07700 900123."),
    Case("F02", gwen_only, "Not breathing: ring 999. Show this page."),
    Case("F03", lambda: record(gwen_only().say("donate.view", ["eyes"]),
                               donate__phone="01632 960700"),
         "Eye or tissue donation is wished for: ring 01632 960700 straight away."),
    Case("S01", gwen_only,
         "DRAFT, NOT SIGNED OFF (12 November 2025, 14:20). Not for emergencies.", draft=True),
    Case("S02", awaited,
         "Signed off by Carys Bevan. Dr A Rees, GP, has not yet signed."),
    Case("S02.kept", lambda: awaited("do_not_share"),
         "Signed off by Carys Bevan. Another member of staff has not yet signed. This copy does"
         " not say who."),
    Case("S03", lambda: due("2025-11-15"),
         f"Review was due 15 November 2025. Check with Gwen or {NIGHT}.", now=SOON),
    Case("S04", lambda: due("2025-11-15"),
         "REVIEW WAS DUE 15 November 2025. Do not rely on wishes here without checking.",
         now=SIGNED + dt.timedelta(days=60)),
    Case("S05", happened,
         f"Since this was signed: After a crisis, 18 November 2025. Check with Gwen or {NIGHT}.",
         version=1, now=SOON),
    Case("S06", lambda: signed_then(plan__status="suspended", plan__status__on="2025-11-18"),
         f"ON HOLD since 18 November 2025. Ring {NIGHT} before you rely on it.",
         version=1, now=SOON),
    Case("S06.team", lambda: signed_then(plan__status="closed_moved", plan__status__on="2025-11-18",
                                         plan__status__team="Team Bryn",
                                         plan__status__phone="01632 960777"),
         "ON HOLD since 18 November 2025. Team Bryn has the plan now. Ring 01632 960777 before you"
         " rely on it.", version=1, now=SOON),
    Case("S07", twice, "OLD VERSION 1. Version 2 replaced it on 12 November 2025.", version=1),
    Case("S08", lambda: signed_then(agree__withdrawn__on="2025-11-18"),
         "Gwen took back agreement to this plan on 18 November 2025. Do not use. Return or"
         " destroy.", version=1, now=SOON),
    Case("S09.died", lambda: signed_then(plan__status="closed_died", death__date="2025-11-18"),
         "Gwen died on 18 November 2025. Kept for the record.", version=1, now=SOON),
    Case("S09.error", lambda: signed_then(plan__status="entered_in_error"),
         "RECORDED IN ERROR. Do not use.", version=1, now=SOON),
    Case("S09.practice", lambda: record(gwen_only(), plan__practice="yes"),
         "PRACTICE. Made-up person. Not a real plan."),
    Case("FOOT", gwen_only,
         "This summary is not a DNACPR, ReSPECT or ADRT form. If Gwen can speak, ask her first. A"
         " CPR line is only about CPR: give all other care. This copy may not contain everything"
         " recorded. Is it the newest? Ring Team Aberwen, 01632 960001."),
    Case("FOOT.died", lambda: signed_then(plan__status="closed_died"),
         "This summary is not a DNACPR, ReSPECT or ADRT form. This copy may not contain everything"
         " recorded. Is it the newest? Ring Team Aberwen, 01632 960001.", version=1, now=SOON),
    Case("FOOT.local", lambda: gwen_only("SCT"),
         "This summary is not a DNACPR or ReSPECT form, and not a refusal of treatment. If Gwen can"
         " speak, ask her first. A CPR line is only about CPR: give all other care. This copy may"
         " not contain everything recorded. Is it the newest? Ring Team Aberwen, 01632 960001."),
    Case("FOOT.died_local", lambda: signed_then("SCT", plan__status="closed_died"),
         "This summary is not a DNACPR or ReSPECT form, and not a refusal of treatment. This copy"
         " may not contain everything recorded. Is it the newest? Ring Team Aberwen, 01632 960001.",
         version=1, now=SOON),
]  # fmt: skip
