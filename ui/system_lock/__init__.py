"""Locks when the system does: sleep, a closed lid, a locked screen, another user.

One module for each system hears its own signs; none of them is loaded before
a store is open, and where a system gives no signs nothing is said about it.
"""

from ui.system_lock.system_lock import SystemLock

__all__ = ["SystemLock"]
