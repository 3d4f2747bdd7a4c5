"""The command line on a real store, against the schemas that fix its keys."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import jsonschema
import pytest

from eolplan.caseload import Newcomer
from eolplan.cli import main
from eolplan.conversation import sign_off, tap
from eolplan.desk import Desk
from eolplan.guide import KINDS, shipped
from eolplan.guide.local_topics import OwnQuestion, OwnTopic
from eolplan.identity import Staff
from eolplan.record import Answer
from eolplan.vault import Cost, create, unlock, unlock_with_code
from tests.core.conftest import PASSPHRASE, READY

NUMBER = "9990000018"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """A closed store with one signed plan in it."""
    from tests.conftest import Clock

    folder, clock = tmp_path_factory.mktemp("cli") / "vault", Clock()
    staff = Staff(
        "0c5a1f8e-7b1d-4c57-9d0e-6a1f2b3c4d5e",
        "Carys Bevan",
        "Community nurse",
        team_phone="01632 960001",
    )
    session = create(folder, staff, PASSPHRASE, cost=Cost.LOWEST, now=clock).session
    desk = Desk(session, shipped(), now=clock)
    person = desk.caseload.add(
        Newcomer(given="Gwen", family="Pryce", born="1941-03-04", number=NUMBER)
    )
    talk = desk.conversation(person)
    for question, value in READY:
        talk.answer(question, Answer(value=value))
    for audience in ("ambulance", "hospice"):
        talk.answer(f"agree.share.{audience}", Answer(value="yes"))
    talk.answer("agree.share.named", Answer(value="yes"))
    sian = talk.add("contact")
    for question, value in (("contact.name", "Siân Pryce"), ("contact.may_know", "everything")):
        talk.answer(question, Answer(value=value), sian)
    tap(talk, desk.guide.question("pod"), "own_home", "first")
    talk.answer("val.matters", Answer(own_words="prefers <home>, not <hospital>"))
    talk.answer("home.keysafe", Answer(value="yes"))
    talk.answer("home.keysafe.code", Answer(value="C4417X"))
    sign_off(talk, PASSPHRASE)
    session.close()
    return folder


def words_of(args: tuple[str | Path, ...]) -> list[str]:
    bare = ("inspect", "check-guide", "case", "practice", "questionnaire", "data-dictionary",
            "rules", "self-check")  # fmt: skip
    return [*map(str, args), *([] if args[0] in bare else ["--passphrase-stdin"])]


def start(*args: str | Path, passphrase: str = PASSPHRASE) -> subprocess.CompletedProcess[str]:
    """Run a command as a script would: in a process of its own. One test of each does so."""
    return subprocess.run(
        [sys.executable, "-m", "eolplan", *words_of(args)],
        input=passphrase + "\n", capture_output=True, text=True, check=False, encoding="utf-8",
    )  # fmt: skip


def run(*args: str | Path, passphrase: str = PASSPHRASE) -> subprocess.CompletedProcess[str]:
    """Run a command in this process: the same words in and out, and no interpreter to start."""
    words, out, err, typed = words_of(args), io.StringIO(), io.StringIO(), sys.stdin
    sys.stdin = io.StringIO(passphrase + "\n")
    try:
        with redirect_stdout(out), redirect_stderr(err):
            code = main(words)
    finally:
        sys.stdin = typed
    return subprocess.CompletedProcess(words, code, out.getvalue(), err.getvalue())


def checked(root: Path, name: str, output: str) -> dict:
    found = json.loads(output)
    schema = json.loads((root / "docs" / "cli" / f"{name}.schema.json").read_text())
    jsonschema.validate(found, schema)
    return found


def test_people(store, root):
    done = start("people", store, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    (gwen,) = checked(root, "people", done.stdout)["people"]
    assert gwen["numbers"]["nhs"] == NUMBER
    assert gwen["place_first"] == "own_home"
    assert gwen["practice"] is False
    assert "PRYCE, Gwen" in run("people", store).stdout


def test_show(store, root):
    done = start("show", store, "999 000 0018", "--json")
    found = checked(root, "show", done.stdout)
    answers = {a["question"]: a for a in found["answers"]}
    assert answers["pod.first"]["value"] == "own_home"
    assert answers["val.matters"]["own_words"] == "prefers <home>, not <hospital>"
    assert found["conflicts"] == []
    assert [v["number"] for v in found["versions"]] == [1]
    plain = run("show", store, NUMBER).stdout
    assert "pod.first" in plain
    assert answers["home.keysafe.code"]["value"] is None
    assert "home.keysafe.code  answered  (not shown)" in plain
    assert "C4417X" not in done.stdout + plain


def test_export_then_inspect(store, root, tmp_path):
    out = tmp_path / "plan.pdf"
    for audience in ("ambulance", "hospice"):
        done = start("export", store, NUMBER, "--for", audience, "--out", out)
        assert (done.returncode, done.stderr) == (0, "")
    found = checked(root, "inspect", start("inspect", out, "--json").stdout)
    assert found["status"] == "ok"
    assert found["entries"] > 0
    assert "status: ok" in run("inspect", out).stdout


@pytest.mark.parametrize(
    ("kind", "more", "said"),
    [("bedside", (), ""), ("own", (), ""), ("family", ("--reader", "siân pryce"), ""),
     ("family", (), "Say with --reader whom of the plan it is for: Siân Pryce."),
     ("care_home", (), "Nobody has asked this person about this copy."),
     ("full", (), "The full record needs a reason."), ("full", ("--reason", "A hearing"), "")],
)  # fmt: skip
def test_every_kind_of_copy_is_offered(store, tmp_path, kind, more, said):
    out = tmp_path / "plan.pdf"
    done = run("export", store, NUMBER, "--for", kind, "--out", out, *more)
    assert done.stderr.startswith(said)
    assert (done.returncode, out.exists()) == ((2, False) if said else (0, True))


def test_an_altered_file_is_told(store, tmp_path):
    out = tmp_path / "plan.pdf"
    out.write_bytes(b"%PDF-1.7\nnothing of ours\n%%EOF")
    done = run("inspect", out, "--json")
    assert done.returncode == 2
    assert json.loads(done.stdout)["status"] in ("unreadable", "no-payload")


def test_verify(store, root):
    done = start("verify", store, "--json")
    assert checked(root, "verify", done.stdout) == {"ok": True, "anchored": False, "problems": []}
    assert "Not anchored" in run("verify", store).stdout


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("people", "nowhere"), "The store is not where it was"),
        (("inspect", "nowhere.pdf"), "cannot be read"),
    ],
)
def test_what_the_user_can_mend_is_one_sentence_and_exit_2(args, said):
    done = start(*args)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_wrong_passphrase_opens_nothing(store):
    done = start("people", store, passphrase="not the passphrase at all")
    assert done.returncode == 2
    assert "did not open the store" in done.stderr


def test_nobody_is_said_calmly(store):
    done = run("show", store, "9990000026")
    assert done.returncode == 2
    assert "Nobody in this store" in done.stderr


def test_what_is_left_out_of_the_guide_is_told_and_the_plan_is_shown_all_the_same(store, tmp_path):
    """A slip in a service's file, or in a topic that a team wrote, keeps nobody from a plan."""
    from tests.conftest import Clock

    folder = tmp_path / "vault"
    shutil.copytree(store, folder)
    session = unlock(folder, PASSPHRASE, now=Clock())
    lost = OwnTopic(id="own_lost_2", title="Lost", after="own_gone_3")
    lost = lost.with_question(OwnQuestion(heading="Walks", they="Where?"), "3")
    Desk(session, shipped(), now=Clock()).local.keep_topic(lost)
    session.close()
    (folder / "guides").mkdir()
    (folder / "guides" / "own.toml").write_text("id = ", encoding="utf-8")
    done = run("show", folder, NUMBER)
    assert done.returncode == 0
    assert "prefers <home>" in run("show", folder, NUMBER, "--json").stdout
    file, topic = done.stderr.splitlines()
    assert file.endswith("The command check-guide says where.")
    assert topic.startswith("A topic of your team's own is left out")


def test_a_guide_is_checked_and_every_fault_is_told(tmp_path):
    good = tmp_path / "sthelena.toml"
    good.write_text(
        'id = "sthelena"\ntitle = "Pets at St Helena"\nafter = "matters"\n'
        '[[question]]\nid = "sthelena.pets"\nkind = "text"\nheading = "Pets"\n'
        'they = "Which animals should visit {name}?"\nyou = "Which animals should visit you?"\n'
    )
    assert "Pets at St Helena: 1 questions" in run("check-guide", good).stdout
    bad = tmp_path / "bad.toml"
    bad.write_text('id = "bad"\ntitle = "Bad"\ncolour = "red"\n[[question]]\nid = "x"\n')
    done = start("check-guide", bad)
    assert done.returncode == 2
    assert "colour" in done.stderr
    assert "bad.toml" in done.stderr


def test_the_shapes_of_all_kinds_are_printed():
    assert json.loads(run("check-guide", "--kinds").stdout).keys() == KINDS.keys()


def test_the_passphrase_is_never_an_argument():
    from eolplan.cli.parser import parser

    assert "--passphrase " not in parser("").format_help()


def test_cases_are_played_one_object_a_line(root):
    files = [root / "resources" / "practice" / f"{name}.toml" for name in ("tc-02", "tc-10")]
    done = start("case", *files)
    assert (done.returncode, done.stderr) == (0, "")
    found = [checked(root, "case", line) for line in done.stdout.splitlines()]
    assert [(case["id"], case["ok"]) for case in found] == [("TC-02", True), ("TC-10", True)]


def test_a_case_that_is_not_as_expected_exits_2(root, tmp_path):
    file = tmp_path / "case.toml"
    file.write_text(
        '[case]\nid = "X-01"\nnation = "ENG"\n[[step]]\ntoday = "2026-03-02"\n'
        '[step.expect]\nmust = ["Z-99"]\nprints = ["Nothing of the kind"]\n'
    )
    done = run("case", file)
    assert (done.returncode, done.stderr) == (2, "")
    found = checked(root, "case", done.stdout)
    assert (found["ok"], found["steps"][0]["not_built"]) == (False, ["Z-99"])


def test_every_slip_of_a_case_is_told_with_its_line(tmp_path):
    file = tmp_path / "case.toml"
    file.write_text('[case]\nid = "X"\nnation = "FRA"\ncolour = "red"\n')
    done = start("case", file)
    assert done.returncode == 2
    assert "case.toml, line 3:" in done.stderr
    assert "case.toml, line 4:" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_a_store_of_made_up_people(root, tmp_path):
    folder = tmp_path / "practice"
    done = start("practice", folder, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    found = checked(root, "practice", done.stdout)
    assert found["passphrase"] == "practice"
    people = run("people", folder, "--json", passphrase="practice")
    listed = checked(root, "people", people.stdout)["people"]
    assert {p["id"] for p in listed} == {p["id"] for p in found["people"]}
    assert all(p["practice"] for p in listed)
    again = run("practice", folder)
    assert again.returncode == 2
    assert "There is something in that folder." in again.stderr


def test_an_organisations_key_is_made_and_opens_a_store_whose_passphrase_is_lost(tmp_path, store):
    """Two files, never over others; the code it prints opens the store the next time."""
    from tests.conftest import Clock

    public, private, folder = tmp_path / "public", tmp_path / "private", tmp_path / "vault"
    shutil.copytree(store, folder)
    words, new = "granite ferry willow clock", "velvet hedgehog autumn piano"
    made = start(
        "organisation-key", "make", public, private, "--label", "Aberwen", passphrase=words
    )
    assert (made.returncode, made.stdout) == (0, "Saved.\n"), made.stderr
    again = run("organisation-key", "make", public, private, passphrase=words)
    assert again.returncode == 2
    assert again.stderr == "There is a file of that name already. Choose another name.\n"
    session = unlock(folder, PASSPHRASE, now=Clock())
    session.add_organisation(public.read_bytes(), now=Clock())
    session.close()
    nobody = run("organisation-key", "open", folder, private, "--label", "XX", passphrase=words)
    assert nobody.returncode == 2
    opened = start("organisation-key", "open", folder, private, passphrase=f"{words}\n{new}")
    assert opened.returncode == 0, opened.stderr
    code = opened.stdout.rpartition(" ")[2].strip()
    unlock_with_code(
        folder, code, new_passphrase=PASSPHRASE, cost=Cost.LOWEST, now=Clock()
    ).session.close()


def test_the_rules_are_printed_as_they_stand_in_docs(root):
    done = start("rules")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (root / "docs" / "rules.md").read_text(encoding="utf-8")


def test_the_data_dictionary_is_printed_as_it_stands_in_docs(root):
    done = start("data-dictionary")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (root / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
