"""``python -m eolplan``: the command line."""

from eolplan.cli import main

raise SystemExit(main())
