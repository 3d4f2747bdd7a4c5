"""The commands and their words."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeAlias

from eolplan import __version__
from eolplan.cli import making, pages, stores
from eolplan.handover import AUDIENCES
from eolplan.words import N_, tr

Run: TypeAlias = Callable[[argparse.Namespace], int]
"""What a command does; 0, or 2 when the user can mend what stopped it."""

_FROM_STDIN: Final = N_("read the passphrase from standard input instead of asking for it")
_PERSON: Final = N_("id, or NHS, CHI or H&C number")
_ITS_NAME: Final = N_("what the organisation is called")
_WHOSE: Final = N_("whose passphrase is to be new, as the lock screen calls them")
_REASON: Final = N_("why it goes to a reader whom the person did not agree to")
_READER: Final = N_("which person of the plan it is for, where it is for one by name")
_ANCHOR: Final = N_("the anchor that was noted when the store was last verified")


class Commands:
    """The commands, each a function whose docstring is its help.

    Args:
        about: What the program is.
    """

    def __init__(self, about: str) -> None:
        self.parser = argparse.ArgumentParser(prog="eolplan", description=about)
        self.parser.add_argument("--version", action="version", version=f"eolplan {__version__}")
        self._found = self.parser.add_subparsers(required=True, metavar="COMMAND")

    def add(self, name: str, run: Run, *, as_json: bool = False) -> argparse.ArgumentParser:
        """Add a command; with *as_json* it can print JSON."""
        text = run.__doc__ or ""
        command = self._found.add_parser(name, help=text, description=text)
        command.set_defaults(run=run)
        if as_json:
            command.add_argument("--json", action="store_true", help=tr("print JSON"))
        return command

    def on_a_store(self, name: str, run: Run, *, as_json: bool = True) -> argparse.ArgumentParser:
        """Add a command that opens a store."""
        command = self.add(name, run, as_json=as_json)
        command.add_argument("folder", type=Path, metavar="DIR", help=tr("folder of the store"))
        command.add_argument("--passphrase-stdin", action="store_true", help=tr(_FROM_STDIN))
        return command


def parser(about: str) -> argparse.ArgumentParser:
    """Return what reads the command line."""
    commands = Commands(about)
    _store_words(commands)
    command = commands.add("inspect", pages.inspect, as_json=True)
    command.add_argument("file", type=Path, metavar="FILE.pdf")
    command = commands.add("check-guide", pages.check)
    command.add_argument("files", type=Path, nargs="*", metavar="FILE")
    command.add_argument("--kinds", action="store_true", help=tr("print each kind's value shape"))
    command = commands.add("case", pages.case)
    command.add_argument("files", type=Path, nargs="+", metavar="FILE")
    command = commands.add("practice", making.practice, as_json=True)
    command.add_argument("folder", type=Path, metavar="DIR", help=tr("an empty or new folder"))
    _organisation_words(commands.add("organisation-key", making.organisation_make))
    command = commands.add("questionnaire", pages.asked, as_json=True)
    command.add_argument("--guides", type=Path, metavar="DIR", help=tr("a service's own topics"))
    commands.add("data-dictionary", pages.data_dictionary).set_defaults(json=False)
    commands.add("rules", pages.rules).set_defaults(json=False)
    commands.add("self-check", making.try_everything, as_json=True)
    return commands.parser


def _store_words(commands: Commands) -> None:
    """Add what is done with the plans of a store."""
    commands.on_a_store("people", stores.people)
    command = commands.on_a_store("show", stores.show)
    command.add_argument("person", metavar="PERSON", help=tr(_PERSON))
    command = commands.on_a_store("export", stores.export, as_json=False)
    command.add_argument("person", metavar="PERSON", help=tr(_PERSON))
    command.add_argument("--for", dest="audience", required=True, choices=tuple(AUDIENCES))
    command.add_argument("--out", type=Path, required=True, metavar="FILE.pdf")
    command.add_argument("--reader", default="", metavar="NAME", help=tr(_READER))
    command.add_argument("--reason", default="", metavar="TEXT", help=tr(_REASON))
    command = commands.on_a_store("verify", stores.verify)
    command.add_argument("--anchor", default="", metavar="SEQ:HASH", help=tr(_ANCHOR))


def _organisation_words(command: argparse.ArgumentParser) -> None:
    """Add the two words of the organisation's key, under one command."""
    words = command.add_subparsers(required=True, metavar="make|open")
    make = words.add_parser("make", help=making.organisation_make.__doc__)
    make.add_argument("public", type=Path, metavar="PUBLIC")
    make.set_defaults(run=making.organisation_make)
    unlocks = words.add_parser("open", help=making.organisation_open.__doc__)
    unlocks.add_argument("folder", type=Path, metavar="DIR", help=tr("folder of the store"))
    unlocks.set_defaults(run=making.organisation_open)
    for word, about in ((make, tr(_ITS_NAME)), (unlocks, tr(_WHOSE))):
        word.add_argument("private", type=Path, metavar="PRIVATE")
        word.add_argument("--label", default="", metavar="TEXT", help=about)
        word.add_argument("--passphrase-stdin", action="store_true", help=tr(_FROM_STDIN))
