"""The test sets are well formed, large enough, and nowhere else. Failures name cases by ids, never by their texts."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from typing import Any, get_args

import pytest
import yaml

from bench.hearing.likeness import known
from bench.hearing.sets import DEVELOPMENT, load_set, load_sets
from tests.support.repository import ROOT, python_files
from yarrow.intake.ports import Desk
from yarrow.intake.understand import EntryError, understand
from yarrow.language.understanding import Act, Assertion, Understanding

LEAST = {"answers": 600, "danger": 400, "stories": 300}
ACTS = frozenset(get_args(Act))
STATUSES = frozenset(get_args(Assertion))
# Named in the clinical reference as things to listen for; no rule depends on them, so they have no id.
WITHOUT_ID = frozenset({"symptom reflux", "symptom urgency"})


@pytest.fixture(scope="module")
def protocol(desk):
    return desk.protocol


@pytest.fixture(scope="module")
def sets(protocol):
    return load_sets(protocol)


@pytest.fixture(scope="module")
def cases(sets):
    return [case for one in sets for case in one.cases]


def test_there_are_enough_of_each(sets):
    counts = Counter({what: 0 for what in LEAST})
    for one in sets:
        counts[one.what] += len(one.cases)
    assert {what: counts[what] for what, least in LEAST.items() if counts[what] < least} == {}


def test_of_each_kind_two_hands_are_looked_at_and_enough_is_kept_to_tell(sets):
    assert {one.name for one in sets} >= DEVELOPMENT
    for what in LEAST:
        kept, seen = (sum(len(one.cases) for one in sets if one.what == what and one.group == group)
                      for group in ("kept", "development"))  # fmt: skip
        assert seen > 0, what
        assert kept >= 100, what


def test_every_set_is_named_for_what_it_holds(sets):
    assert {one.what for one in sets} <= {*LEAST, "clinical"}


def test_ids_occur_once(cases):
    assert [id_ for id_, count in Counter(case.id for case in cases).items() if count > 1] == []


def test_no_set_holds_a_text_of_another(sets):
    for one in sets:
        others = [(case.id, case.text) for other in sets if other is not one for case in other.cases]
        assert list(known([(case.id, case.text) for case in one.cases], others)) == []


def test_acts_statuses_and_dangers_are_those_there_are(cases):
    wrong = [case.id for case in cases if not set(case.acts or ()) <= ACTS]
    wrong += [case.id for case in cases for one in case.findings or () if len(one) < 3 or one[2] not in STATUSES]
    wrong += [case.id for case in cases if case.danger not in (None, "raise", "ask", "quiet")]
    wrong += [case.id for case in cases if not set(case.levels) <= {"T0", "T1", "T2", "T3"}]
    assert wrong == []


def test_every_message_of_the_danger_sets_says_what_it_is(sets):
    danger = [case for one in sets if one.what == "danger" for case in one.cases]
    assert [case.id for case in danger if case.danger is None or case.rf is None] == []
    assert [case.id for case in danger if case.danger == "raise" and not case.levels] == []


def test_every_condition_and_symptom_has_an_id_of_the_protocol(sets):
    """Medicines may have none: people take what no protocol lists."""
    named = {name for one in sets for name in one.ignored if not name.startswith("medicine ")}
    assert named - WITHOUT_ID == set()


def test_every_question_is_one_that_yarrow_understand_takes(protocol, cases):
    class Deaf:
        def read(self, *_: Any) -> Understanding:
            return Understanding("other")

    desk, refused = Desk(protocol, Deaf()), []
    for case in cases:
        try:
            understand(desk, case.entry())
        except EntryError:
            refused.append(case.id)
    assert refused == []


def test_no_text_stands_in_training_data_lexicon_or_tests(sets):
    """Doctors' notes have few words to choose among, and are no measure."""
    texts = [(case.id, case.text) for one in sets if one.group != "sanity" for case in one.cases]
    assert list(known(texts, [*of_training(), *of_lexicon(), *of_tests()])) == []


def of_training() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "data").rglob("*.yml")):
        for entry in (yaml.safe_load(path.read_text(encoding="utf-8")) or {}).get("nlu") or ():
            yield from ((path.name, line.strip("- ")) for line in entry.get("examples", "").splitlines())


def of_lexicon() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "protocol" / "lexicon").glob("*.yml")):
        yield from ((path.name, line) for line in path.read_text(encoding="utf-8").splitlines())


def of_tests() -> Iterator[tuple[str, str]]:
    for path in python_files("tests"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield f"{path.parent.name}/{path.name}:{node.lineno}", node.value
    for path in sorted((ROOT / "tests").rglob("*.yml")):
        yield from ((path.name, text) for text in strings(yaml.safe_load(path.read_text(encoding="utf-8"))))


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for inner in value.values() for text in strings(inner))
    elif isinstance(value, list):
        yield from (text for inner in value for text in strings(inner))


@pytest.mark.parametrize(("elsewhere", "found"), [
    ("My mother had a stroke at fifty!", True),
    ("my mother has had a stroke at fifty", True),
    ("my mother had a baby at fifty", False),
    ("my mother had a stroke at fifty and then she got better", False),
])  # fmt: skip
def test_a_text_is_known_if_it_is_nearly_the_same(elsewhere, found):
    assert list(known([("x-1", "my mother had a stroke at fifty")], [("here", elsewhere)])) == [("x-1", "here")] * found


def test_what_is_too_short_to_be_anybodys_own_is_not_known():
    assert list(known([("x-1", "no I never have")], [("here", "no I never have")])) == []


def test_what_has_no_id_is_left_out_and_named(protocol, tmp_path):
    path = tmp_path / "stories_z.yml"
    path.write_text(
        "- {id: z-1, text: hello, facts: {medicines: [zzz, aspirin]},"
        " findings: [medicine zzz present, medicine aspirin present]}", encoding="utf-8"
    )  # fmt: skip
    one = load_set(protocol, path)
    assert (one.name, one.what, one.group, one.ignored) == ("stories_z", "stories", "kept", ("medicine zzz",))
    assert one.cases[0].findings == {("medicine", "aspirin", "present")}
    assert one.cases[0].facts == {"medicines": ["aspirin"]}


@pytest.mark.parametrize(("name", "group"), [
    ("answers_a", "development"), ("answers_z", "kept"), ("clinical", "sanity"),
])  # fmt: skip
def test_a_set_is_kept_unless_it_is_named(protocol, tmp_path, name, group):
    path = tmp_path / f"{name}.yml"
    path.write_text("[]", encoding="utf-8")
    assert load_set(protocol, path).group == group
