"""Who gets a letter about a notice."""

from __future__ import annotations

from collections.abc import Iterable

from yarrow.post import Post
from yarrow.store.letters import Address
from yarrow.store.notice_values import Audience
from yarrow.store.staff import Account

READERS: dict[Audience, frozenset[str]] = {
    "clinic": frozenset({"reviewer", "clinician"}),
    "admins": frozenset({"admin"}),
}


def addresses(audience: Audience, post: Post, accounts: Iterable[Account]) -> list[Address]:
    """An address for each recipient by each way that is set up; `post.to` stands for the clinic's own staff."""
    found: list[Address] = []
    if post.mail_server is not None:
        named = post.to if audience == "clinic" else ()
        found += [("email", one) for one in named or _at_work(audience, accounts)]
    if post.webhook is not None and audience == "clinic":
        found.append(("webhook", "webhook"))
    return found


def _at_work(audience: Audience, accounts: Iterable[Account]) -> list[str]:
    return [one.email for one in accounts if one.is_enabled and READERS[audience] & set(one.roles)]
