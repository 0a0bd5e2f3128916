"""The protocol as pictures a clinician can read: the questionnaire, and the rules by level, in DOT (Graphviz).

The same protocol always gives the same text. Colour never carries a meaning alone: a red-flag question has a double
frame and says so, a level stands in the heading of its box.
"""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Iterator, Mapping

from yarrow.clinical.criterion import Criterion
from yarrow.clinical.level import Level
from yarrow.clinical.protocol import Protocol
from yarrow.clinical.question import Question
from yarrow.clinical.rule import Rule
from yarrow.protocol.feeds import feeds
from yarrow.protocol.plain import plain, spaced

TITLES: Mapping[str, str] = {
    "questions": "Yarrow: the questions, and what each one waits for",
    "rules": "Yarrow: the rules by urgency, when each fires and what it adds",
    "all": "Yarrow: which answers feed which rules",
}
DESCRIPTIONS: Mapping[str, str] = {
    "questions": "A column for each section of the interview. Each box is a question: its id, its words and when it is "
    "asked. Questions about danger have a double frame and say RED FLAG. Dashed arrows lead from a question to those "
    "that wait for its answer, and say which answer.",
    "rules": "A band for each level of urgency, the most urgent first. Each box is a rule: its id and title, when it "
    "fires and what it adds. The last band explains the words used. Arrows say which rule can rise to which level.",
    "all": "On the left the questions by section, on the right the rules by level; a line from a question to each rule "
    "that reads its answer.",
}
LEVELS: Mapping[Level, tuple[str, str]] = {
    Level.T0: ("T0  call an ambulance now", "#f7d4d4"),
    Level.T1: ("T1  go now", "#f9e0cc"),
    Level.T2: ("T2  today", "#faf0cc"),
    Level.T3: ("T3  within two weeks", "#e4f0d6"),
    Level.T4: ("T4  planned", "#dbe9f4"),
    Level.T5: ("T5  routine", "#eeeeee"),
}
HEAD = (
    '  fontname="Helvetica,Arial,sans-serif"; fontsize=20; labelloc=t; nodesep=0.18; ranksep=0.35; compound=true;\n'
    '  node [shape=box, style="rounded,filled", fillcolor=white, fontname="Helvetica,Arial,sans-serif", fontsize=11, '
    "margin=0.12];\n"
    '  edge [fontname="Helvetica,Arial,sans-serif", fontsize=9, color="#555555", fontcolor="#333333"];'
)
WIDTH = 46
# What is filled in when the question is asked.
FIELD = re.compile(r"\{\w+\}")
LABEL_WIDTH = 18
COLUMNS = 5


def dot(protocol: Protocol, what: str = "all") -> str:
    """One of the pictures in DOT: `questions`, `rules`, or `all` (which answers feed which rules)."""
    body = {"questions": _questions, "rules": _rules, "all": _all}[what](protocol)
    head = f"digraph protocol {{\n{HEAD}\n  label={_quoted(f'{TITLES[what]} (protocol {protocol.version})')};"
    return "\n".join([head, *body, "}", ""])


def _questions(protocol: Protocol) -> Iterator[str]:
    """A column for each section, in the order of the interview; what comes from another section stands in the box."""
    waits = {section.id: plain(section.when, protocol) for section in protocol.sections if section.when}
    for section, title in _sections(protocol).items():
        asked = [question for question in protocol.questions if question.section == section]
        whole = [f"the whole section: {waits[section]}"] if section in waits else []
        yield _box(section, "\n".join([title, *whole]), "#f4f4f4")
        yield from (f"    {_node(question, protocol)}" for question in asked)
        yield f"    {' -> '.join(_quoted(question.id) for question in asked)} [style=invis, weight=100];"
        yield from _edges(asked, protocol)
        yield "  }"


def _sections(protocol: Protocol) -> dict[str, str]:
    """The sections with their numbers and titles; the questions of an emergency belong to none."""
    titles = {section.id: section.title for section in protocol.sections}
    found = dict.fromkeys(question.section for question in protocol.questions)
    return {
        name: f"{number}  {titles.get(name, 'When it cannot wait')}"
        for number, name in enumerate(sorted(found, key=list([*titles, *found]).index), 1)
    }


def _edges(asked: list[Question], protocol: Protocol) -> Iterator[str]:
    """From each question of a section to those of the same section that wait for its answer."""
    ids = {question.id for question in asked}
    for question in asked:
        for giver, gives in feeds(protocol, *_waits(question)).items():
            if giver in ids and giver != question.id:
                label = _quoted("\n".join(textwrap.wrap(gives, LABEL_WIDTH)))
                yield f"    {_quoted(giver)} -> {_quoted(question.id)} [label={label}, style=dashed, constraint=false];"


def _waits(question: Question) -> list[Criterion]:
    return [criterion for criterion in (question.when, *question.ahead) if criterion is not None]


def _node(question: Question, protocol: Protocol) -> str:
    lines = [f"{question.id}  ({question.kind.replace('_', ' ')})", *_wrapped(FIELD.sub("…", question.text))]
    if question.when is not None:
        lines += _wrapped(f"asked if: {plain(question.when, protocol)}")
    if question.first is not None:
        lines += _wrapped(f"before all else if: {plain(question.first, protocol)}")
    if question.sooner is not None:
        lines += _wrapped(f"at once if: {plain(question.sooner, protocol)}")
    lines += _wrapped(f"waits for: {from_elsewhere}") if (from_elsewhere := _elsewhere(question, protocol)) else []
    flag = ""
    if question.red_flag:
        lines.insert(0, "RED FLAG")
        flag = ', peripheries=2, penwidth=1.6, color="#a00000"'
    return f"{_quoted(question.id)} [label={_left(lines)}{flag}];"


def _elsewhere(question: Question, protocol: Protocol) -> str:
    """The questions of other sections this one waits for, each with the number of its section."""
    numbers = {name: title.split()[0] for name, title in _sections(protocol).items()}
    section = {other.id: other.section for other in protocol.questions}
    givers = [giver for giver in feeds(protocol, *_waits(question)) if section[giver] != question.section]
    return ", ".join(f"{giver} ({numbers[section[giver]]})" for giver in givers)


def _rules(protocol: Protocol) -> Iterator[str]:
    """A band for each level, the most urgent first, and one for the words the rules use."""
    for level in Level:
        rows = [(rule.id, _rule_lines(rule, protocol)) for rule in protocol.rules if rule.level is level]
        yield from _band(level.name, *LEVELS[level], rows)
    definitions = [
        (name, [spaced(name), *_wrapped(plain(item, protocol))]) for name, item in protocol.definitions.items()
    ]
    yield from _band("definitions", "Words used in the rules", "white", definitions)
    bands = [level.name for level in Level]
    yield f"  {' -> '.join(map(_quoted, [*bands, 'definitions']))} [style=invis, weight=100];"
    yield from _raised(protocol)


def _rule_lines(rule: Rule, protocol: Protocol) -> list[str]:
    """The first line is the heading."""
    lines = [f"{rule.id}  {rule.title}", *_wrapped(f"when: {plain(rule.when, protocol)}")]
    for item in rule.raises:
        lines += _wrapped(f"{item.level.name} if: {plain(item.when, protocol)}")
    adds = ", ".join(add.id for add in rule.adds)
    return lines + (_wrapped(f"adds: {adds}") if adds else [])


def _band(name: str, title: str, colour: str, rows: list[tuple[str, list[str]]]) -> Iterator[str]:
    """A box with the rows in columns, read downwards; each row is one cell of one table, so that they stand close."""
    height = -(-len(rows) // COLUMNS)
    columns = [rows[start : start + height] for start in range(0, len(rows), height)]
    cells = "".join(f'<TD VALIGN="TOP">{_table(column)}</TD>' for column in columns)
    look = 'shape=plain, style=""'
    yield _box(name, title, colour)
    yield f'    {_quoted(name)} [{look}, label=<<TABLE BORDER="0" CELLSPACING="0"><TR>{cells}</TR></TABLE>>];'
    yield "  }"


def _table(rows: list[tuple[str, list[str]]]) -> str:
    cells = "".join(f"<TR>{_cell(name, lines)}</TR>" for name, lines in rows)
    return f'<TABLE BORDER="0" CELLSPACING="6" CELLPADDING="5">{cells}</TABLE>'


def _cell(name: str, lines: list[str]) -> str:
    heading = "<BR/>".join(html.escape(line) for line in textwrap.wrap(lines[0], WIDTH))
    body = "".join(f'<BR ALIGN="LEFT"/>{html.escape(line)}' for line in lines[1:])
    return (
        f'<TD PORT="{html.escape(name)}" BORDER="1" STYLE="ROUNDED" BGCOLOR="white" ALIGN="LEFT" BALIGN="LEFT">'
        f'<B>{heading}</B>{body}<BR ALIGN="LEFT"/></TD>'
    )


def _raised(protocol: Protocol) -> Iterator[str]:
    """From a rule to the level it can rise to."""
    for rule in protocol.rules:
        for item in rule.raises:
            label = _quoted(f"{rule.id} can rise to {item.level.name}")
            look = f"label={label}, lhead={_quoted('cluster_' + item.level.name)}, constraint=false"
            yield f"  {_quoted(rule.level.name)}:{_quoted(rule.id)} -> {_quoted(item.level.name)} [{look}];"


def _box(name: str, title: str, colour: str) -> str:
    look = f'fontsize=16; style="rounded,filled"; fillcolor="{colour}"; color="#777777"'
    return f"  subgraph {_quoted('cluster_' + name)} {{\n    label={_quoted(title)}; {look};"


def _all(protocol: Protocol) -> Iterator[str]:
    yield "  rankdir=LR; ranksep=4; concentrate=true;"
    for section, title in _sections(protocol).items():
        yield _box(section, title, "#f4f4f4")
        for question in (question for question in protocol.questions if question.section == section):
            flag = ", peripheries=2" if question.red_flag else ""
            name = f"RED FLAG {question.id}" if question.red_flag else question.id
            yield f"    {_quoted(question.id)} [label={_quoted(name)}{flag}];"
        yield "  }"
    for level in Level:
        yield _box(level.name, *LEVELS[level])
        for rule in (rule for rule in protocol.rules if rule.level is level):
            yield f"    {_quoted('rule ' + rule.id)} [label={_quoted(f'{rule.id}  {rule.title}')}];"
        yield "  }"
    for rule in protocol.rules:
        for giver, gives in feeds(protocol, rule.when).items():
            yield f"  {_quoted(giver)} -> {_quoted('rule ' + rule.id)} [tooltip={_quoted(gives)}];"


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, subsequent_indent="   ")


def _left(lines: list[str]) -> str:
    """A label whose lines all begin at the left."""
    return '"' + "".join(f"{_escaped(line)}\\l" for line in lines) + '"'


def _quoted(text: str) -> str:
    return '"' + _escaped(text).replace("\n", "\\n") + '"'


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
