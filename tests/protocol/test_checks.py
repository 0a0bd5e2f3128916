"""The checks for authors: our protocol passes them, and each one fails a protocol that deserves it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.interviews import protocol
from yarrow.clinical.criterion import AnyOf, Compare, Equals, Member, Named, Unless
from yarrow.clinical.protocol import Protocol
from yarrow.clinical.question import Option, Question, Setting
from yarrow.clinical.rule import Add
from yarrow.protocol.checks import check
from yarrow.protocol.graph import dot
from yarrow.protocol.problem import Problem
from yarrow.protocol.reach import unreachable
from yarrow.protocol.used_wording import UsedKeys, used_keys

WEEKLY = Equals("cycles", ("weekly",))


def with_question(**changes: object) -> Callable[[Protocol], Protocol]:
    """Our protocol with one more question."""
    question = Question("q", "gut", "yes_no", "Is it so?", "To know.", source="here", options=(Option("yes", "Yes"),))
    return lambda good: replace(good, questions=(*good.questions, replace(question, **changes)))  # type: ignore[arg-type]


def with_rule(**changes: object) -> Callable[[Protocol], Protocol]:
    """Our protocol with its first rule changed."""
    return lambda good: replace(good, rules=(replace(good.rules[0], **changes), *good.rules[1:]))  # type: ignore[arg-type]


BAD: list[tuple[str, str, Callable[[Protocol], Protocol]]] = [
    ("why", "q", with_question(why=" ")),
    ("source", "q", with_question(source="")),
    ("unique", "age", with_question(id="age")),
    ("unique", "a", with_question(options=(Option("a", "A"), Option("a", "B")))),
    ("known fact", "q", with_question(options=(Option("a", "A", (Setting("moon"),)),))),
    ("known fact", "q", with_question(options=(Option("a", "A", (Setting("symptoms.moonlight"),)),))),
    ("known fact", "q", with_question(options=(Option("a", "A", (Setting("losses[+]", value={"type": "moon"}),)),))),
    ("known fact", "q", with_question(known_by={"sle": ("medicines.moonlight",)})),
    ("known id", "q", with_question(known_by={"moon": ()})),
    ("known id", "q", with_question(when=Member("symptoms", ("moonlight",)))),
    ("known id", "q", with_question(sooner=Member("conditions", ("moon",)))),
    ("known id", "q", with_question(options=(Option("a", "A", when=Member("medicines", ("moon",))),))),
    ("reachable", "q", with_question(when=WEEKLY)),
    ("reachable", "q", with_question(when=Compare("age", "at_least", 200))),
    ("reachable", "q", with_question(when=Equals("q", (True,)))),
    ("voice", "question.q", with_question(text="Great!")),
    ("voice", "question.q.why", with_question(why="At least it is short.")),
    ("voice", "question.q.yes", with_question(options=(Option("yes", "You have it!"),))),
    ("source", "E01", with_rule(id="E01", sources=())),
    ("unique", "E03", with_rule(id="E03")),
    ("known id", "E01", with_rule(id="E01", adds=(Add("R_MOON"),))),
    ("known id", "E01", with_rule(id="E01", when=Member("symptoms", ("moonlight",)))),
    ("source", "nk_cells", lambda good: replace(good, evidence={
        **good.evidence, "nk_cells": replace(good.evidence["nk_cells"], sources=())})),
    ("voice", "evidence.nk_cells", lambda good: replace(good, evidence={
        **good.evidence, "nk_cells": replace(good.evidence["nk_cells"], answer="They attack your baby!")})),
    ("wording", "opening.py", lambda good: replace(good, wording={
        key: text for key, text in good.wording.items() if key != "opening.hello"})),
]  # fmt: skip


@pytest.fixture(scope="module")
def used() -> list[UsedKeys]:
    return used_keys()


def test_our_protocol_has_no_problem(used: list[UsedKeys]) -> None:
    assert [str(problem) for problem in check(protocol(), used)] == []


@pytest.mark.parametrize(("name", "place", "spoil"), BAD, ids=[f"{name}-{i}" for i, (name, _, _) in enumerate(BAD)])
def test_each_check_can_fail(
    used: list[UsedKeys], name: str, place: str, spoil: Callable[[Protocol], Protocol]
) -> None:
    found = [problem for problem in check(spoil(protocol()), used) if problem.check == name]
    assert any(place in problem.place or place in problem.text for problem in found)


def test_a_problem_says_where_and_what() -> None:
    assert str(Problem("age", "why", "the question has no why")) == "age: the question has no why [why]"


def test_two_questions_that_wait_for_each_other_are_out_of_reach() -> None:
    good = protocol()
    one = Question("one", "gut", "yes_no", "?", "", fact="one", when=Equals("two", (True,)),
                   options=(Option("yes", "Yes", (Setting("one"),)),))  # fmt: skip
    two = replace(
        one, id="two", fact="two", when=Equals("one", (True,)), options=(Option("yes", "Yes", (Setting("two"),)),)
    )
    lost = unreachable(replace(good, questions=(*good.questions, one, two)))
    assert [question.id for question in lost] == ["one", "two"]


@pytest.mark.parametrize(
    ("criterion", "reached"),
    [
        (Compare("age", "above", 100), False),
        (Compare("age", "above", 99), True),
        (Compare("age", "below", 8), False),
        (Compare("age", "at_most", 8), True),
        (Compare("n_eshre", "at_least", 2), True),
        (AnyOf((WEEKLY, Member("symptoms", ("bleeding",)))), True),
        (Unless(WEEKLY), True),
        (Named("could_be_pregnant"), True),
        (Named("nothing"), False),
    ],
)
def test_what_answers_can_make_true_is_reached(criterion: object, reached: bool) -> None:
    spoiled = with_question(when=criterion)(protocol())
    assert ("q" not in [question.id for question in unreachable(spoiled)]) is reached


def test_the_keys_the_code_asks_for_are_read_from_its_source(tmp_path: Path) -> None:
    (tmp_path / "yarrow").mkdir()
    (tmp_path / "yarrow" / "a.py").write_text(
        'say(p, "a.b")\nphrase(d, c, "c.d" if x else "c.e")\nmessage(d, c, f"f.{x}")\n'
        'message(d, c, first_of(d, f"g.{x}", "g.all"))\nother("h.i")\n'
    )
    found = used_keys(tmp_path)
    assert sorted(used.keys for used in found) == [("a.b",), ("c.d",), ("c.e",), ("f.*",), ("g.*", "g.all")]
    by_key = {used.keys: used for used in found}
    assert by_key[("f.*",)].is_met({"f.anything"})
    assert not by_key[("f.*",)].is_met({"x.f"})
    assert by_key[("g.*", "g.all")].is_met({"g.all"})


def test_the_code_asks_for_many_keys(used: list[UsedKeys]) -> None:
    assert len(used) > 50


def test_the_graph_shows_sections_questions_conditions_and_rules() -> None:
    drawn = dot(protocol())
    assert drawn.startswith("digraph protocol {")
    assert drawn.count("{") == drawn.count("}")
    assert 'subgraph "cluster_safety"' in drawn
    assert '"pregnant_now" -> "gestation_weeks" [style=dashed];' in drawn
    assert '"symptoms_now" -> "rule E03";' in drawn
    assert '"losses_count" -> "rule P01";' in drawn
    assert drawn == dot(protocol())
