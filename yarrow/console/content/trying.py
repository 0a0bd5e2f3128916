"""Trying a case: facts in, triage out with its whole trace. Nothing of it is kept."""

from __future__ import annotations

from typing import Any

import yaml
from starlette.responses import Response

from yarrow.clinical.protocol import Protocol
from yarrow.clinical.trace import Trace
from yarrow.console.content.browsing import Browsing
from yarrow.console.content.case_form import facts_in, fields_of
from yarrow.console.content.cases import invented
from yarrow.console.parts import Parts
from yarrow.console.visit import Visit
from yarrow.intake.assess import explained_entry
from yarrow.intake.understand import EntryError
from yarrow.protocol.plain_yaml import NotYaml, parse_yaml
from yarrow.web.form import Form

LONGEST = 20_000
EXAMPLE = "{age: 34, losses_count: 2, conditions: [hashimoto], tests: {tpo: positive}}"


class NotACase(ValueError):
    """What was filled in is no case; the message says what to mend, `field` where."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(words)
        self.field = field


class Trying:
    """Answers for the page on which a case is tried."""

    def __init__(self, parts: Parts, browsing: Browsing) -> None:
        self._parts = parts
        self._browsing = browsing

    async def page(self, visit: Visit) -> Response:
        """The form; with `case`, an invented patient filled in."""
        case = (await self._parts.threads.record(invented)).get(visit.request.query_params.get("case", ""))
        written = _written(case.facts) if case else ""
        return await self._drawn(visit, Form((("facts", written),)))

    async def judged(self, visit: Visit) -> Response:
        """The form as it was filled in, with what comes of it."""
        protocol = await self._browsing.protocol()
        try:
            # In a thread: a few thousand brackets take the reader a second.
            facts, trace = await self._parts.threads.paper(_judged, visit.form, protocol)
        except (NotACase, EntryError) as problem:
            field = getattr(problem, "field", "facts")
            return await self._drawn(visit, visit.form, status=422, problems=[(field, _sentence(str(problem)))])
        return await self._drawn(visit, visit.form, trace=trace.to_json(), facts=_written(facts))

    async def _drawn(self, visit: Visit, form: Form, *, status: int = 200, **more: Any) -> Response:
        protocol = await self._browsing.protocol()
        values: dict[str, Any] = {
            "fields": fields_of(protocol),
            "form": form,
            "protocol": protocol,
            "example": EXAMPLE,
            "trace": None,
            "facts": "",
            "problems": [],
            **more,
        }
        return self._parts.sheets.page("content/try.html", visit, status=status, **values)


def facts_of(form: Form, protocol: Protocol) -> dict[str, Any]:
    """The facts of the form, those written out winning. Raises NotACase."""
    written = form.raw("facts")
    if len(written) > LONGEST:
        raise NotACase("facts", f"Facts written out may have {LONGEST:,} characters.")
    try:
        told = parse_yaml(written, references=False) if written.strip() else {}
    except NotYaml as problem:
        raise NotACase("facts", f"This cannot be read as YAML: {problem}.") from None
    if not isinstance(told, dict):
        raise NotACase("facts", f"Write facts as names with values, such as {EXAMPLE}.")
    facts = {**facts_in(form, fields_of(protocol)), **told}
    if not facts:
        raise NotACase("facts", "There is nothing to judge yet. Fill in at least one fact.")
    return facts


def _judged(form: Form, protocol: Protocol) -> tuple[dict[str, Any], Trace]:
    facts = facts_of(form, protocol)
    return facts, explained_entry(protocol, {"facts": facts})[1]


def _written(facts: Any) -> str:
    return str(yaml.safe_dump(dict(facts), allow_unicode=True, sort_keys=False, width=110)).strip()


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:].rstrip(".") + "."
