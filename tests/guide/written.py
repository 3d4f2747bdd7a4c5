"""Small guide files, and what is told of them."""

from __future__ import annotations

from eolplan.guide import Fault

HEAD = 'id = "pets"\ntitle = "Pets"\norder = 10\n'
OWN = 'id = "sthelena"\ntitle = "Pets"\nafter = "pets"\n'
ASK = '[[question]]\nid = "pets.a"\nkind = "text"\nheading = "A"\nthey = "A?"\n'


def question(name: str, kind: str, more: str = "") -> str:
    """Return one question with a sentence of its own."""
    words = f'heading = "Heading"\nthey = "Well, {name}?"\n'
    return f'[[question]]\nid = "pets.{name}"\nkind = "{kind}"\n{words}{more}\n'


def choice(name: str, more: str = "") -> str:
    return question(name, "choice", f'options = "VS-PLACE"\n{more}')


def told(faults: tuple[Fault, ...]) -> list[tuple[str, str]]:
    return [(fault.what, fault.remedy) for fault in faults]


def marked(text: str) -> list[int]:
    """Return the lines that hold ``#!``."""
    return [n for n, line in enumerate(text.split("\n"), start=1) if "#!" in line]
