"""The Qt half of eolplan. It imports ``eolplan``; nothing there imports this."""

from ui.binding import import_plainly

import_plainly()
