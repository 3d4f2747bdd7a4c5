"""Which keys a case file may have, in the terms of the guide's own files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

from eolplan.guide.form import Key, whole
from eolplan.guide.form import keep as keep
from eolplan.guide.source import Table as Table
from eolplan.words import N_

_COPIES: Final = ("own", "family", "bedside", "ambulance", "gp", "hospice", "care_home", "full")


def _text(*, needed: bool = False) -> Key:
    remedy = N_('Write words in quotation marks: {key} = "..."')
    return Key(lambda value: isinstance(value, str), remedy, needed)


def _texts() -> Key:
    remedy = N_('Write texts in square brackets: {key} = ["...", "..."]')
    return Key(lambda value: isinstance(value, list) and _all(value, str), remedy)


def _day(*, needed: bool = False) -> Key:
    return Key(_is_day, N_('Write the day: {key} = "2026-03-02"'), needed)


def _said_on() -> Key:
    remedy = N_('Write a day, a month or a year: {key} = "2023"')
    return Key(lambda value: isinstance(value, str | dt.date), remedy)


def _flag() -> Key:
    remedy = N_("Write {key} = true or {key} = false, without quotation marks.")
    return Key(lambda value: isinstance(value, bool), remedy)


def _one_of(*allowed: str) -> Key:
    names = {"words": ", ".join(allowed)}
    return Key(lambda value: value in allowed, N_("Write one of: {words}."), names=names)


def _table(*, needed: bool = False) -> Key:
    return Key(lambda v: isinstance(v, dict), N_("Write it as a table: [{key}]"), needed)


def _tables() -> Key:
    remedy = N_("Write it as tables: [[{key}]]")
    return Key(lambda value: isinstance(value, list) and _all(value, dict), remedy)


def _anything() -> Key:
    return Key(lambda _value: True, N_("Write a value."))


def _prints() -> Key:
    remedy = N_("Write words, or tables: {key} = [{example}]")
    names = {"example": '{ copy = "bedside", words = "..." }'}
    return Key(
        lambda v: isinstance(v, list) and all(isinstance(item, str | dict) for item in v),
        remedy, names=names,
    )  # fmt: skip


def _all(values: list[object], kind: type) -> bool:
    return all(isinstance(item, kind) for item in values)


def _is_day(value: object) -> bool:
    if isinstance(value, str):
        try:
            dt.date.fromisoformat(value)
        except ValueError:
            return False
        return True
    return isinstance(value, dt.date)


TOP: Final[Mapping[str, Key]] = {"case": _table(needed=True), "step": _tables()}
CASE: Final[Mapping[str, Key]] = {
    "id": _text(needed=True), "nation": _text(needed=True), "title": _text(),
}  # fmt: skip
STEP: Final[Mapping[str, Key]] = {
    "today": _day(needed=True), "answer": _tables(), "sign_off": _flag(), "without": _texts(),
    "expect": _table(),
}  # fmt: skip
ANSWER: Final[Mapping[str, Key]] = {
    "question": _text(needed=True), "instance": _text(), "standing": _text(), "value": _anything(),
    "own_words": _text(), "said_by": _text(), "said_on": _said_on(), "recorded_by": _text(),
    "note": _text(),
}  # fmt: skip
EXPECT: Final[Mapping[str, Key]] = {
    "must": _texts(), "must_not": _texts(), "sign_off": _one_of("done", "refused"),
    "prints": _prints(), "prints_not": _prints(),
}  # fmt: skip
PRINTED: Final[Mapping[str, Key]] = {
    "copy": _one_of(*_COPIES), "words": _anything(), "page": _anything(),
}  # fmt: skip
BASE: Final[Mapping[str, Key]] = {
    "leads": _text(needed=True), "staff": _tables(), "answer": _tables(), "person": _table(),
}  # fmt: skip
STAFF: Final[Mapping[str, Key]] = {
    "id": _text(needed=True), "also": _texts(), "name": _text(needed=True),
    "role": _text(needed=True), "organisation": _text(), "reg": _text(), "team": _text(),
    "team_phone": _text(), "night_phone": _text(),
}  # fmt: skip
STORE: Final[Mapping[str, Key]] = {"person": _tables(), "new": _tables()}
STORED: Final[Mapping[str, Key]] = {
    "case": _text(needed=True), "days_ago": whole(1, 3650), "steps": whole(1, 100),
    "paused_at": _text(), "note": _text(),
}  # fmt: skip
NEWCOMER: Final[Mapping[str, Key]] = {
    "given": _text(needed=True), "family": _text(needed=True), "preferred": _text(),
    "born": _text(), "number": _text(), "address": _texts(), "postcode": _text(),
    "communication": _text(),
}  # fmt: skip
