"""Rows C01 to C20, each reached by answers."""

from __future__ import annotations

from tests.handover.notebook import Notebook
from tests.handover.told import Case, gwen_only, received, record, refusing_cpr

SIGNED_FORM = (
    " Signed ReSPECT form seen 12 November 2025 by Carys Bevan."
    " Signed 3 October 2025 by Dr A Rees, GP. Original: yellow folder, hall table."
)
C01 = f"DO NOT ATTEMPT CPR.{SIGNED_FORM}"
LOOK = " Look for a signed form. If you find none, act as for anyone with no decision."
UNDECIDED = "CPR HAS NOT BEEN DECIDED in this plan."


def form(**more: str) -> Notebook:
    return gwen_only().form(**more)


def view(code: str) -> Notebook:
    return gwen_only().say("cpr.person_view", code)


def attempt(nation: str = "ENG") -> Notebook:
    return record(gwen_only(nation), cpr__status="attempt", cpr__by__name="Dr A Rees",
                  cpr__by__role="GP", cpr__date="2025-10-03")  # fmt: skip


def differing() -> Notebook:
    book = form()
    book.say("cpr.status", "attempt", seen=(), said_by="clinician_judgement", said_on="2025-11-11")
    return book


def held(book: Notebook) -> Notebook:
    book.sign(held_back=["cpr"])
    return book


def child() -> Notebook:
    book = form(cpr__status="").say("person.dob", "2010-03-04")
    return book.say("cpr.status", "modified_child", "Breaths only", said_by="clinician_observed")


def cancelled_there() -> Notebook:
    book = form().say("cpr.form.cancelled_on", "2025-11-09", said_by="other_record",
                      said_on="2025-11-10")  # fmt: skip
    return received(book, "cpr.form.cancelled_on")


CASES = [
    Case("C01", form, C01),
    Case("C02", lambda: form(cpr__status="attempt"), f"START CPR IF NEEDED.{SIGNED_FORM}"),
    Case("C03", lambda: record(form(cpr__form__seen_kind="told"),
                               cpr__status__source="Hospital letter",
                               cpr__status__source_on="2025-11-02"),
         'CPR DECISION NOT CONFIRMED. Hospital letter reported "do not attempt CPR" on 2 November'
         " 2025. We have not seen a signed form. Look for it. If you find none, act as for anyone"
         " with no decision."),
    Case("C04", lambda: form(cpr__form__seen_kind="photo"),
         'CPR DECISION NOT CONFIRMED. We saw a copy of a "do not attempt CPR" form signed 3 October'
         " 2025 by Dr A Rees. We did not see the original. Look for it."),
    Case("C05", attempt, "START CPR IF NEEDED. Recorded by Dr A Rees, GP, 3 October 2025."
         " We have not seen a signed form."),
    Case("C06", lambda: record(gwen_only(), cpr__status="none_recorded"), UNDECIDED + LOOK),
    Case("C07", lambda: record(gwen_only(), cpr__status="unknown"),
         f"WE DO NOT KNOW if there is a CPR decision.{LOOK}"),
    Case("C08", lambda: view("does_not_want"),
         f"{UNDECIDED} On 12 November 2025 Gwen told us she does not want CPR. This is her wish."
         " It is not a signed form or a legal refusal."),
    Case("C09.wants", lambda: view("wants"),
         f"{UNDECIDED} On 12 November 2025 Gwen told us she wants CPR to be tried."),
    Case("C09.not_sure", lambda: view("not_sure"),
         f"{UNDECIDED} On 12 November 2025 Gwen was not sure about CPR."),
    Case("C10.asked", lambda: record(form(), cpr__agree="disagree",
                                     cpr__agree__second_opinion="asked_for",
                                     cpr__agree__second_opinion_on="2025-11-01"),
         f"{C01} Gwen does not agree with this. Second opinion: asked for on 1 November 2025."),
    Case("C10.not_asked", lambda: record(form(), cpr__agree="disagree"),
         f"{C01} Gwen does not agree with this. Second opinion: not yet asked for."),
    Case("C11", lambda: refusing_cpr(attempt()),
         "TWO RECORDS CONFLICT ABOUT CPR. Gwen refused CPR in writing on 3 May 2024 (original:"
         " kitchen drawer). A record of 3 October 2025 by Dr A Rees says start CPR. If in doubt,"
         " start CPR while you ask 01632 960002."),
    # Scotland and Northern Ireland know no set form: nobody asks for a witness there.
    *(Case("C11", lambda nation=nation: refusing_cpr(attempt(nation), signature_witnessed="no"),
           "TWO RECORDS CONFLICT ABOUT CPR. Gwen refused CPR in writing on 3 May 2024 (original:"
           " kitchen drawer). A record of 3 October 2025 by Dr A Rees says start CPR. If in doubt,"
           " start CPR while you ask 01632 960002.") for nation in ("SCT", "NIR")),
    Case("C12", lambda: refusing_cpr(gwen_only()),
         "GWEN HAS REFUSED CPR IN WRITING. Signed and witnessed 3 May 2024. Original: kitchen"
         " drawer. Check that it fits what has happened."),
    Case("C13", lambda: refusing_cpr(gwen_only(), at_risk_statement="no"),
         f"{UNDECIDED} Gwen wrote on 3 May 2024 that she does not want CPR. The paper lacks: words"
         " that it holds even if life is at risk. Take it as strong evidence of her wishes."),
    Case("C14", lambda: form(cpr__form__cancelled_on="2025-11-09",
                             cpr__form__cancelled_by="Dr B Nye, GP"),
         'CANCELLED: the "do not attempt CPR" form of 3 October 2025 was cancelled on 9 November'
         " 2025 by Dr B Nye, GP. Ignore older copies. CPR has not been decided since."),
    Case("C15", lambda: form(cpr__form__review_on="2025-10-31"),
         f"{C01} Its review was due 31 October 2025 and no review is recorded."),
    Case("C16", lambda: form(cpr__form__valid_where="this_setting",
                             cpr__form__valid_setting="hospital"),
         "CPR DECISION NOT CONFIRMED here. The form seen applies only in hospital. Act as for"
         " anyone with no decision."),
    Case("C17", lambda: held(view("not_sure")),
         "CPR IS BEING TALKED ABOUT and is not decided. Act as for anyone with no decision."),
    Case("C18", differing,
         'TWO VERSIONS DISAGREE ABOUT CPR: "Start CPR if needed" (11 November 2025, Carys Bevan)'
         ' and "Do not attempt CPR" (12 November 2025, Carys Bevan). If in doubt, start CPR while'
         " you ask 01632 960002."),
    Case("C19", cancelled_there,
         'POSSIBLY CANCELLED: Carys Bevan told us on 10 November 2025 that the "do not attempt CPR"'
         " form was cancelled. Not confirmed here. If in doubt, start CPR while you ask"
         " 01632 960002."),
    Case("C20", child,
         "CPR AS WRITTEN ON THE FORM: Breaths only. Signed ReSPECT form seen 12 November 2025."
         " Original: yellow folder, hall table."),
]  # fmt: skip
