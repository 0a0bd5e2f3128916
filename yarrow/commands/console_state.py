"""What `yarrow doctor` says of the console: who can sign in, how staff are told, what lies there, how long is kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from yarrow.settings import WebSettings

if TYPE_CHECKING:
    from yarrow.store.database import Database


def console_state(web: WebSettings, database: Database) -> Iterator[tuple[str, bool, str]]:
    """What it is about, whether it is as it should be, and a sentence."""
    from yarrow.store.accounts import Accounts
    from yarrow.store.dispatches import Dispatches
    from yarrow.store.letters import Letters
    from yarrow.store.retention import STATUSES, Retention

    able = Accounts(database).enabled()
    readers = sum(bool({"clinician", "reviewer"} & set(account.roles)) for account in able)
    if not able:
        yield "staff", False, "nobody can sign in to the console: `yarrow staff add` makes an account"
    elif not readers:
        yield "staff", False, "nobody who can sign in may read conversations: give somebody the role clinician"
    else:
        yield "staff", True, f"{len(able)} can sign in, {readers} of them may read conversations"
    ways = [name for name, way in (("e-mail", web.post.mail_server), ("webhook", web.post.webhook)) if way]
    told = " and ".join(["in the console", *ways])
    way_out = "" if ways else ": set YARROW_SMTP_HOST or YARROW_WEBHOOK_URL to reach staff who are not looking"
    yield "notices", bool(ways), f"staff are told {told}{way_out}"
    if lost := sum(many for (_, state), many in Letters(database).counts().items() if state == "failed"):
        yield "letters", False, f"{lost} could not be sent and were given up: the console's page of notices lists them"
    if waiting := Dispatches(database).undelivered_count():
        yield "messages", False, f"{waiting} have not reached somebody's messaging app: the console's list says which"
    rules = Retention(database).rules()
    ruled = f"a rule for {len(rules)} of {len(STATUSES)} kinds of conversations"
    kept = ruled if rules else "no rule: conversations are kept for ever; an admin sets one in the console"
    yield "keeping", bool(rules), kept
