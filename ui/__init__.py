"""The Qt half of eolplan. It imports ``eolplan``; nothing there imports this."""
