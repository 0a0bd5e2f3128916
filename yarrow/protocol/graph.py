"""The protocol as a picture: sections, the questions in them with what they wait for, and the rules they feed (DOT)."""

from __future__ import annotations

from collections.abc import Iterator

from yarrow.clinical.criterion import Compare, Criterion, Equals, Known, Member, Named, Unanswered, walk
from yarrow.clinical.protocol import Protocol
from yarrow.clinical.question import Question

OPEN_FAMILIES = ("conditions", "medicines", "family_history", "asks")


def dot(protocol: Protocol) -> str:
    """The graph in DOT, the language of Graphviz; the same protocol always gives the same text."""
    return "\n".join(
        [
            "digraph protocol {",
            "  rankdir=LR; node [shape=box, fontsize=10, fontname=sans]; edge [fontsize=8];",
            *_sections(protocol),
            *_conditions(protocol),
            *_rules(protocol),
            "}",
            "",
        ]
    )


def _sections(protocol: Protocol) -> Iterator[str]:
    titles = {section.id: section.title for section in protocol.sections}
    for section in dict.fromkeys(question.section for question in protocol.questions):
        yield f"  subgraph {_quoted('cluster_' + section)} {{ label={_quoted(titles.get(section, section))};"
        for question in protocol.questions:
            if question.section == section:
                colour = ", color=red" if question.red_flag else ""
                yield f"    {_quoted(question.id)} [label={_quoted(question.id + chr(10) + question.kind)}{colour}];"
        yield "  }"


def _conditions(protocol: Protocol) -> Iterator[str]:
    """An edge from each question to those that wait for its answer."""
    for question in protocol.questions:
        for criterion in (question.when, question.sooner):
            for giver in _givers(protocol, criterion):
                if giver != question.id:
                    yield f"  {_quoted(giver)} -> {_quoted(question.id)} [style=dashed];"


def _rules(protocol: Protocol) -> Iterator[str]:
    for rule in protocol.rules:
        label = f"{rule.id} {rule.level.name}\n{rule.title}"
        yield f"  {_quoted('rule ' + rule.id)} [label={_quoted(label)}, shape=ellipse];"
        yield from (f"  {_quoted(giver)} -> {_quoted('rule ' + rule.id)};" for giver in _givers(protocol, rule.when))


def _givers(protocol: Protocol, criterion: Criterion | None) -> list[str]:
    """The questions whose answers this criterion reads, in order."""
    paths = set(_paths(protocol, criterion)) if criterion is not None else set()
    return [question.id for question in protocol.questions if paths & _gives(question)]


def _paths(protocol: Protocol, criterion: Criterion) -> Iterator[str]:
    for part in walk(criterion):
        if isinstance(part, Named):
            yield from _paths(protocol, protocol.named[part.name])
        elif isinstance(part, Member):
            yield from (f"{part.family}.{member}" for member in part.ids)
            if part.family in OPEN_FAMILIES or part.family == "losses":
                yield part.family
        elif isinstance(part, (Equals, Compare, Known, Unanswered)):
            yield _NUMBERS.get(part.path, part.path)


# Numbers worked out from answers, by the question they are worked out from.
_NUMBERS = {
    **dict.fromkeys(("n_eshre", "n_asrm", "n_t1", "n_t2", "n_fetal10", "n_early", "n_late"), "losses_count"),
    "phq2": "phq2_interest",
    "gad2": "gad2_nervous",
}


def _gives(question: Question) -> set[str]:
    settings = (setting.path for option in question.options for setting in option.sets)
    family = "losses" if question.repeat == "losses" else None
    return {path for path in (question.id, question.fact, family, *settings) if path}


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
