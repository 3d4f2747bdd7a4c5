# ruff: noqa: S608  tampering with SQL is what these tests do
"""Whoever has the file's key but not the chain's key is found out, whatever they change."""

from __future__ import annotations

import shutil

import pytest

from eolplan.record import Entry
from eolplan.vault import Anchor, CaseloadRow, VaultDamaged
from eolplan.vault.db import Database
from eolplan.vault.place import Folder

HEX = "b" * 64
TRIGGERS = (
    "audit_goes_on", "audit_no_update", "audit_no_delete", "entry_once", "entry_with_audit",
    "entry_links_in_form", "entry_no_update", "entry_no_delete", "entry_links", "entry_unlinks",
    "husk_once", "husk_no_update", "husk_no_delete", "version_once", "version_with_audit",
    "version_no_update", "version_no_delete", "guide_once", "guide_no_update", "guide_no_delete",
    "erasure_once", "erasure_no_update", "erasure_no_delete", "signer_once", "signer_no_update",
    "signer_no_delete",
)  # fmt: skip


@pytest.fixture
def session(full_session):
    return full_session


@pytest.fixture
def full(session):
    return session.store


@pytest.fixture
def tamper(bare):
    """Take every guard away and put each back afterwards, so that only the rows differ."""

    def change(*statements: str) -> None:
        sql = {name: bare.one("SELECT sql FROM sqlite_master WHERE name = ?", name)[0]
               for name in TRIGGERS}  # fmt: skip
        bare.run("PRAGMA foreign_keys = OFF")
        for name in TRIGGERS:
            bare.run(f"DROP TRIGGER {name}")
        for statement in statements:
            assert bare.run(statement) != 0, "the tampering itself must do something"
        for text in sql.values():
            bare.run(text)

    return change


def test_a_vault_that_nobody_touched_is_well_but_not_anchored(full, make_row):
    found = full.verify(make_row=make_row)
    assert (found.ok, found.anchored, found.problems) == (True, False, ())


def test_with_an_anchor_a_whole_vault_is_anchored(full, make_row, told):
    anchor = full.anchor()
    told("pod.second", "hospice")
    found = full.verify(Anchor.parse(str(anchor)), make_row)
    assert (found.ok, found.anchored) == (True, True)


@pytest.mark.parametrize("text", ["", "x:" + HEX, "7:" + "b" * 63, "7:" + "x" * 64, "7"])
def test_what_is_no_anchor_is_refused(text):
    with pytest.raises(ValueError, match=r"anchor|hex|invalid"):
        Anchor.parse(text)


LAST = "(SELECT max(seq) FROM audit)"
ONE = "digest = (SELECT digest FROM entry WHERE body LIKE '%hospital%')"
TAMPERINGS = {
    "an answer": [f"UPDATE entry SET body = replace(body, 'hospital', 'hospice') WHERE {ONE}"],
    "whose it is": [f"UPDATE entry SET body = json_set(body, '$.person', 'ivor') WHERE {ONE}"],
    "what was asked": [f"UPDATE entry SET body = json_set(body, '$.question', 'x') WHERE {ONE}"],
    "a digest": [f"UPDATE entry SET digest = '{'d' * 64}' WHERE {ONE}"],
    "one entry gone": [f"DELETE FROM link WHERE parent IN (SELECT digest FROM entry WHERE {ONE})",
                       f"DELETE FROM entry WHERE {ONE}"],
    "an entry and its row gone": [
        f"DELETE FROM audit WHERE seq = (SELECT arrived FROM entry WHERE {ONE})",
        f"DELETE FROM entry WHERE {ONE}",
    ],
    "arrivals swapped": [
        "UPDATE entry SET arrived = (SELECT max(arrived) FROM entry WHERE person_id = 'gwen')"
        f" WHERE {ONE}"],
    "the place in an act": [f"UPDATE entry SET nth = 3 WHERE {ONE}"],
    "rows of the trail swapped": [
        "UPDATE audit SET seq = 1000 WHERE seq = 5", "UPDATE audit SET seq = 5 WHERE seq = 6",
        "UPDATE audit SET seq = 6 WHERE seq = 1000"],
    "who did it": ["UPDATE audit SET staff = 'other' WHERE seq = 5"],
    "when": ["UPDATE audit SET at = '2020-01-01T00:00:00.000+00:00' WHERE seq = 5"],
    "what was done": ["UPDATE audit SET action = 'x' WHERE seq = 5"],
    "to what": ["UPDATE audit SET object = '{}' WHERE seq = 5"],
    "a row of the trail gone": ["DELETE FROM audit WHERE seq = 5"],
    "the first row gone": ["DELETE FROM audit WHERE seq = 1"],
    "a row of the trail too many": [
        f"INSERT INTO audit SELECT {LAST} + 1, at, staff, action, object, h, h FROM audit"
        f" WHERE seq = {LAST}"],
    "a link gone": ["DELETE FROM link"],
    "a link too many": [f"INSERT INTO link VALUES ('{HEX}', '{HEX}')"],
    "a husk gone": ["DELETE FROM husk WHERE why = 'tip'"],
    "an erased entry's husk": ["DELETE FROM husk WHERE why = 'erased'"],
    "a husk too many": [
        f"INSERT INTO husk SELECT '{'d' * 64}', person_id, '[]', '', '', 'tip', arrived FROM husk"
        " LIMIT 1"],
    "a husk's links": ["UPDATE husk SET supersedes = '[]'"],
    "what a version says": ["UPDATE version SET body = json_set(body, '$.number', 9)"],
    "a signature": ["UPDATE version SET signature = 'AAAA'"],
    "a signer": ["UPDATE version SET signer_key = 'AAAA'"],
    "a version gone": ["DELETE FROM version"],
    "when a version came": ["UPDATE version SET arrived = 5"],
    "the words asked": ["UPDATE guide SET text = 'other'"],
    "the words asked gone": ["DELETE FROM guide"],
    "an erasure left open": [f"INSERT INTO erasing VALUES ('{HEX}')"],
    "an erasure forgotten": ["DELETE FROM erasure"],
    "an erasure too many": [f"INSERT INTO erasure VALUES ('{HEX}', '', '', '')"],
    "what copies leave out": ["UPDATE person SET withheld = '[\"spirit.faith\"]'"],
    "that copies leave anything out": ["UPDATE person SET withheld = '[]' WHERE id = 'gwen'"],
    "a telephone of the team": [
        "UPDATE user SET facts = json_set(facts, '$.team_phone', '01632 960666')"],
    "another member of staff": ["INSERT INTO user VALUES ('x', '{}')"],
    "a setting": ["UPDATE setting SET value = '60'"],
    "a signing key": ["UPDATE signer SET spki = 'x'"],
    "the list": ["UPDATE caseload SET family = 'Other'"],
    "somebody left out of the list": ["DELETE FROM caseload WHERE person = 'ivor'"],
    "the index": ["DELETE FROM people_search WHERE rowid = 1"],
    "a row without its person": ["DELETE FROM person WHERE id = 'ivor'"],
    "an object that is no object": [
        "UPDATE audit SET object = 'null' WHERE seq = 5"],
}  # fmt: skip


@pytest.mark.parametrize("what", TAMPERINGS)
def test_tampering_is_found(full, tamper, make_row, what):
    tamper(*TAMPERINGS[what])
    found = full.verify(make_row=make_row)
    assert not found.ok
    assert found.problems
    for words in ("hospital", "Pryce", "Davies", "my dog"):
        assert words not in " ".join(found.problems)


def test_an_entry_without_a_row_in_the_trail_is_found(full, bare, say, tamper):
    entry = say("pod.first", "hospital")
    tamper(
        "INSERT INTO entry (digest, body, arrived, nth) VALUES"
        f" ('{entry.digest}', '{entry.body}', 5, 0)"
    )
    assert f"{entry.digest[:8]} did not come in as it says." in full.verify().problems


def test_an_entry_in_the_place_of_one_that_is_gone_hides_nothing(full, bare, tamper):
    """As many came as are held, and yet both are found."""
    gone, seq, nth = bare.one(f"SELECT digest, arrived, nth FROM entry WHERE {ONE}")
    (moved,) = bare.one("SELECT digest FROM entry WHERE digest <> ? LIMIT 1", gone)
    tamper(
        f"DELETE FROM entry WHERE digest = '{gone}'",
        f"UPDATE entry SET arrived = {seq}, nth = {nth} WHERE digest = '{moved}'",
    )
    problems = full.verify().problems
    assert f"{moved[:8]} did not come in as it says." in problems
    assert f"{gone[:8]} was taken out." in problems


def test_a_guard_that_was_dropped_is_found(full, bare):
    bare.run("DROP TRIGGER entry_no_update")
    assert full.verify().problems == ("The rules of the file are not those of this eolplan.",)


def test_a_flipped_bit_is_found_and_nothing_stops(full, session, reopen, make_row):
    session.close()
    path = Folder(session.folder).database
    raw = bytearray(path.read_bytes())
    hits = 0
    for page in range(1, len(raw) // 4096):
        bent = bytearray(raw)
        bent[page * 4096 + 2000] ^= 1
        path.write_bytes(bent)
        try:
            again = reopen(session.folder)
        except VaultDamaged:
            hits += 1
            continue
        hits += not again.store.verify(make_row=make_row).ok
        again.close()
    assert hits == len(raw) // 4096 - 1


def test_an_older_page_put_back_is_found(full, session, reopen, told, make_row):
    """Its own HMAC is right, so neither the cipher nor the trees see it."""
    pages = Folder(session.folder).database
    session._db.checkpoint()
    before = pages.read_bytes()
    told("pod.first", "hospice", over=tuple(full.log("gwen").heads("pod.first")))
    session.close()
    after = pages.read_bytes()
    size = min(len(before), len(after))
    changed = [
        at for at in range(4096, size, 4096) if before[at : at + 4096] != after[at : at + 4096]
    ]
    assert changed
    for at in changed:
        pages.write_bytes(after[:at] + before[at : at + 4096] + after[at + 4096 :])
        try:
            again = reopen(session.folder)
        except VaultDamaged:
            continue
        found = again.store.verify(make_row=make_row)
        harmless = again.store.log("gwen").reading("pod.first").value == "hospice"
        again.close()
        assert not found.ok or harmless


def test_only_an_anchor_shows_a_cut_off_end(full, told, tamper, make_row, clock):
    told("pod.second", "hospital")
    anchor = full.anchor()
    tamper(
        f"DELETE FROM entry WHERE arrived = {LAST}",
        f"DELETE FROM audit WHERE seq = {LAST}",
    )
    full.rebuild_caseload(make_row, at=clock())
    assert full.verify(make_row=make_row).ok
    found = full.verify(anchor, make_row)
    assert (found.ok, found.anchored) == (False, False)
    assert found.problems == (
        "The store is older than the anchor, or not the one that the anchor was made of.",
    )


def test_only_an_anchor_shows_an_older_file(full, session, told, reopen, make_row, tmp_path):
    session._db.checkpoint()
    shutil.copy(Folder(session.folder).database, tmp_path / "old.db")
    told("pod.second", "hospital")
    anchor = session.anchor()
    session.close()
    shutil.copy(tmp_path / "old.db", Folder(session.folder).database)
    again = reopen(session.folder)
    assert again.store.verify(make_row=make_row).ok
    assert not again.store.verify(anchor, make_row).ok
    again.close()


def test_a_plan_that_cannot_be_read_is_named_without_its_words(full, bare, tamper, make_row):
    tamper(f"UPDATE entry SET body = replace(body, 'hospital', 'hospice') WHERE {ONE}")
    found = full.verify(make_row=make_row)
    assert "One plan could not be read. The others are not affected." in found.problems


def test_a_busy_file_is_a_finding_not_a_pass(full, session, keys, clock):
    """What could not be looked at must not read as well."""
    session._db._db.set_authorizer(None)
    session._db.run("PRAGMA busy_timeout = 20")
    reader = Database.open(Folder(session.folder).database, keys.db, read_only=True)
    reader.run("BEGIN")
    reader.rows("SELECT count(*) FROM entry")
    full.audit("something", {}, at=clock())
    found = full.verify()
    reader.close()
    assert found.problems == ("Another task is using the file, so not all of it could be read.",)


def test_the_list_is_judged_by_the_row_function_alone(full):
    found = full.verify(make_row=lambda person, log: CaseloadRow(person))
    assert found.problems == ("The list of people differs from the plans.",)


def test_entries_are_written_with_digests_of_their_own(full, bare):
    for digest, body in bare.rows("SELECT digest, body FROM entry"):
        assert Entry.read(body, digest).digest == digest
