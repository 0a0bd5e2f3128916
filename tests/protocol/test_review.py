"""Every item says where it comes from, how sure that is, and whether a clinician has signed it off."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from tests.support.interviews import protocol
from yarrow.clinical.review import Review, marks_of
from yarrow.protocol.errors import ProtocolError
from yarrow.protocol.items import items, reviews
from yarrow.protocol.lines import line_of
from yarrow.protocol.loader import ROOT
from yarrow.protocol.marks import unmarked
from yarrow.protocol.near_miss import fires, is_near_miss
from yarrow.protocol.places import Places
from yarrow.protocol.vignettes import load_vignettes, vignette_problems

TODAY = date(2026, 11, 22)
T0 = "rules/t0_call_now.yml"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT, tmp_path / "protocol"))


def edit(root: Path, name: str, old: str, new: str) -> None:
    path = root / name
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("source", "marks"),
    [
        ("NICE NG126 [K]; NHS [C24]", ("K", "C24")),
        ("ESHRE RIF 2023 [C5*] definition text; 60% [K?]", ("C5*", "K?")),
        ("PRISM [C11b]; again [C11b]", ("C11b",)),
        ("threshold [P]", ("P",)),
        ("clinical.md §6.4", ()),
        ("[c12] [X] [C] (K)", ()),
    ],
)
def test_marks_are_read_from_the_source(source: str, marks: tuple[str, ...]) -> None:
    assert marks_of((source,)) == marks


def test_an_item_is_a_product_rule_only_if_nothing_else_stands_behind_it() -> None:
    assert Review(1, None, ("P",)).is_product_rule
    assert not Review(1, None, ("P", "K")).is_product_rule
    assert not Review(1, None, ()).is_product_rule


@pytest.mark.parametrize(
    "key",
    ["rule.P01", "question.age", "evidence.nk_cells", "recommendation.E_APL", "condition.sle", "medicine.warfarin",
     "locale.UK", "wording.safety.t0", "not_needed.X_NK", "overlay.CRISIS", "standard.0", "definition.heavy",
     "symptom.bleeding", "section.gut", "voice.blame", "open_point.OP01"],
)  # fmt: skip
def test_every_kind_of_item_has_its_review_state(key: str) -> None:
    review = protocol().reviews[key]
    assert review.version
    assert review.sources
    assert review.marks
    assert not review.is_reviewed
    assert key in protocol().unreviewed


def test_every_item_of_the_protocol_is_among_them() -> None:
    known = protocol()
    wanted = {f"rule.{rule.id}" for rule in known.rules} | {f"question.{question.id}" for question in known.questions}
    wanted |= {f"wording.{key}" for key in known.wording} | {f"evidence.{key}" for key in known.evidence}
    wanted |= {f"condition.{key}" for key in known.conditions} | {f"medicine.{key}" for key in known.medicines}
    wanted |= {f"recommendation.{key}" for key in known.recommendations} | {
        f"not_needed.{key}" for key in known.not_needed
    }
    assert wanted - set(known.reviews) == set()


def test_an_entry_speaks_for_itself_before_its_file(copy: Path) -> None:
    edit(copy, T0, "- id: E02\n", "- id: E02\n  version: 3\n  reviewed_on: 2026-03-31\n")
    found = reviews(copy)
    assert (found["rule.E02"].version, found["rule.E02"].reviewed_on) == (3, date(2026, 3, 31))
    assert (found["rule.E01"].version, found["rule.E01"].reviewed_on) == (1, None)


def test_a_date_at_the_head_signs_every_entry_of_the_file(copy: Path) -> None:
    edit(copy, T0, "reviewed_on: null", "reviewed_on: 2026-03-31")
    signed = {key for key, review in reviews(copy).items() if review.is_reviewed}
    assert signed == {f"rule.{rule.id}" for rule in protocol().rules if rule.level.name == "T0"}


def test_our_items_miss_nothing() -> None:
    assert [str(problem) for problem in unmarked(ROOT, TODAY)] == []


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        (T0, "version: 1\n", "", "found no version, "),
        (T0, "reviewed_on: null", "# reviewed_on: null", "found no reviewed_on, "),
        ("wording/opening.yml", "source: ", "# source: ", "found no source, "),
        ("questions/about.yml", "version: 1\n", "", "found no version, "),
        ("lexicon/pain.yml", "version: 1\n", "", "found no version, "),
        (T0, '"NICE NG126 [K]; NHS [C24]; clinical.md §5 RF01"', "NICE", "found a source without a mark (NICE), "),
        ("symptoms.yml", " [P]", "", "found a source without a mark "),
    ],
)
def test_what_is_missing_of_an_item_is_named(copy: Path, name: str, old: str, new: str, said: str) -> None:
    edit(copy, name, old, new)
    problems = [problem.located(Places(copy)) for problem in unmarked(copy, TODAY)]
    ours = [problem for problem in problems if problem.file == name]
    assert ours
    assert all(said in str(problem) and problem.line for problem in ours)


@pytest.mark.parametrize(("day", "wrong"), [("2026-11-22", False), ("2026-11-23", False), ("2026-11-24", True)])
def test_a_sign_off_that_cannot_be_true_is_a_problem(copy: Path, day: str, wrong: bool) -> None:
    """A day ahead may be today where the clinician sits; two days ahead is nowhere."""
    edit(copy, T0, "- id: E02\n", f"- id: E02\n  reviewed_on: {day}\n")
    problems = [problem.located(Places(copy)) for problem in unmarked(copy, TODAY)]
    assert [str(problem) for problem in problems if problem.place == "rule.E02"] == (
        [f"{T0}:14, rule.E02: found reviewed_on {day}, expected a day that is not in the future. [review]"]
        if wrong else []
    )  # fmt: skip


def test_a_place_is_found_by_its_key_and_by_a_word_inside_it() -> None:
    places = Places(ROOT)
    file, line = places.find("rule.E01")
    assert file == T0
    assert line
    assert places.find("rule.E01", "R_999") > (T0, line)
    assert places.find("question.age.why")[0] == "questions/about.yml"
    assert places.find("wording.safety.t0")[0] == "wording/safety.yml"
    assert places.find("nothing.at.all") == ("nothing.at.all", None)


def test_every_key_has_a_place() -> None:
    places = Places(ROOT)
    assert [item.key for item in items(ROOT) if places.find(item.key)[1] is None] == []


@pytest.mark.parametrize(
    ("rule", "facts"),
    [
        ("E02", {"pregnant_now": "no", "symptoms": ["shoulder_tip_pain"]}),
        ("E02", {"pregnant_now": "yes"}),
        ("D06", {"gestation_weeks": 23, "symptoms": ["reduced_movements"]}),
        ("P01", {"losses": [{"type": "miscarriage_clinical", "weeks": 8}]}),
        ("P01", {"losses": [{"type": "miscarriage_clinical", "weeks": 8}, {"type": "ectopic", "weeks": 7}]}),
        ("R00", {"symptoms": ["chest_pain"]}),
    ],
)
def test_one_fact_more_less_or_other_makes_a_near_miss_fire(rule: str, facts: dict[str, object]) -> None:
    assert not fires(protocol(), rule, facts)
    assert is_near_miss(protocol(), rule, facts)


@pytest.mark.parametrize(
    ("rule", "facts"),
    [
        ("E02", {"age": 31}),
        ("D06", {"age": 31, "pregnant_now": "no"}),
        ("P01", {"losses": [{"type": "ectopic", "weeks": 7}]}),
    ],
)
def test_a_miss_by_two_facts_is_no_near_miss(rule: str, facts: dict[str, object]) -> None:
    assert not is_near_miss(protocol(), rule, facts)


def test_a_hit_is_no_near_miss() -> None:
    assert not is_near_miss(protocol(), "E03", {"symptoms": ["chest_pain"]})


def test_our_vignettes_are_judged_as_expected_and_cover_every_rule() -> None:
    vignettes = load_vignettes(ROOT.parent / "tests" / "vignettes")
    assert len(vignettes) >= 200
    assert [str(problem) for problem in vignette_problems(protocol(), vignettes)] == []


@pytest.mark.parametrize(
    ("line", "check", "found"),
    [
        ("level: T5", "vignette", "T0 (E03)"),
        ("level: T0\n  rules: [E04]", "vignette", "no E04 (E03)"),
        ("level: T0\n  absent_rules: [E03]", "vignette", "E03 (E03)"),
        ("level: T0\n  must: [R_ED]", "vignette", "no R_ED (E03)"),
        ("level: T0\n  must_not: [R_999]", "vignette", "R_999 (E03)"),
        ("level: T0\n  overlays: [CRISIS]", "vignette", "overlays none"),
        ("level: T0\n  rules: [E33]", "known id", "'E33'"),
        ("level: T0\n  ask: pads_per_hour", "vignette", "nothing to be asked for"),
    ],
)
def test_each_expectation_of_a_vignette_can_fail(tmp_path: Path, line: str, check: str, found: str) -> None:
    head = "- id: V1\n  title: chest pain\n  facts: {symptoms: [chest_pain]}\n  "
    (tmp_path / "one.yml").write_text(f"{head}{line}\n", encoding="utf-8")
    problems = [p for p in vignette_problems(protocol(), load_vignettes(tmp_path)) if p.place == "V1"]
    assert (problems[0].check, problems[0].found) == (check, found)
    assert problems[0].file == "one.yml"
    assert problems[0].line == (5 if "\n" in line else 4)


def test_facts_nobody_knows_are_named(tmp_path: Path) -> None:
    (tmp_path / "one.yml").write_text("- {id: V1, level: T5, facts: {symptoms: [moonlight]}}\n", encoding="utf-8")
    problems = [p for p in vignette_problems(protocol(), load_vignettes(tmp_path)) if p.place == "V1"]
    assert "moonlight" in problems[0].found


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("level: T5", "one.yml:1, top: found a mapping {'level': 'T5'}, expected a list of vignettes."),
        ("- {id: V1, facts: {}}", "expected what should come of it: a level, rules, or advice."),
        ("- {level: T5, facts: {}}", "one.yml:1, 0.id: found nothing, expected the id of the vignette."),
        ("- {id: V1, level: T5, facts: none}", "one.yml:1, 0.facts: found 'none', expected the facts of the vignette."),
        ("- {id: V1, level: T7, facts: {}}", "found 'T7', expected one of T0, T1"),
        ("- {id: V1, level: T5, facts: {}, must: R_ED}", "V1.must: found 'R_ED', expected a list of ids."),
    ],
)
def test_a_vignette_that_is_none_is_named(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "one.yml").write_text(f"{content}\n", encoding="utf-8")
    with pytest.raises(ProtocolError) as refused:
        load_vignettes(tmp_path)
    assert said in str(refused.value)


def test_a_file_that_cannot_be_read_has_no_lines_and_no_places(tmp_path: Path) -> None:
    (tmp_path / "rules.yml").write_text("rules: [", encoding="utf-8")
    assert line_of(tmp_path / "nowhere.yml", ("rules",)) is None
    assert line_of(tmp_path / "rules.yml", ("rules",)) is None
    assert Places(tmp_path).find("rule.E01") == ("rule.E01", None)
