"""What import-linter cannot see by itself: its lists against the folders, and the real imports."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from eolplan import vault

LATER = {
    "cryptography", "eolplan.guide", "eolplan.record", "eolplan.vault.rows", "keyring", "pikepdf",
    "pypdfium2", "reportlab", "ui.widgets.places",
}  # fmt: skip


@pytest.fixture(scope="module")
def contracts(root: Path) -> dict[str, dict[str, list[str]]]:
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    return {c["name"]: c for c in settings["tool"]["importlinter"]["contracts"]}


def rooms(root: Path, package: str) -> set[str]:
    """The modules and packages directly inside *package*."""
    inside = [p for p in (root / package).iterdir() if p.suffix == ".py" or holds_code(p)]
    return {p.stem for p in inside} - {"__init__"}


def holds_code(folder: Path) -> bool:
    return folder.is_dir() and any(folder.rglob("*.py"))


@pytest.mark.parametrize(
    ("package", "name"),
    [
        ("eolplan", "The rooms of the core, one way"),
        ("ui", "The rooms of the shell, one way"),
    ],
)
def test_every_room_has_its_layer(root, contracts, package, name):
    layers = contracts[name]["layers"]
    placed = {
        room for layer in layers for room in layer.replace("|", " ").replace(":", " ").split()
    }
    assert placed == rooms(root, package)


def test_every_room_but_the_vault_is_kept_from_sqlcipher(root, contracts):
    listed = set(contracts["Only the vault speaks SQLCipher"]["source_modules"])
    assert listed == {f"eolplan.{room}" for room in rooms(root, "eolplan") - {"vault"}} | {"ui"}


def test_the_core_runs_where_qt_is_missing(root):
    """Every module of it: a server, a script and the command line have no screen."""
    names = [
        ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")
        for path in sorted((root / "eolplan").rglob("*.py"))
        if path.name != "__main__.py"
    ]
    code = (
        "import importlib, sys\n"
        "sys.modules['PySide6'] = sys.modules['shiboken6'] = None\n"
        "for name in sys.argv[1:]: importlib.import_module(name)\n"
    )
    subprocess.run([sys.executable, "-c", code, *names], cwd=root, check=True)


def test_the_window_stands_before_the_slow_libraries_are_read(root):
    """They are imported at first use, as are the record and the guide: a window stands sooner."""
    code = "import sys, ui.app; print(*sys.modules)"
    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True
    )
    loaded = set(answer.stdout.split())
    assert {"PySide6", "eolplan.vault", "ui.pages.unlock"} <= loaded
    assert LATER & loaded == set()


def test_the_vault_gives_the_names_that_it_shows_to_type_checkers(root):
    """They are written twice, because one list is read by people and tools, one by Python."""
    tree = ast.parse((root / "eolplan/vault/__init__.py").read_text(encoding="utf-8"))
    shown = {
        (str(node.module).rpartition(".")[2], name.name)
        for block in tree.body
        if isinstance(block, ast.If)
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for name in node.names
    }
    given = {(home, name) for home, names in vault._HOMES.items() for name in names}
    assert shown == given
    assert all(getattr(vault, name) for _, name in given)
    with pytest.raises(AttributeError):
        vault.nothing_of_that_name  # noqa: B018
