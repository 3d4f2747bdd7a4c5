"""Rows E1 to E8, W01 to W12, M01 to M08, G01 and V01 to V03, each reached by answers."""

from __future__ import annotations

from tests.handover.notebook import Notebook
from tests.handover.told import Case, assessed, gwen_only, record, worse

NIGHT = "01632 960002"
ABLE = "Wished when able (2 June 2025): 1st: Own home."


def place(first: str = "own_home", second: str = "", avoid: str = "", **more: str) -> Notebook:
    book = gwen_only()
    if first:
        book.say("pod.first", first, **more)
    if second:
        book.say("pod.second", second)
    return book.say("place.avoid", avoid, instance=avoid) if avoid else book


def left(standing: str, **more: str) -> Notebook:
    return gwen_only().leave("pod.first", standing, **more)


def unable() -> Notebook:
    book = gwen_only().say("pod.first", "own_home", said_by="person_wrote_it", said_on="2023-05-02")
    return book.leave("pod.first", "unable_to_express")


def changed() -> Notebook:
    book = gwen_only().say("pod.first", "own_home", said_on="2025-06-02")
    return book.say("pod.first", "hospice", said_on="2025-11-10")


def lost(first: str = "own_home") -> Notebook:
    book = place(first, said_on="2025-06-02")
    assessed(book, "lacks_now_may_regain", on="2025-11-01")
    return book.say("pod.first", "hospital_acute", said_on="2025-11-10")


def told_by_family() -> Notebook:
    book = gwen_only().contact("c1", "Siân Pryce", "07700 900123", words="daughter")
    return book.say("pod.first", "own_home", said_by="family_or_friend", said_by_contact="c1")


def medicines(status: str, **more: str) -> Notebook:
    facts = {"am__status": status, "am__status_on": "2025-11-10", "am__location": "top cupboard"}
    return record(gwen_only(), **(facts | more))


def charted(**more: str) -> Notebook:
    book = medicines("in_the_home", am__chart__seen="yes", am__chart__place="yellow folder", **more)
    return record(book, am__who_gives=["community_nurse", "hospice"])


def allergic() -> Notebook:
    book = record(gwen_only(), dx__allergy__status="known")
    for instance, agent, reaction in (("g1", "penicillin", "rash"), ("g2", "latex", "swelling")):
        book.say("dx.allergy", True, instance=instance)
        record(book, instance, dx__allergy__agent=agent, dx__allergy__reaction=reaction)
    return book


def device(*codes: str, **more: str) -> Notebook:
    return record(gwen_only(), dev__has=list(codes), **more)


def avoiding() -> Notebook:
    book = record(gwen_only(), dx__meds_stop=["parkinsons", "steroids"])
    book.say("dx.avoid", True, instance="v1")
    return record(book, "v1", dx__avoid__drug="haloperidol", dx__avoid__by="Dr A Rees",
                  dx__avoid__on="2025-11-01")  # fmt: skip


WORSE = [
    Case("E1", lambda: worse(gwen_only(), "E1"), "Full treatment, with intensive care if it could"
         " help. Take to hospital as usual."),
    Case("E2", lambda: worse(gwen_only(), "E2"), "Hospital treatment if needed. Not intensive care"
         " or life support machines."),
    Case("E3", lambda: worse(gwen_only(), "E3", reasons="a broken bone, or bleeding"),
         "Treat here first. Hospital only for: a broken bone, or bleeding."),
    Case("E4", lambda: worse(gwen_only(), "E4"),
         "Comfort first. Hospital only for comfort that cannot be given here."),
    Case("E4.reasons", lambda: worse(gwen_only(), "E4", reasons="a broken hip"),
         "Comfort first. Hospital only for comfort that cannot be given here: a broken hip."),
    Case("E5", lambda: worse(gwen_only(), "E5"), "Comfort only, and stay here. Still treat pain,"
         f" choking, injury and distress. Ring {NIGHT} before any move."),
    Case("E6.by", lambda: worse(gwen_only(), "E2", basis="clinical_judgement"),
         "If Gwen gets worse: Recommended by Dr A Rees, GP, 1 November 2025."),
    Case("E6.agreed", lambda: worse(gwen_only(), "E2"),
         "If Gwen gets worse: Recommended by Dr A Rees, GP, 1 November 2025. Agreed with Gwen."),
    Case("E6.best_interests", lambda: worse(gwen_only(), "E2", basis="best_interests"),
         "If Gwen gets worse: Recommended by Dr A Rees, GP, 1 November 2025. Decided in her best"
         " interests."),
    Case("E6.benefit", lambda: worse(gwen_only("SCT"), "E2", basis="benefit"),
         "If Gwen gets worse: Recommended by Dr A Rees, GP, 1 November 2025. Decided for her"
         " benefit."),
    Case("E6.disagrees", lambda: worse(gwen_only(), "E2", basis="person_disagrees"),
         "Hospital treatment if needed. Not intensive care or life support machines. Gwen does not"
         " agree."),
    Case("E7", gwen_only, "No treatment plan has been agreed. Assess and treat as usual."
         f" Advice: {NIGHT}."),
    Case("E8", lambda: worse(gwen_only(), wish="Keep me at home if you can."),
         'Not yet agreed with a clinician. Gwen says: "Keep me at home if you can."'
         " (12 November 2025)."),
]  # fmt: skip

WISHES = [
    Case("W01", lambda: place(second="hospice", avoid="hospital_acute"),
         "Gwen's wish, 12 November 2025. 1st: Own home. 2nd: Hospice. Does not want: Hospital."),
    Case("W01.no_avoid", lambda: place(second="hospice"),
         "Gwen's wish, 12 November 2025. 1st: Own home. 2nd: Hospice."),
    Case("W02.first", place,
         "Gwen's wish, 12 November 2025. 1st: Own home. No second choice recorded."),
    Case("W02.first_avoid", lambda: place(avoid="hospital_acute"),
         "Gwen's wish, 12 November 2025. 1st: Own home. No second choice recorded. Does not want:"
         " Hospital."),
    Case("W02.avoid", lambda: place("", avoid="hospital_acute"),
         "Does not want: Hospital. No first choice recorded."),
    Case("W02.avoid_also", lambda: place("no_preference", avoid="hospital_acute"),
         "Does not mind where (12 November 2025). Does not want: Hospital."),
    Case("W03", gwen_only, "Where Gwen wants to be: not talked about yet."),
    Case("W04", lambda: left("asked_not_ready"),
         "Not ready to talk about this (asked 12 November 2025).", "hospice"),
    Case("W04.ambulance", lambda: left("asked_not_ready"), "No place recorded."),
    Case("W05", lambda: left("asked_declined"), "Chose not to say (12 November 2025).", "hospice"),
    Case("W05.ambulance", lambda: left("asked_declined"), "No place recorded."),
    Case("W06.undecided", lambda: left("undecided"), "Has not decided (12 November 2025)."),
    Case("W06.does_not_know", lambda: left("does_not_know"),
         "Does not know yet (12 November 2025)."),
    Case("W07", lambda: left("unable_to_express"), "Could not tell us on 12 November 2025."),
    Case("W07.observed", lambda: left("unable_to_express", note="settles when home is named"),
         "Could not tell us on 12 November 2025. Observed: settles when home is named."),
    Case("W07.written", unable,
         "Could not tell us on 12 November 2025. Written when able, 2 May 2023: Own home."),
    Case("W08.leaves", lambda: left("leaves_to_other", note="Siân"), "Leaves this to Siân."),
    Case("W08.document", lambda: left("see_document", note="the blue booklet"),
         "See the blue booklet, place not recorded."),
    Case("W08.no_preference", lambda: place("no_preference"),
         "Does not mind where (12 November 2025)."),
    Case("W08.usual", lambda: place("usual_place_wherever"), "Wherever she is living then."),
    Case("W09", lambda: gwen_only().say("pod.first", None, "Only if Huw can cope"),
         "It depends: Only if Huw can cope (12 November 2025)."),
    Case("W10", told_by_family,
         "Siân Pryce says: Own home (12 November 2025). Gwen has not been asked."),
    Case("W11", changed,
         "Gwen's wish, 10 November 2025. 1st: Hospice. No second choice recorded. Changed on"
         " 10 November 2025; before: Own home."),
    Case("W12.able", lost, ABLE),
    Case("W12.statement", lambda: record(lost(""), as__says="words:No hospitals.",
                                         as__date="2023"),
         "A statement (2023) says: “No hospitals”."),
    Case("W12.now", lost, "Says now (10 November 2025): 1st: Hospital."),
    Case("W12.now_only", lambda: lost(""),
         "Gwen could not decide this on 1 November 2025. Says now (10 November 2025): 1st:"
         " Hospital."),
]  # fmt: skip

MEDICINES = [
    Case("M01", charted,
         "Just-in-case medicines: in the house, top cupboard. Signed chart: yellow folder. May be"
         " given by: Community nurse, Hospice team."),
    Case("M02", lambda: medicines("in_the_home"),
         "Just-in-case medicines: in the house, top cupboard. We have not seen a signed chart."
         f" Ring {NIGHT}."),
    Case("M03", lambda: medicines("in_use", am__driver="in_use"),
         "Just-in-case medicines: in use on 10 November 2025. Syringe pump: yes. Read the chart for"
         " the last dose."),
    Case("M04", lambda: medicines("prescribed"),
         "Just-in-case medicines: prescribed 10 November 2025, NOT in the house when last"
         " checked."),
    Case("M05", lambda: medicines("expired"),
         "Just-in-case medicines: used up, out of date or returned (10 November 2025)."
         f" Ring {NIGHT}."),
    Case("M06", lambda: medicines("declined"),
         "Just-in-case medicines: Gwen did not want them (10 November 2025). She can change her"
         " mind."),
    Case("M07", gwen_only, "Just-in-case medicines: none recorded in the house."),
    Case("M08", lambda: charted(am__keep_off_paper="yes"),
         f"Just-in-case medicines: in the house. Ring {NIGHT} for where."),
    Case("G01.known", allergic, "Allergies: penicillin: rash; latex: swelling."),
    Case("G01.none", lambda: record(gwen_only(), dx__allergy__status="none_known",
                                    dx__allergy__asked_on="2025-11-11"),
         "No known allergies (asked 11 November 2025)."),
    Case("G01.not_known", gwen_only, "ALLERGIES NOT KNOWN TO US. Ask before giving medicines."),
    Case("V01.on", lambda: device("icd", icd__shocks="on", icd__magnet="yellow folder"),
         "Shock device (ICD): shocks ON. Magnet: yellow folder."),
    Case("V01.off", lambda: device("crt_d", icd__shocks="off", icd__done_on="2025-11-03"),
         "Shock device (ICD): shocks OFF since 3 November 2025."),
    Case("V01.not_known", lambda: device("s_icd"),
         "Shock device (ICD): not known if shocks are on."),
    Case("V02.neck", lambda: device("laryngectomy"), "BREATHES THROUGH THE NECK."),
    Case("V02.lvad", lambda: device("lvad", dev__lvad__clinic="Heart pump clinic",
                                    dev__lvad__phone="01632 960333"),
         "HEART PUMP (LVAD): a pulse may not be felt. Ring Heart pump clinic, 01632 960333 at"
         " once."),
    Case("V02.oxygen", lambda: device("oxygen", dev__oxygen__card_target="88 to 92%",
                                      dev__oxygen__card_seen_on="2025-11-12"),
         "Home oxygen. Oxygen alert card: 88 to 92% (seen 12 November 2025)."),
    Case("V03", lambda: record(gwen_only(), dx__meds_stop=["parkinsons", "steroids"]),
         "Do not stop without advice: Parkinson's medicines and Steroids."),
    Case("V03.avoid", avoiding,
         "Do not stop without advice: Parkinson's medicines and Steroids. Avoid: haloperidol,"
         " written by Dr A Rees, 1 November 2025."),
]  # fmt: skip

CASES = [*WORSE, *WISHES, *MEDICINES]
