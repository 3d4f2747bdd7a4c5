"""``python -m tests.bench [--json]``: how long things take, beside plain ones.

No figure is asserted anywhere: machines differ and are noisy. Each is measured
in turns with its baseline in one run, so that the ratio means something.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from eolplan.guide import shipped
from tests.bench import answering, finding, keeping, printing, ruling
from tests.bench.bulk import stores
from tests.bench.figures import Figure

FEW, LISTED, MANY = 100, 10_000, 100_000


def figures(at: Path) -> Iterator[Figure]:
    """Yield every figure; vaults and their plain copies are made in *at*."""
    from tests.bench import opening, stalling, turning, unlocking

    guide = shipped()
    yield from answering.figures(at / "answering", guide, 200)
    yield from printing.figures(10)
    yield from ruling.figures(at / "ruling", 20)
    yield from opening.figures(at / "opening", guide, 20)
    made = stores(at / "people", guide, (FEW, LISTED, MANY))
    yield turning.start(made[FEW], 10)
    yield from finding.figures(made[FEW], made[MANY], at / "finding", 200)
    yield from keeping.figures(made[MANY], at / "keeping", 6)
    yield from stalling.figures(made[MANY], at / "stalling", guide)
    yield from turning.figures(made[LISTED], at / "turning", guide, 10)
    yield from unlocking.figures(made[LISTED], at / "unlocking", guide, 10)


def main() -> int:
    """Measure everything and print it."""
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON list, for programs")
    asked = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    found: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        for figure in figures(Path(scratch)):
            found.append(figure)
            told = sys.stderr if asked.json else sys.stdout
            told.write(_line(figure) + "\n")
            told.flush()
    if asked.json:
        sys.stdout.write(json.dumps([figure.kept() for figure in found], indent=1) + "\n")
    return 0


def _line(figure: Figure) -> str:
    aim = f"  aim {figure.aim}" if figure.aim else ""
    return (
        f"{figure.name:22} {figure.ours:9.2f} ms  {figure.baseline:9.2f} ms  x{figure.ratio:5.2f}"
        f"  n={figure.n}{aim}\n{'':22} beside {figure.against}"
    )


if __name__ == "__main__":
    raise SystemExit(main())
