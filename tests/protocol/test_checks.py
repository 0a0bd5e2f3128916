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
from yarrow.protocol.literals import literals
from yarrow.protocol.loader import ROOT
from yarrow.protocol.reach import unreachable
from yarrow.protocol.used_wording import UsedKeys, used_keys
from yarrow.protocol.vignettes import Vignette, load_vignettes

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
    ("unique", "question.q", with_question(options=(Option("a", "A"), Option("a", "B")))),
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
    ("voice", "question.q.text", with_question(text="Great!")),
    ("voice", "question.q.why", with_question(why="At least it is short.")),
    ("voice", "question.q.options[0].label", with_question(options=(Option("yes", "You have it!"),))),
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


def with_recommendation(**changes: object) -> Callable[[Protocol], Protocol]:
    """Our protocol with the first test it recommends changed."""

    def changed(good: Protocol) -> Protocol:
        item = replace(good.recommendations["E_APL"], **changes)  # type: ignore[arg-type]
        return replace(good, recommendations={**good.recommendations, item.id: item})

    return changed


BAD += [
    ("never output", "E_APL", with_recommendation(text="A blood test of NK cells.")),
    ("never output", "E_NK", with_recommendation(id="E_NK")),
    ("never output", "rule.E01", with_rule(id="E01", adds=(Add("X_NK"),))),
    ("voice", "(en-US)", lambda good: replace(good, spellings={
        "en-US": replace(good.spellings["en-US"], phrases={"doctor": "doctor!"})})),
    ("topic", "evidence.moon", lambda good: replace(good, evidence={
        **good.evidence, "moon": replace(good.evidence["nk_cells"], id="moon")})),
    ("topic", "nk_cells", lambda good: replace(good, evidence={
        name: topic for name, topic in good.evidence.items() if name != "nk_cells"})),
    ("wording", "wording.moon.rise", lambda good: replace(good, wording={**good.wording, "moon.rise": "It rises."})),
    ("known id", "rule.MOON", lambda good: replace(good, open_points=(
        replace(good.open_points[0], touches=("rule.MOON",)), *good.open_points[1:]))),
]  # fmt: skip


@pytest.fixture(scope="module")
def used() -> list[UsedKeys]:
    return used_keys()


@pytest.fixture(scope="module")
def vignettes() -> list[Vignette]:
    return load_vignettes(ROOT.parent / "tests" / "vignettes")


def test_our_protocol_has_no_problem(used: list[UsedKeys], vignettes: list[Vignette]) -> None:
    assert [str(problem) for problem in check(protocol(), used, vignettes=vignettes)] == []


@pytest.mark.parametrize(("name", "place", "spoil"), BAD, ids=[f"{name}-{i}" for i, (name, _, _) in enumerate(BAD)])
def test_each_check_can_fail(
    used: list[UsedKeys], name: str, place: str, spoil: Callable[[Protocol], Protocol]
) -> None:
    found = [problem for problem in check(spoil(protocol()), used) if problem.check == name]
    assert any(place in str(problem) for problem in found)


def test_a_problem_names_file_line_what_was_found_and_what_was_expected(used: list[UsedKeys]) -> None:
    spoiled = with_rule(id="E01", adds=(Add("R_99"),))(protocol())
    problem = next(problem for problem in check(spoiled, used) if problem.check == "known id")
    assert problem.file == "rules/t0_call_now.yml"
    lines = (ROOT / problem.file).read_text(encoding="utf-8").splitlines()
    assert problem.line is not None
    assert "E01" in lines[problem.line - 1]
    start = f"rules/t0_call_now.yml:{problem.line}, rule.E01: found 'R_99', expected an id of recommendations.yml"
    assert str(problem).startswith(start)
    assert problem.to_json()["expected"].startswith("an id of recommendations.yml; did you mean 'R_999'?")  # type: ignore[union-attr]


def test_fixed_texts_in_the_code_are_read_too() -> None:
    found = {text for _, _, text in literals()}
    assert any("My answer is taking longer than usual" in text for text in found)
    assert any("Yarrow cannot be reached" in text for text in found)


def test_a_fixed_text_of_the_code_is_named_with_its_line(tmp_path: Path) -> None:
    folder = tmp_path / "yarrow" / "gateway"
    folder.mkdir(parents=True)
    code = '"""Nothing here is said."""\nx = "lower case is said by nobody"\ny = f"At least you are {x} now."\n'
    (folder / "words.py").write_text(code, encoding="utf-8")
    assert literals(tmp_path) == (("yarrow/gateway/words.py", 3, "At least you are {} now."),)


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
