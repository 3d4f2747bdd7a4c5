from __future__ import annotations

import ctypes
import linecache
import sys
from importlib import import_module
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal

from ui.binding import CALLS, binding_is_sound, references_kept

mortal = pytest.mark.skipif(
    sys.version_info >= (3, 12), reason="None cannot die in Python 3.12 and newer"
)


class _Bell(QObject):
    rang = Signal()


def test_this_pair_of_python_and_pyside_is_sound():
    """A bad pair passes every short test and aborts after an afternoon's work."""
    assert binding_is_sound()


def test_an_import_reads_no_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """PySide6 would read that of every module, to see whether it wants its names in snake case."""
    (tmp_path / "outer.py").write_text("import inner\n", encoding="ascii")
    (tmp_path / "inner.py").write_text("from PySide6.QtCore import QObject\n", encoding="ascii")
    monkeypatch.syspath_prepend(tmp_path)

    assert import_module("outer").inner.QObject is QObject

    assert not any(file.startswith(str(tmp_path)) for file in linecache.cache)


@mortal
def test_a_call_that_loses_a_reference_is_noticed():
    """The guard is worth nothing unless it has been seen to fail."""

    def loses_one(_name: str) -> None:
        ctypes.pythonapi.Py_DecRef(ctypes.py_object(None))

    try:
        assert not references_kept(loses_one)
    finally:
        for _ in range(CALLS):
            ctypes.pythonapi.Py_IncRef(ctypes.py_object(None))


def test_emitting_does_not_wear_out_true():
    bell, before = _Bell(), sys.getrefcount(True)
    for _ in range(CALLS):
        bell.rang.emit()
    assert sys.getrefcount(True) > before - 100
