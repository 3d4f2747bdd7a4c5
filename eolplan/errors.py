"""The one root of everything a user can understand and act on.

``str(error)`` is the sentence the clinician reads; the class is the situation.
No message may hold a person's words: messages are shown on a watched screen
and may be copied for IT.
"""

from __future__ import annotations


class EolplanError(Exception):
    """Something the user can understand and act on; ``str(error)`` says what."""
