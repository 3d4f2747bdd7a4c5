"""The two commands: ``python3 packaging/dev.py run`` and ``python3 packaging/dev.py test``.

Standard library only, Python 3.11 or newer: the first run makes everything else.
"""

from __future__ import annotations

import sys

if sys.version_info < (3, 11):  # noqa: UP036  an older Python is told so in a sentence
    sys.exit(f"eolplan needs Python 3.11 or newer; this is {sys.version.split()[0]}.")

import argparse
import os
import subprocess
from collections.abc import Sequence
from typing import Final

import catalogue
import rounds
from place import PYTHON, ROOT, NotReady, find_uv, lock_file, prepare, run


def start(args: argparse.Namespace) -> int:
    """Install what is missing and open eolplan; further words go to the app."""
    prepare("app")
    catalogue.compile_all(ROOT / "resources" / "locale")
    if _has_no_screen():
        raise NotReady(
            "eolplan is installed, but there is no screen to show it on: "
            "neither DISPLAY nor WAYLAND_DISPLAY is set. Run this from a desktop session."
        )
    return _python("ui", args.words)


def test(args: argparse.Namespace) -> int:
    """Install what is missing and run every check; with pytest words, only those tests."""
    prepare("dev")
    catalogue.compile_all(ROOT / "resources" / "locale")
    return rounds.everything(args.words, long=args.long)


def gallery(args: argparse.Namespace) -> int:
    """Install what is missing and draw every page and every copy into a folder, for eyes."""
    prepare("dev")
    catalogue.compile_all(ROOT / "resources" / "locale")
    return _python("tests.ui.gallery", args.words)


def bench(args: argparse.Namespace) -> int:
    """Install what is missing and measure, each figure beside something plain."""
    prepare("bench")
    catalogue.compile_all(ROOT / "resources" / "locale")
    return _python("tests.bench", args.words)


def cli(args: argparse.Namespace) -> int:
    """Install what is missing and run one command of ``python -m eolplan``."""
    prepare("app")
    return _python("eolplan", args.words)


def lock(args: argparse.Namespace) -> int:
    """Write the lists of packages anew from pyproject.toml, for every platform, with hashes."""
    uv = find_uv()
    if uv is None:
        prepare("dev")
        uv = find_uv()
    if uv is None:
        raise NotReady("Locking needs uv, which neither the machine nor the locked tools have.")
    plain = ["--universal", "--generate-hashes", "--no-header", "--no-annotate", "--quiet"]
    asked = ["--python-version", "3.11", *(["--upgrade"] if args.upgrade else [])]
    app, dev, rivals = lock_file("app"), lock_file("dev"), lock_file("bench")
    compile_ = [uv, "pip", "compile", *plain, *asked, "pyproject.toml"]
    run([*compile_, "--output-file", str(app)])
    tools = [*compile_, "--group", "dev"]
    run([*tools, "--constraint", str(app), "--output-file", str(dev)])
    run([*tools, "--group", "bench", "--constraint", str(dev), "--output-file", str(rivals)])
    return 0


def _python(package: str, words: Sequence[str]) -> int:
    """Start *package* with the environment's Python and return its exit code.

    The folder stays the user's own, so that ``cli inspect plan.pdf`` means the
    file beside them; ``-P`` keeps whatever else lies there from being imported.
    """
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    command = [str(PYTHON), "-P", "-m", package, *words]
    return subprocess.run(command, env=environment, check=False).returncode


def _has_no_screen() -> bool:
    if not sys.platform.startswith("linux") or "QT_QPA_PLATFORM" in os.environ:
        return False
    return not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


COMMANDS: Final = {
    "run": start, "test": test, "gallery": gallery, "bench": bench, "cli": cli, "lock": lock,
}  # fmt: skip


def main(argv: Sequence[str]) -> int:
    """Run one command; return its exit code, or 2 when the machine lacks something."""
    parser = argparse.ArgumentParser(prog="dev.py", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, does in COMMANDS.items():
        # what dev.py does not know, --help too, is for the program it starts
        passes_on = does in (start, gallery, bench, cli)
        command = commands.add_parser(
            name, help=does.__doc__, add_help=not passes_on, allow_abbrev=False
        )
        command.set_defaults(does=does)
        if does is test:
            command.add_argument("--long", action="store_true", help="with the full figures")
        if does is lock:
            command.add_argument("--upgrade", action="store_true", help="to the newest versions")
    args, words = parser.parse_known_args(argv)
    args.words = words
    if words and args.does is lock:
        parser.error(f"lock knows no {words[0]}")
    try:
        return int(args.does(args))
    except NotReady as e:
        print(e, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
