"""What the surroundings may know of a question (DESIGN §4.3): how it is answered, and where in the history we are."""

from __future__ import annotations

from typing import Any

from yarrow.clinical import interview
from yarrow.clinical.question import Option, Question
from yarrow.intake.case import Case
from yarrow.intake.ports import Desk


def question_json(desk: Desk, case: Case, question: Question) -> dict[str, Any]:
    """The question as it stands on a message."""
    return {
        "id": question.id,
        "kind": question.kind,
        "section": question.section,
        "section_title": _title(desk, case, question),
        "progress": _progress(desk, case, question),
        "skippable": question.skippable,
        **_form(question),
        **_lists(desk, case, question),
    }


def _form(question: Question) -> dict[str, Any]:
    """What its answer looks like, as far as the protocol says."""
    form = {"unit": question.unit, "minimum": question.minimum, "maximum": question.maximum, "hint": question.hint}
    none = next((value_of(question, option.value) for option in question.options if option.none), None)
    return {name: value for name, value in {**form, "none": none}.items() if value is not None}


def _lists(desk: Desk, case: Case, question: Question) -> dict[str, Any]:
    parts = [_part(question, part) for part in interview.parts(desk.protocol, case.history, question)]
    lists = {"groups": _groups(question), "parts": parts}
    return {name: value for name, value in lists.items() if value}


def _part(question: Question, part: Question) -> dict[str, Any]:
    """One detail asked with a loss; `only`: of which of its answers."""
    types = {option.value: loss_types(option) for option in question.options}
    asked = [value for value, told in types.items() if told & set(part.only)]
    plain: dict[str, Any] = {"id": part.id, "kind": part.kind, "text": part.text, **_form(part)}
    if part.options:
        plain["choices"] = [{"label": o.label, "value": value_of(part, o.value)} for o in part.options]
    if len(asked) < len(types):
        plain["only"] = [value_of(question, value) for value in asked]
    return plain


def loss_types(option: Option) -> set[str]:
    """The kinds of loss that this answer says."""
    told = (setting.value for setting in option.sets if isinstance(setting.value, dict))
    return {value["type"] for value in told if "type" in value}


def value_of(question: Question, answer: str) -> str:
    """The value of a choice, good only for this question."""
    return f"{question.id}:{answer}"


def _groups(question: Question) -> list[dict[str, Any]]:
    """The headings of a long list, each with its choices' values, in the order they are offered."""
    found: dict[str, list[str]] = {}
    for option in question.options:
        if option.group:
            found.setdefault(option.group, []).append(value_of(question, option.value))
    return [{"title": title, "values": values} for title, values in found.items()]


def _progress(desk: Desk, case: Case, question: Question) -> dict[str, int]:
    done, of = interview.progress(desk.protocol, case.history, passed=case.standing.passed)
    ids = interview.sections_that_apply(desk.protocol, case.history)
    return {"done": done, "of": of, "part": _place(case, question, ids) + 1, "parts": len(ids)}


def _place(case: Case, question: Question, ids: tuple[str, ...]) -> int:
    """The place of the question's section, or of the furthest one entered.

    A question that has become urgent is asked out of turn, and that is no step back. A question of the
    conversation's own is asked where we are.
    """
    section = question.section if question.section in ids else case.standing.section
    own = ids.index(section) if section in ids else 0
    if (case.standing.pending or {}).get("about") == "change":
        return own
    return max([own, *(ids.index(section) for section in case.standing.introduced if section in ids)])


def _title(desk: Desk, case: Case, question: Question) -> str:
    """The title of its section; a question of the conversation's own has that of the section we are in."""
    titles = {section.id: section.title for section in desk.protocol.sections}
    return titles.get(question.section) or titles.get(case.standing.section, "")
