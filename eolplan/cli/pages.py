"""Commands that need no store: guides, cases, rules, and what a PDF carries."""

from __future__ import annotations

import argparse
import json

from eolplan.cli.talking import CAN_BE_MENDED, printed, read_bytes
from eolplan.words import say, tr


def inspect(args: argparse.Namespace) -> int:
    """Say what a PDF carries: whose plan, which version, signed by whom, and whether altered."""
    from eolplan.handover import inspect as look

    found = look(read_bytes(args.file))
    lines = (f"{key}: {value}" for key, value in found.items())
    return printed(args, found, lines) or (0 if found["status"] == "ok" else CAN_BE_MENDED)


def check(args: argparse.Namespace) -> int:
    """Check guide files and list what is asked; or print the value shape of each kind."""
    from eolplan.guide import KINDS, GuideProblem, check_guide

    if args.kinds:
        shapes = {name: kind.shape() for name, kind in KINDS.items()}
        print(json.dumps(shapes, indent=2, ensure_ascii=False))
        return 0
    found = check_guide(args.files)
    if found.faults:
        raise GuideProblem(found.faults)
    for title, questions in found.sections:
        print(say("{topic}: {number} questions", topic=title, number=questions))
    return 0


def case(args: argparse.Namespace) -> int:
    """Play cases of made-up people through the real door; print one JSON object a file."""
    from eolplan.guide import shipped
    from eolplan.practice.base import shipped_base
    from eolplan.practice.files import cases
    from eolplan.practice.report import play

    guide = shipped()
    base = shipped_base(guide)
    ok = True
    for story in cases(args.files, guide, base.names):
        report = play(story, base, guide)
        print(json.dumps(report, ensure_ascii=False), flush=True)
        ok = ok and report["ok"]
    return 0 if ok else CAN_BE_MENDED


def asked(args: argparse.Namespace) -> int:
    """Print what is asked: the guide as a FHIR questionnaire, or its topics."""
    from eolplan.guide import shipped
    from eolplan.handover import questionnaire

    guide = shipped(args.guides)
    lines = (f"{section.id}: {tr(section.title)}" for section in guide.sections)
    return printed(args, questionnaire(guide), lines)


def data_dictionary(args: argparse.Namespace) -> int:
    """Print every question and every answer as a page to read, in Markdown."""
    from eolplan.guide import shipped
    from eolplan.guide.dictionary import dictionary

    return printed(args, {}, [dictionary(shipped()).rstrip("\n")])


def rules(args: argparse.Namespace) -> int:
    """Print every rule that is looked for in a plan as a page to read, in Markdown."""
    from eolplan.rules.catalogue_page import catalogue_page

    return printed(args, {}, [catalogue_page().rstrip("\n")])
