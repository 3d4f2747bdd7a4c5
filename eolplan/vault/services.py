"""The directory of local services: kept by the team, on no plan until one is chosen."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import asdict

from eolplan.directory import Service, sorted_by_name
from eolplan.record import canonical
from eolplan.record.canonical import sha256
from eolplan.vault.audit import FACTS, Trail
from eolplan.vault.db import Database


def services(db: Database) -> list[Service]:
    """Return all services by name, those that are out of use at the end."""
    rows = db.rows("SELECT facts FROM service")
    return sorted_by_name(Service.read(json.loads(facts)) for (facts,) in rows)


def put_services(db: Database, trail: Trail, new: Iterable[Service], at: dt.datetime) -> None:
    """Keep services over what was kept of them before; the chain notes the digest of each."""
    for service in new:
        facts = canonical(asdict(service))
        db.run(
            "INSERT INTO service (id, facts) VALUES (?, ?)"
            " ON CONFLICT DO UPDATE SET facts = excluded.facts",
            service.id, facts,
        )  # fmt: skip
        trail.add(FACTS, {"service": service.id, "sha256": sha256(facts)}, at)
