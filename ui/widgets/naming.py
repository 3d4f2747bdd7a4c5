"""What a screen reader and a test call a widget, and what a screen reader is told.

Roles that Qt does not give on its own come from one accessibility factory: a
widget class says ``accessible_role`` and the factory answers for it.
"""

from __future__ import annotations

from functools import cache
from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

_W = TypeVar("_W", bound=QWidget)


def identify(widget: _W, identifier: str, name: str = "") -> _W:
    """Give *widget* its ``page.control`` identifier and, unless empty, its spoken name.

    Scripts and tests find a control by the identifier, which no language changes.
    """
    widget.setObjectName(identifier)
    widget.setAccessibleIdentifier(identifier)
    if name:
        widget.setAccessibleName(name)
    return widget


def announce(widget: QWidget, words: str, *, urgent: bool = False) -> None:
    """Have a screen reader say *words*, after what it is saying, or at once when *urgent*.

    Urgent is for "Not saved yet" and nothing else.
    """
    if not words:
        return
    event = QAccessibleAnnouncementEvent(widget, words)
    how = QAccessible.AnnouncementPoliteness
    event.setPoliteness(how.Assertive if urgent else how.Polite)
    QAccessible.updateAccessibility(event)


def spoken_as(widget: QWidget, role: QAccessible.Role) -> None:
    """Have assistive technology see *widget* as *role*, such as a heading or a grouping.

    Call it before anything asks for the widget's accessible interface, which is
    to say in its ``__init__``.
    """
    _answer_for_roles()
    widget.setProperty("accessible_role", role.value)


@cache
def _answer_for_roles() -> None:
    QAccessible.installFactory(_interface)


def _interface(_key: str, item: QObject | None) -> QAccessibleInterface | None:
    if not isinstance(item, QWidget) or (role := item.property("accessible_role")) is None:
        return None
    made = QAccessibleWidget(item, QAccessible.Role(role))
    item.__dict__["_accessible"] = made  # Qt keeps a bare pointer: it must live as long as the item
    return made
