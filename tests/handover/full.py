"""A plan with more on it than page 1 can hold, as a few real ones have."""

from __future__ import annotations

from tests.handover.notebook import Notebook
from tests.handover.told import appointing, record, refusing, worse


def sudden(book: Notebook, instance: str, problem: str, do: str, ring: str) -> Notebook:
    """What to do in one sudden problem."""
    book.say("tx.scenario", True, instance=instance)
    return record(book, instance, tx__scenario__problem=problem, tx__scenario__do=f"words:{do}",
                  tx__scenario__ring=f"words:{ring}")  # fmt: skip


def maxi() -> Notebook:
    """Long names, two refusals, attorneys who must agree, devices, seven sudden problems."""
    book = Notebook().person_named(
        given="Maximiliana Alexandrina", family="Featherstonehaugh-Llewellyn",
        **{"plan.jurisdiction": "ENG"},
    )  # fmt: skip
    book.say("person.preferred", "Maxi").talk(doubt="doubt")
    book.address("Flat 3b, The Old Corn Exchange", "14 Heol y Bont", "Aberwen", "Ceredigion")
    place = "yellow folder on the hall table, under the telephone"
    book.form(cpr__agree="disagree", cpr__form__place=place)
    refusing(book, treatments="a breathing machine, tube feeding and kidney dialysis",
             circumstances="I can no longer recognise my daughter or my sister")  # fmt: skip
    refusing(book, "r2", treatments="antibiotics into a vein", type="not_life_sustaining",
             circumstances="I am in the last days of life")  # fmt: skip
    book.contact("c2", "Huw Llewellyn-Pryce", "07700 900456", "emergency_first", words="son")
    appointing(book, how="jointly", person2={"ref": "contact", "instance": "c2"})
    for number in range(3, 8):
        book.contact(f"c{number}", f"Person Number {number}", f"07700 90012{number}",
                     "health_attorney", words="niece")  # fmt: skip
    book.contact("c9", "Mrs Gwladys Postlethwaite", "07700 900999", "key_holder",
                 words="neighbour opposite")  # fmt: skip
    return _cared_for(_worse(book))


def _worse(book: Notebook) -> Notebook:
    worse(
        book,
        "E3",
        basis="person_disagrees",
        reasons="a broken hip, bleeding that will not stop, or a fit of more than five minutes",
    )
    book.say("pod.first", "own_home").say("pod.second", "hospice")
    book.say("pod.second.name", "St Teilo's Hospice, Aberwen")
    for code in ("hospital_acute", "care_home_nursing"):
        book.say("place.avoid", code, instance=code)
    for problem in ("breathlessness", "pain", "choking", "fit", "bleed", "collapse", "power"):
        sudden(
            book,
            problem,
            problem,
            "Sit her up, suction, fan, open the window, speak slowly"
            " and stay with her until it has settled.",
            "Hospice advice line, then the team",
        )
    return book  # fmt: skip


def _cared_for(book: Notebook) -> Notebook:
    for agent, reaction in {
        "Penicillin": "swelling of the face", "Latex": "rash", "Morphine": "itching, confusion",
        "Codeine": "sickness",
    }.items():  # fmt: skip
        book.say("dx.allergy", True, instance=agent)
        record(book, agent, dx__allergy__agent=agent, dx__allergy__reaction=reaction,
               dx__allergy__severity="severe")  # fmt: skip
    book.say("dx.avoid", True, instance="v")
    record(book, "v", dx__avoid__drug="haloperidol and metoclopramide", dx__avoid__by="Dr A Rees",
           dx__avoid__on="2025-11-01")  # fmt: skip
    record(
        book, dev__has=["icd", "oxygen", "tracheostomy", "port", "peg"], icd__shocks="on",
        icd__magnet="yellow folder", dev__oxygen__card_target="88 to 92%",
        dev__oxygen__card_seen_on="2025-11-12", dx__infection="MRSA, nose and skin",
        dx__primary="Motor neurone disease with breathing failure",
        dx__meds_stop=["parkinsons", "steroids", "epilepsy"], am__status="in_the_home",
        am__location="kitchen, top cupboard left of the cooker", am__chart__seen="no",
        home__access="words:Side gate, round the back past the greenhouse", home__keysafe="yes",
        comm__interpreter="needed", comm__interpreter__kind=["bsl"], comm__lang_spoken="cy",
        sign__second__name="Dr A Rees", sign__second__role="GP",
    )  # fmt: skip
    book.say("comm.how", None, "I use an eye gaze board. Yes is eyes up. Give me time.")
    book.say("comm.hearing_plan", None, "Eyes up for yes, eyes shut for no, frown for pain.")
    book.say("val.matters", None, "My garden, my sister, and my choir on the wireless.")
    return record(book.say("donate.view", ["eyes"]), donate__phone="01632 960700")
