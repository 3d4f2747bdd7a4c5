"""eolplan: advance care planning conversations, kept safely and handed over whole.

This package is a plain library. It never imports Qt; the desktop app is ``ui``.
"""

__version__ = "0.1.0"
