"""Whether JSON is FHIR R4 4.0.1: its elements, how often they may occur, their types and closed sets of codes.

`fhir_r4.json` is a table of the elements of the resources Yarrow writes, taken from the specification's own JSON schema
(R4 4.0.1, public domain): `{type: {element: type or codes, * where it repeats}}`. The library that checks a bundle when
it is made knows R4B and takes any code; this knows R4 and takes only those of the specification.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ELEMENTS: dict[str, dict[str, str]] = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
MOMENT = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)"
FORMS = {
    "id": r"[A-Za-z0-9\-.]{1,64}",
    "code": r"[^\s]+(\s[^\s]+)*",
    "uri": r"\S+",
    "canonical": r"\S+",
    "instant": MOMENT,
    "dateTime": rf"\d{{4}}(-\d\d(-\d\d)?)?|{MOMENT}",
    "string": r"[ \r\n\t\S]+",
    "markdown": r"[\s\S]*\S[\s\S]*",
    "xhtml": r"<div xmlns=\"http://www.w3.org/1999/xhtml\">[\s\S]+</div>",
}


def faults(bundle: dict[str, Any]) -> list[str]:
    """What is wrong with it, each with its place; nothing if it is R4."""
    return list(_of_type(bundle, "Bundle", "Bundle"))


def _of_type(value: Any, kind: str, place: str) -> Iterator[str]:
    if kind == "ResourceList":
        kind = value.get("resourceType", "nothing")
    if "|" in kind:
        if value not in kind.split("|"):
            yield f"{place}: {value!r} is not one of {kind}"
    elif kind in ELEMENTS:
        yield from _elements(value, kind, place)
    else:
        yield from _primitive(value, kind, place)


def _elements(value: Any, kind: str, place: str) -> Iterator[str]:
    if not isinstance(value, dict) or not value:
        yield f"{place}: {kind} is an object with something in it"
        return
    for name, held in value.items():
        where = f"{place}.{name}"
        wanted = ELEMENTS[kind].get(name)
        if name == "resourceType":
            continue
        if wanted is None:
            yield f"{where}: {kind} has no such element in R4"
        elif wanted.endswith("*") != isinstance(held, list) or held == []:
            yield f"{where}: {'a list' if wanted.endswith('*') else 'one value'} is wanted"
        else:
            for number, one in enumerate(held if isinstance(held, list) else [held]):
                yield from _of_type(one, wanted.rstrip("*"), f"{where}[{number}]")


def _primitive(value: Any, kind: str, place: str) -> Iterator[str]:
    if kind == "boolean":
        fits = isinstance(value, bool)
    elif kind in ("number", "decimal", "integer"):
        fits = isinstance(value, (int, float)) and not isinstance(value, bool)
    else:
        form = FORMS.get(kind)
        fits = form is not None and isinstance(value, str) and re.fullmatch(form, value) is not None
    if not fits:
        yield f"{place}: {value!r:.60} is no {kind} of R4"
