"""Case files: what may stand in one, and that every slip is told at once with its line."""

from __future__ import annotations

import datetime as dt

import pytest

from eolplan.practice.files import CaseProblem, cases

HEAD = '[case]\nid = "X-01"\nnation = "ENG"\n'
STEP = '[[step]]\ntoday = "2026-03-02"\n'


@pytest.fixture
def read(tmp_path, guide, base):
    def from_text(*texts: str):
        files = []
        for n, text in enumerate(texts):
            file = tmp_path / f"case{n}.toml"
            file.write_text(text, encoding="utf-8")
            files.append(file)
        return cases(files, guide, base.names)

    return from_text


def answer(**keys: str) -> str:
    lines = "".join(f"{key} = {value}\n" for key, value in keys.items())
    return f"[[step.answer]]\n{lines}"


def faults(read, *texts: str) -> list[tuple[str, int, str]]:
    with pytest.raises(CaseProblem) as problem:
        read(*texts)
    return [(fault.file, fault.line, str(fault)) for fault in problem.value.faults]


def test_a_small_case(read):
    (case,) = read(HEAD + STEP + answer(question='"pod.first"', value='"hospice"'))
    assert (case.id, case.nation) == ("X-01", "ENG")
    (step,) = case.steps
    assert step.today == dt.date(2026, 3, 2)
    assert not step.sign_off
    assert [(g.question, g.value) for g in step.answers] == [("pod.first", "hospice")]


def test_toml_s_own_booleans_days_and_numbers_are_taken(read):
    (case,) = read(
        HEAD + "[[step]]\ntoday = 2026-03-02\n"
        + answer(question='"people.no_one"', value="true")
        + answer(question='"prog.on"', value="2026-03-01")
        + answer(question='"pod.first"', value='"hospice"', said_on="2025-01-02"),
    )  # fmt: skip
    one, two, three = case.steps[0].answers
    assert (one.value, two.value, three.said_on) == ("yes", "2026-03-01", "2025-01-02")


def test_every_slip_of_every_file_is_told_at_once(read):
    bad = (
        HEAD + 'colour = "red"\n' + STEP + 'sign_of = true\n'
        + answer(question='"pod.frist"', value='"hospice"')
        + answer(question='"pod.first"', value='"the moon"')
        + answer(question='"pod.first"', standing='"sleepy"')
        + answer(question='"pod.first"', value='"hospice"', recorded_by='"the cat"')
        + answer(question='"pod.first"')
        + '[step.expect]\nmust = ["R1"]\nsign_off = "maybe"\n'
    )  # fmt: skip
    told = faults(read, bad, 'nothing = "here"\n')
    lines = bad.split("\n")
    by_line = {line: words for file, line, words in told if file == "case0.toml"}
    for word, line in (
        ("colour", 'colour = "red"'), ("sign_of", "sign_of = true"),
        ("pod.frist", 'question = "pod.frist"'), ("the cat", 'recorded_by = "the cat"'),
        ("R1", 'must = ["R1"]'), ("done, refused", 'sign_off = "maybe"'),
    ):  # fmt: skip
        assert word in by_line[lines.index(line) + 1]
    said = "\n".join(words for _, _, words in told)
    assert "sleepy" in said
    assert 'There is no "case" here.' in said
    assert {file for file, _, _ in told} == {"case0.toml", "case1.toml"}


def test_what_is_no_toml_is_told_with_its_line(read):
    ((_, line, words),) = faults(read, HEAD + "[[step]\n")
    assert line == 4
    assert "not TOML" in words


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ('[case]\nid = "X"\nnation = "FRA"\n' + STEP, "nation"),
        (HEAD, "no step"),
        (HEAD + '[[step]]\ntoday = "yesterday"\n', "today"),
        (HEAD + STEP + '[[step]]\ntoday = "2026-03-01"\n', "before the one above"),
        (HEAD + STEP + 'without = ["weather"]\n', "weather"),
        (HEAD + STEP + answer(question='"person.dob"', value='"2030-01-01"'), "future"),
        (
            HEAD + STEP + '[step.expect]\nprints = [{ copy = "neighbour", words = "x" }]\n',
            "bedside",
        ),
    ],
)
def test_one_slip_is_one_sentence(read, text, word):
    ((_, _, words),) = faults(read, text)
    assert word in words


def test_where_words_are_looked_for(read):
    (case,) = read(
        HEAD + STEP + "[step.expect]\n"
        'prints = ["a", { copy = "gp", words = ["b", "c"] },'
        ' { copy = "own", words = "d", page = 1 }]\n'
        'prints_not = ["e"]\n'
    )
    found = [(p.copy, p.words, p.wanted, p.front) for p in case.steps[0].expect.prints]
    assert found == [
        ("ambulance", "a", True, True), ("gp", "b", True, False), ("gp", "c", True, False),
        ("own", "d", True, True), ("ambulance", "e", False, True),
    ]  # fmt: skip


def test_staff_are_known_by_id_role_and_name(read):
    for who in ("gp", "GP", "Dr Ruth Okafor", "general practitioner"):
        text = answer(question='"cpr.status"', value='"attempt"', recorded_by=f'"{who}"')
        (case,) = read(HEAD + STEP + text)
        assert case.steps[0].answers[0].recorded_by == "gp"


def test_a_story_can_be_moved_to_another_time(read, guide):
    (case,) = read(
        HEAD + STEP + answer(question='"person.dob"', value='"1941-03-04"')
        + answer(question='"adrt.made_on"', value='"2025-09-03"', said_on='"2023"')
        + answer(question='"rev.date"', value='"{today+79}"', said_on='"2026-03-01"')
    )  # fmt: skip
    (step,) = case.moved(guide, 10).steps
    assert step.today == dt.date(2026, 3, 12)
    born, made, review = step.answers
    assert (born.value, made.value, made.said_on) == ("1941-03-04", "2025-09-13", "2023")
    assert (review.value, review.said_on) == ("{today+79}", "2026-03-11")
