"""Finds the files under ``resources/`` in a checkout and in a frozen app."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


def resource(name: str) -> Traversable:
    """Return the resource called *name*, a ``/``-separated relative path.

    A frozen app carries ``eolplan/resources``; a checkout keeps the folder
    beside the package.

    Raises:
        FileNotFoundError: there is no such resource.
    """
    inside = files("eolplan").joinpath("resources")
    root: Traversable = inside if inside.is_dir() else Path(__file__).parent.parent / "resources"
    found = root.joinpath(name)
    if not (found.is_file() or found.is_dir()):
        raise FileNotFoundError(f"no resource {name!r}")
    return found
