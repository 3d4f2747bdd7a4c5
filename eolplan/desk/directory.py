"""The team's directory of local services: find one, add, change and retire, take a list in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from eolplan.desk.files import CopyNotSaved, write_whole
from eolplan.directory import NotAList, Report, Service, read_services, table_of
from eolplan.directory.table import MOST_BYTES
from eolplan.errors import EolplanError
from eolplan.guide import Guide, Option
from eolplan.identity import Act
from eolplan.vault import Session
from eolplan.words import tr

KINDS: Final = "VS-REFERRAL"
"""The value set of the guide whose codes say what kind of service one is."""


class ListNotSaved(EolplanError):
    """The list of services could not be written; nothing was left there."""

    def __init__(self) -> None:
        super().__init__(
            tr("The list could not be saved there. Choose another name or another folder.")
        )


class Directory:
    """The local services of one store. Everybody reads them; whoever records may change them."""

    def __init__(self, session: Session, guide: Guide, *, now: Callable[[], dt.datetime]) -> None:
        self._session, self._store, self._now = session, session.store, now
        self._guide = guide

    @property
    def today(self) -> dt.date:
        """The local day."""
        return self._now().astimezone().date()

    @property
    def options(self) -> tuple[Option, ...]:
        """The kinds of service, in the order of the guide."""
        return self._guide.value_set(KINDS).options

    @property
    def kinds(self) -> Mapping[str, str]:
        """The words of each kind of service, by its code."""
        return {option.code: option.said() for option in self.options}

    def services(self) -> list[Service]:
        """Return all services by name, those that are out of use at the end."""
        return self._store.services()

    def in_use(self) -> list[Service]:
        """Return the services that people can be pointed to, by name."""
        return [service for service in self.services() if not service.retired]

    def service(self, id_: str) -> Service | None:
        """Return one service, or None."""
        return next((service for service in self.services() if service.id == id_), None)

    def keep(self, *services: Service) -> None:
        """Keep services as they are now, all of them or none.

        Raises:
            MayNot: they are not theirs to change.
            NotWritten: the disk did not take them.
        """
        self._session.staff.must(Act.RECORD)
        self._store.put_services(services, at=self._now())

    def checked(self, service: Service) -> Service:
        """Return *service* as somebody has made sure of it today."""
        return replace(service, checked_on=self.today.isoformat())

    def retire(self, service: Service, *, on: bool = True) -> Service:
        """Point nobody to *service* any more, or do so again; return it as it is now.

        Raises:
            MayNot: it is not theirs to change.
            NotWritten: the disk did not take it.
        """
        now = replace(service, retired_on=self.today.isoformat() if on else "")
        self.keep(now)
        return now

    def read(self, path: Path) -> Report:
        """Return what the list in a file holds, row by row. Nothing is kept.

        Raises:
            NotAList: it cannot be read as a list of services.
        """
        try:
            with path.open("rb") as file:
                data = file.read(MOST_BYTES + 1)
        except OSError as e:
            raise NotAList(tr("This file could not be opened. Nothing was changed.")) from e
        return read_services(data, self.services(), self.kinds, today=self.today)

    def save(self, path: Path) -> None:
        """Write the directory as a table that a spreadsheet shows.

        Raises:
            ListNotSaved: the file could not be written.
        """
        try:
            write_whole(path, table_of(self.services(), self.kinds))
        except CopyNotSaved as e:
            raise ListNotSaved from e
