"""What the frozen app starts: the same as ``python -m ui``."""

from ui.app import main

raise SystemExit(main())
