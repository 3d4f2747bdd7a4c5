"""eolplan at the command line: the same core as the window, for scripts and for support."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from eolplan.cli.parser import parser
from eolplan.cli.talking import CAN_BE_MENDED
from eolplan.errors import EolplanError


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return 0, or 2 when the user can mend what stopped it."""
    args = parser(__doc__ or "").parse_args(argv)
    try:
        return int(args.run(args))
    except EolplanError as e:
        print(e, file=sys.stderr)
        return CAN_BE_MENDED
