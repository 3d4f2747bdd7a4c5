from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eolplan.vault import CodeMistyped
from eolplan.vault import recovery as r

SECRET = bytes(range(20))
CODE = r.code_from(SECRET)


@given(st.binary(min_size=20, max_size=20))
def test_a_code_gives_its_secret_back(secret):
    code = r.code_from(secret)
    assert r.secret_of(code) == secret
    assert len(r.groups_of(code)) == 8
    assert {len(group) for group in r.groups_of(code)} == {5}


def test_codes_differ():
    assert r.new_code() != r.new_code()


@pytest.mark.parametrize(
    "typed",
    [CODE.lower(), CODE.replace("-", " "), CODE.replace("-", ""), f"  {CODE}\t",
     CODE.replace("0", "O"), CODE.replace("0", "o").replace("1", "l"), CODE.replace("1", "I")],
)  # fmt: skip
def test_case_gaps_and_look_alikes_do_not_matter(typed):
    assert r.secret_of(typed) == SECRET


@pytest.mark.parametrize("group", range(1, 9))
def test_a_slip_is_named_by_its_group(group):
    groups = r.groups_of(CODE)
    last = groups[group - 1][4]
    groups[group - 1] = groups[group - 1][:4] + ("0" if last != "0" else "Z")
    with pytest.raises(CodeMistyped) as slip:
        r.secret_of("-".join(groups))
    assert slip.value.groups == (group,)
    assert str(slip.value) == (
        f"Check group {group} of the recovery code: a letter or digit is not right there."
    )


def test_every_group_with_a_slip_is_named():
    groups = r.groups_of(CODE)
    groups[1], groups[6] = "UUUUU", "*****"
    with pytest.raises(CodeMistyped) as slip:
        r.secret_of("-".join(groups))
    assert slip.value.groups == (2, 7)
    assert "group 2 and 7" in str(slip.value)


def test_two_groups_in_each_others_place_are_found():
    groups = r.groups_of(CODE)
    groups[0], groups[1] = groups[1], groups[0]
    with pytest.raises(CodeMistyped) as slip:
        r.secret_of("-".join(groups))
    assert set(slip.value.groups) <= {1, 2}


@pytest.mark.parametrize("typed", ["", CODE[:-1], CODE + "A"])
def test_a_code_of_another_length_names_no_group(typed):
    with pytest.raises(CodeMistyped, match="8 groups of 5") as slip:
        r.secret_of(typed)
    assert slip.value.groups == ()


def test_single_slips_are_nearly_all_found():
    """One check character of 32: at most a few in a hundred slips can hide."""
    hidden = total = 0
    for at, letter in enumerate(CODE):
        for other in r.ALPHABET:
            if letter in ("-", other):
                continue
            total += 1
            try:
                r.secret_of(CODE[:at] + other + CODE[at + 1 :])
                hidden += 1
            except CodeMistyped:
                pass
    assert hidden / total < 0.06


def test_groups_typed_back_are_compared_as_read():
    group = "A0B1Z"
    assert r.same_group(" aobl z", group)
    assert not r.same_group("A0B1Y", group)
