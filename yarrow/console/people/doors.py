"""The addresses of accounts, of the audit log, and of openings in an emergency."""

from __future__ import annotations

from yarrow.console.door import Door
from yarrow.console.parts import Parts
from yarrow.console.people.accounts import People
from yarrow.console.people.audit_page import AuditPage
from yarrow.console.people.emergency import Emergency
from yarrow.console.rights import Right


def doors(parts: Parts) -> tuple[Door, ...]:
    """Every one of them."""
    people, audit, emergency = People(parts), AuditPage(parts), Emergency(parts)
    return (
        Door("GET", "/people", Right.PEOPLE, people.list),
        Door("POST", "/people", Right.PEOPLE, people.add, fresh=True),
        Door("GET", "/people/{account}", Right.PEOPLE, people.show),
        Door("POST", "/people/{account}", Right.PEOPLE, people.change),
        Door("POST", "/people/{account}/roles", Right.PEOPLE, people.set_roles, fresh=True),
        Door("POST", "/people/{account}/reset", Right.PEOPLE, people.reset, fresh=True),
        Door("POST", "/people/{account}/disable", Right.PEOPLE, people.disable),
        Door("POST", "/people/{account}/enable", Right.PEOPLE, people.enable, fresh=True),
        Door("GET", "/audit", Right.AUDIT, audit.show),
        Door("POST", "/audit/verify", Right.AUDIT, audit.verify),
        Door("GET", "/emergencies", Right.AUDIT, emergency.list),
        Door("POST", "/emergencies", Right.AUDIT, emergency.review),
        Door("GET", "/conversations/{conversation}/emergency", Right.BREAK_GLASS, emergency.ask),
        Door("POST", "/conversations/{conversation}/emergency", Right.BREAK_GLASS, emergency.open),
    )
