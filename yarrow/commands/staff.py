"""`yarrow staff add|list|reset|disable`: who may sign in to the console."""

from __future__ import annotations

import argparse
import getpass
import re
from datetime import datetime, timezone
from typing import TYPE_CHECKING

from yarrow.commands.errors import CommandError
from yarrow.commands.record import open_record
from yarrow.commands.settings import settings

if TYPE_CHECKING:
    from yarrow.store.accounts import Accounts
    from yarrow.store.staff import Account

ROLES = ("reviewer", "clinician", "admin", "auditor")
EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,190}\.[^@\s.]{2,60}")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `yarrow staff` takes."""
    whats = parser.add_subparsers(dest="what", required=True)
    add = whats.add_parser("add", help="make an account and print the link with which its owner sets a password")
    add.add_argument("email", help="the address they sign in with")
    add.add_argument("--name", required=True, help="as colleagues know them")
    add.add_argument(
        "--role", action="append", choices=ROLES, required=True, help="what they may do; may be given several times"
    )
    add.add_argument("--title", default="Nurse", help="what patients see when they write (default: Nurse)")
    whats.add_parser("list", help="every account")
    for what, meaning in (
        ("reset", "take away password, code app and sessions, and print a new link"),
        ("disable", "close an account at once"),
    ):
        whats.add_parser(what, help=meaning).add_argument("email", help="the address they sign in with")
    parser.epilog = "Everybody else is added in the console, under People, by an administrator."


def run(arguments: argparse.Namespace) -> int:
    """Do it, write it into the audit log, and say so."""
    from yarrow.store.accounts import Accounts

    with open_record() as database:
        accounts = Accounts(database)
        if arguments.what == "list":
            show(accounts)
        elif arguments.what == "add":
            add(accounts, arguments)
        elif arguments.what == "reset":
            reset(accounts, arguments.email)
        else:
            disable(accounts, arguments.email)
    return 0


def show(accounts: Accounts) -> None:
    """One line each: address, roles, state, name."""
    everybody = accounts.all()
    for account in everybody:
        print(f"{account.email}  {','.join(account.roles)}  {state(account)}  {account.name}")
    if not everybody:
        print("There is no account yet. Make one: yarrow staff add you@clinic.example --name … --role admin")


def state(account: Account) -> str:
    """How an account stands, in a word or two."""
    if not account.is_enabled:
        return "closed"
    return "open" if account.password_hash or account.oidc_subject else "link not used yet"


def add(accounts: Accounts, arguments: argparse.Namespace) -> None:
    """A new account, and its link."""
    from yarrow.store.accounts import AlreadyThere, Newcomer

    if not EMAIL.fullmatch(arguments.email):
        raise CommandError(f"“{arguments.email}” is no e-mail address; write it whole, as in a.name@clinic.example.")
    name, title = arguments.name.strip(), arguments.title.strip()
    if not 0 < len(name) <= 200 or not 0 < len(title) <= 64:
        raise CommandError("a name has 1 to 200 characters, a title 1 to 64.")
    roles = tuple(role for role in ROLES if role in arguments.role)
    try:
        account, code = accounts.add(Newcomer(name, arguments.email, title, roles), operator(), now())
    except AlreadyThere:
        raise CommandError(
            "somebody has an account with this address; `yarrow staff reset` makes a new link."
        ) from None
    say_link(account, code)


def reset(accounts: Accounts, email: str) -> None:
    """A new link; what they signed in with before is good for nothing."""
    account = found(accounts, email)
    if not account.is_enabled:
        raise CommandError("this account is closed; an administrator can open it again in the console.")
    say_link(account, accounts.reset(account.id, operator(), now()))


def disable(accounts: Accounts, email: str) -> None:
    """Closed at once."""
    from yarrow.store.accounts import LastAdmin

    account = found(accounts, email)
    try:
        accounts.disable(account.id, operator(), now())
    except LastAdmin:
        raise CommandError("this is the last administrator: make somebody else one first.") from None
    print(f"The account of {account.email} is closed.")


def found(accounts: Accounts, email: str) -> Account:
    """The account of this address. Raises CommandError."""
    account = accounts.by_email(email)
    if account is None:
        raise CommandError("no account has this address; `yarrow staff list` shows all.")
    return account


def say_link(account: Account, code: str) -> None:
    """The link, once."""
    print(f"Give this link to {account.name}. It works once, for three days, and sets the password:")
    print(f"{settings().console.url}/enrol/{code}")


def operator() -> str:
    """Who does this, for the audit log."""
    return f"command:{getpass.getuser()}"[:80]


def now() -> datetime:
    """This moment."""
    return datetime.now(timezone.utc)
