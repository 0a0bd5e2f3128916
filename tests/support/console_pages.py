"""Every page of the console, found by its doors: none is forgotten because nobody added it to a list."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.support.clinic import Clinic
from yarrow.console.app import all_doors
from yarrow.console.door import Door

# Who may see everything between them.
EVERYBODY = ("clinician", "admin")
Sample = Callable[[Clinic, str], str]
# What stands for a name in an address, by the name, given the conversation that is looked at.
SAMPLES: dict[str, Sample] = {
    "conversation": lambda _clinic, conversation: conversation,
    "fact": lambda clinic, conversation: str(clinic.record.casefiles.read(conversation).numbers[-1]),
    "form": lambda _clinic, _conversation: "html",
    "kind": lambda _clinic, _conversation: "rules",
    "item": lambda _clinic, _conversation: "P01",
    "account": lambda clinic, _conversation: clinic.record.accounts.all()[0].id,
}
# What else an address needs, by how it ends.
QUERIES: dict[str, Sample] = {
    "/flags/new": lambda clinic, conversation: f"?message={first_words(clinic, conversation)}",
    "/lessons/new": lambda clinic, conversation: f"?message={first_words(clinic, conversation)}",
}
# What only the form of another page leads to is looked at by the tests of that page.
LED_TO = frozenset({"correction", "lesson", "trial", "receipt"})
FILES = (".svg", ".csv", ".json", ".yml", ".zip")


def pages(clinic: Clinic, patient: str = "whole history") -> dict[str, Door]:
    """The addresses of all pages a person opens (no file, nothing a page asks by itself), filled in, in order."""
    doors = all_doors(clinic.console.app.state.parts)
    return {filled(door.path, clinic, clinic.patients[patient]): door for door in doors if is_page(door)}


def is_page(door: Door) -> bool:
    """Whether a person opens it and it can be looked at."""
    opened = door.method == "GET" and not door.passive and door.path != "/still-here"
    return opened and not door.path.endswith(FILES) and not LED_TO & set(re.findall(r"\{(\w+)", door.path))


def filled(path: str, clinic: Clinic, conversation: str) -> str:
    """The address with a sample for each name in it. Fails if there is none: add one to SAMPLES."""

    def sample(found: re.Match[str]) -> str:
        name = found[1].partition(":")[0]
        assert name in SAMPLES, f"{path}: say in tests/support/console_pages.py what stands for {name}"
        return SAMPLES[name](clinic, conversation)

    more = (query(clinic, conversation) for ending, query in QUERIES.items() if path.endswith(ending))
    return re.sub(r"\{([^}]+)\}", sample, path) + next(more, "")


def first_words(clinic: Clinic, conversation: str) -> str:
    """The id of the first message in which this patient wrote words of her own."""
    facts = clinic.record.casefiles.read(conversation).facts
    return next(str(fact.provenance.message) for fact in facts if fact.provenance and fact.provenance.start is not None)
