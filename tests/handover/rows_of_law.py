"""Rows R01 to R14, P01 to P19 and K01 to K06, each reached by answers."""

from __future__ import annotations

from tests.handover.notebook import Notebook
from tests.handover.told import (
    Case,
    appointing,
    assessed,
    gwen_only,
    received,
    record,
    refusing,
)

R01 = (
    "GWEN HAS REFUSED IN WRITING: a breathing machine, when “I no longer know my family”, even if"
    " life is at risk. Signed and witnessed 3 May 2024. Looks complete on paper. Original:"
    " kitchen drawer. It applies only if she cannot decide."
)
TAIL = " Only if she cannot decide. Do not delay urgent treatment to ring."
SIAN = "Siân Pryce, daughter, 07700 900123"
SEEN = " Registered paper seen 12 November 2025."


def withdrawn_there() -> Notebook:
    book = refusing(gwen_only()).say("adrt.withdrawn_on", "2025-11-08", instance="r1",
                                     said_by="other_record", said_on="2025-11-10")  # fmt: skip
    return received(book, "adrt.withdrawn_on")


def young(nation: str = "ENG", born: str = "2007-06-01") -> Notebook:
    book = refusing(gwen_only(nation, **{"person.dob": born}), made_on="2024-05-03")
    book.contact("c9", "Ann Pryce", "07700 900999", words="mother")
    return book.say("cap.child.parental", {"ref": "contact", "instance": "c9"})


def jointly() -> Notebook:
    book = gwen_only().contact("c2", "Huw Pryce", "07700 900456", words="son")
    return appointing(book, how="jointly", person2={"ref": "contact", "instance": "c2"})


def told_by_name() -> Notebook:
    return gwen_only().contact("c3", "Ann Lee", "07700 900789", "health_attorney", words="friend")


def alone(**more: str) -> Notebook:
    return record(gwen_only(), poa__none="none", **more)


def talked(doubt: str) -> Notebook:
    book = gwen_only().talk(doubt=doubt)
    talk = next(i for q, i in book.log.questions() if q == "conv.when")
    return book.say("conv.doubt.decision", "CPR", instance=talk) if doubt == "doubt" else book


def decided_for(book: Notebook) -> Notebook:
    assessed(book, "lacks_now_may_regain").say("bi", True, instance="b")
    outcome = "words:Stay in the care home unless pain cannot be eased."
    return record(book, "b", bi__decision="Where to live", bi__on="2025-11-11", bi__outcome=outcome)


REFUSALS = [
    Case("R01", lambda: refusing(gwen_only()), R01),
    Case("R02.copy", lambda: refusing(gwen_only(), seen="photo"), f"{R01} We saw a copy only."),
    Case("R02.told", lambda: refusing(gwen_only(), seen="told"),
         "Gwen is said to have refused a breathing machine in writing. We have not seen the"
         " paper."),
    Case("R02.said", lambda: refusing(gwen_only(), seen="told", written=None),
         "Gwen is said to have refused a breathing machine, when “I no longer know my family” (how"
         " is not recorded). We have not seen a paper."),
    Case("R03", lambda: refusing(gwen_only(), type="not_life_sustaining", spoken="no"),
         "Gwen has refused in advance: a breathing machine, when “I no longer know my family”"
         " (written, 3 May 2024). It applies only if she cannot decide."),
    Case("R04", lambda: refusing(gwen_only(), at_risk_statement="no",
                                 witness_signed_in_presence="no"),
         "Gwen wrote that she does not want a breathing machine. The paper lacks: a witness who"
         " signed with her and words that it holds even if life is at risk. It is not shown to be"
         " binding for treatment that keeps her alive. Take it as strong evidence of her wishes."),
    Case("R05.withdrawn", lambda: refusing(gwen_only(), withdrawn_on="2025-06-01",
                                           withdrawn_how="spoken"),
         "WITHDRAWN: the refusal of 3 May 2024 was withdrawn on 1 June 2025 (spoken). Ignore older"
         " copies."),
    Case("R05.possibly", withdrawn_there,
         "POSSIBLY WITHDRAWN: Carys Bevan told us on 10 November 2025. If in doubt, treat while you"
         " ask 01632 960002. It is the refusal of a breathing machine (3 May 2024)."),
    Case("R06", lambda: appointing(refusing(gwen_only()), signed_on="2025-01-10",
                                   registered_on="2025-03-01"),
         "The refusal of a breathing machine (3 May 2024) may no longer apply. A later attorney can"
         " decide about this. Ask Siân Pryce, daughter, 07700 900123. Both papers: kitchen drawer"
         " and desk."),
    Case("R07", lambda: appointing(refusing(gwen_only()), signed_on="2024-05-01",
                                   registered_on="2024-06-01"),
         "It is not clear which counts: the refusal (3 May 2024) or the attorney paper (signed 1"
         " May 2024, registered 1 June 2024). Show both. If in doubt, treat while you ask"
         " 01632 960002. It is the refusal of a breathing machine (3 May 2024)."),
    Case("R08", lambda: appointing(refusing(gwen_only())), f"{R01} It also binds her attorney."),
    Case("R09", lambda: refusing(gwen_only()).say(
            "adrt.inconsistent", None, "She asked for a breathing mask in June.", instance="r1",
            said_by="clinician_observed"),
         f"{R01} Since then: She asked for a breathing mask in June. Check that it still stands."),
    Case("R10", lambda: refusing(gwen_only("SCT")),
         "GWEN HAS AN ADVANCE DIRECTIVE refusing a breathing machine, when “I no longer know my"
         " family”. Signed 3 May 2024; witnessed: yes. Original: kitchen drawer. Scots law has no"
         " set form. Weigh it for what has happened."),
    Case("R11", lambda: refusing(gwen_only("NIR"), signature_witnessed="no"),
         "GWEN HAS AN ADVANCE DECISION refusing a breathing machine, when “I no longer know my"
         " family”. Signed 3 May 2024; witnessed: no. Original: kitchen drawer. Common law applies."
         " Weigh it for what has happened."),
    Case("R12", young,
         "At 16 Gwen said she does not want a breathing machine. Under 18 this cannot be a legal"
         " advance decision. Ask Gwen, and Ann Pryce, mother, 07700 900999."),
    Case("R12.local", lambda: young("SCT", "2009-03-04"),
         "At 15 Gwen said she does not want a breathing machine. The law may not hold this as a"
         " refusal. Ask Gwen, and Ann Pryce, mother, 07700 900999."),
    Case("R13", lambda: refusing(gwen_only("SCT"), made_in="ENG"),
         f"{R01} Made in England. Strong evidence of her wishes."),
    Case("R14.none", lambda: record(gwen_only(), adrt__exists="no"),
         "No written refusal of treatment."),
    Case("R14.not_known", gwen_only, "Refusals of treatment: not known to us."),
    Case("R14.wants", lambda: record(gwen_only(), adrt__exists="wants_to_make"),
         "No written refusal yet. Gwen wants to make one."),
]  # fmt: skip

PEOPLE = [
    Case("P01", lambda: appointing(gwen_only()),
         f"{SIAN}: attorney for health, INCLUDING life-sustaining treatment.{SEEN}{TAIL}"),
    Case("P02", lambda: appointing(gwen_only(), lst="no"),
         f"{SIAN}: attorney for health, but NOT for life-sustaining treatment.{SEEN}{TAIL}"),
    Case("P03", lambda: appointing(gwen_only(), lst="not_known"),
         f"{SIAN}: attorney for health. We do not know if this includes life-sustaining treatment."
         f" Look at the paper.{TAIL}"),
    Case("P04", lambda: appointing(gwen_only(), seen="told_only"),
         f"{SIAN}: said to be attorney for health. We have not seen the paper. Involve them."),
    Case("P04", told_by_name,
         "Ann Lee, friend, 07700 900789: said to be attorney for health. We have not seen the"
         " paper. Involve them."),
    Case("P16", lambda: appointing(gwen_only("SCT"), kind="scot_welfare", lst=None,
                                            seen="told_only"),
         f"{SIAN}: said to be welfare attorney. We have not seen the paper. Involve them."),
    Case("P16", lambda: appointing(gwen_only("SCT"), kind="scot_guardian", lst=None,
                                            seen="told_only"),
         f"{SIAN}: said to be welfare guardian. We have not seen the paper. Involve them."),
    Case("P22", lambda: appointing(gwen_only(), kind="deputy_welfare", lst=None,
                                            seen="told_only"),
         f"{SIAN}: said to be court deputy for Gwen's care. We have not seen the paper. Involve"
         " them. A deputy cannot refuse life-sustaining treatment."),
    Case("P05", lambda: appointing(gwen_only(), registered="no"),
         f"{SIAN}: attorney paper not registered, so it cannot be used yet. Involve them as"
         " family."),
    Case("P05", lambda: appointing(gwen_only("SCT"), kind="scot_guardian", lst=None,
                                            registered="no"),
         f"{SIAN}: guardian paper not registered, so it cannot be used yet. Involve them as"
         " family."),
    Case("P06", lambda: appointing(gwen_only(), kind="lpa_property"),
         "Siân Pryce, daughter is attorney for money only and cannot decide about treatment."),
    Case("P07", jointly,
         f"{SIAN}: attorney for health, INCLUDING life-sustaining treatment.{SEEN} The attorneys"
         f" must all agree: Siân Pryce, 07700 900123 and Huw Pryce, 07700 900456.{TAIL}"),
    Case("P08", lambda: appointing(gwen_only(), kind="deputy_welfare", lst=None),
         f"{SIAN}: court deputy for Gwen's care. A deputy cannot refuse life-sustaining"
         f" treatment.{TAIL}"),
    Case("P09", lambda: appointing(gwen_only("SCT"), kind="scot_guardian", lst=None),
         f"{SIAN}: welfare guardian, registered, paper seen 12 November 2025. Decides only what the"
         f" paper lists.{TAIL}"),
    Case("P10", lambda: appointing(gwen_only("NIR"), kind="epa", lst=None),
         "Siân Pryce, daughter holds an enduring power for money only. There is no health attorney"
         " under Northern Ireland law today."),
    Case("P11", lambda: alone().contact("c1", "Siân Pryce", "07700 900123", words="daughter"),
         f"No attorney for health. Ask {SIAN}, what Gwen would want. They cannot decide for her."),
    Case("P12", lambda: alone(people__no_one="yes"),
         "No attorney for health. No family or friend to ask. Think of an advocate."),
    Case("P17", lambda: record(gwen_only("SCT"), poa__none="none").contact(
            "c1", "Siân Pryce", "07700 900123", words="daughter"),
         f"No welfare attorney. Ask {SIAN}, what Gwen would want. They cannot decide for her."),
    Case("P18", lambda: record(gwen_only("SCT"), poa__none="none", people__no_one="yes"),
         "No welfare attorney. No family or friend to ask. Think of an advocate."),
    Case("P13", gwen_only, "Attorney for health: not known to us."),
    Case("P19", lambda: gwen_only("SCT"), "Welfare attorney: not known to us."),
    Case("P14", lambda: appointing(gwen_only(), registered=None),
         f"{SIAN}: named as attorney for health. Paper seen 12 November 2025. We do not know if it"
         " is registered. Involve them."),
    Case("P15", lambda: appointing(gwen_only("SCT"), kind="scot_combined", lst=None,
                                            registered=None, seen="certified_copy"),
         f"{SIAN}: named as welfare attorney. Paper seen 12 November 2025. We do not know if it is"
         " registered. Involve them."),
    Case("P20.yes", lambda: appointing(gwen_only("NIR")),
         f"{SIAN}: named to decide about health, INCLUDING life-sustaining treatment.{SEEN} Made"
         f" under the law of England and Wales. Strong evidence of her wishes. Get advice.{TAIL}"),
    Case("P20.no", lambda: appointing(gwen_only("SCT"), lst="no"),
         f"{SIAN}: named to decide about health, but NOT about life-sustaining treatment.{SEEN}"
         f" Made under the law of England and Wales. Strong evidence of her wishes. Get"
         f" advice.{TAIL}"),
    Case("P20.not_known", lambda: appointing(gwen_only("OTH"), lst="not_known"),
         f"{SIAN}: named to decide about health. We do not know if this includes life-sustaining"
         f" treatment. Look at the paper.{SEEN} Made under the law of England and Wales. Strong"
         f" evidence of her wishes. Get advice.{TAIL}"),
    Case("P21.ew", lambda: appointing(gwen_only("NIR"), seen="told_only"),
         f"{SIAN}: said to be attorney for health. We have not seen the paper. Involve them. Made"
         " under the law of England and Wales. Strong evidence of her wishes. Get advice."),
    Case("P21.sct", lambda: appointing(gwen_only(), kind="scot_welfare", lst=None),
         f"{SIAN}: welfare attorney, registered, paper seen 12 November 2025. Decides only what the"
         " paper lists. Made under the law of Scotland. Strong evidence of her wishes. Get"
         f" advice.{TAIL}"),
    Case("tail", lambda: appointing(gwen_only("SCT"), kind="scot_welfare", lst=None),
         f"{SIAN}: welfare attorney, registered, paper seen 12 November 2025. Decides only what the"
         f" paper lists.{TAIL}"),
]  # fmt: skip

DECIDING = [
    Case("K01", lambda: talked("none_noticed"),
         "No doubt about her own decisions was noted on 12 November 2025."),
    Case("K02", lambda: assessed(gwen_only(), "lacks_now_may_regain"),
         "On 10 November 2025 she could not decide about where to live. Check again now."),
    Case("K03", lambda: assessed(gwen_only(), "fluctuates", good_times="before lunch"),
         "Her ability to decide changes through the day. Best: before lunch."),
    Case("K04", lambda: assessed(gwen_only(), "doubt_not_assessed"),
         "There was doubt on 10 November 2025 about where to live. Not yet assessed. Check now."),
    Case("K05", lambda: decided_for(gwen_only()),
         "Decided in her best interests (11 November 2025), about where to live: Stay in the care"
         " home unless pain cannot be eased."),
    Case("K06", lambda: decided_for(gwen_only("SCT")),
         "Decided for her benefit (11 November 2025), about where to live: Stay in the care home"
         " unless pain cannot be eased."),
    Case("K04", lambda: talked("doubt"),
         "There was doubt on 12 November 2025 about CPR. Not yet assessed. Check now."),
]  # fmt: skip
