"""Settings that belong together are read together, by the beginning of their keys."""

from __future__ import annotations


def test_settings_are_found_by_the_beginning_of_their_keys(full_session, clock):
    store = full_session.store
    for key in ("words.b", "words.a", "wordy", "my.words.c", "WORDS.d", "words%"):
        store.put_setting(key, key.upper(), at=clock())
    assert store.settings("words.") == {"words.a": "WORDS.A", "words.b": "WORDS.B"}
    assert list(store.settings("words.")) == ["words.a", "words.b"]
    assert store.settings("none.") == {}
