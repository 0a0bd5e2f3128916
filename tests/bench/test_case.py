"""A case as it stands in a file of a set."""

from __future__ import annotations

import pytest

from bench.hearing.case import SetError, load


@pytest.fixture
def write(tmp_path):
    """A file of a set with this content."""

    def written(content: str):
        path = tmp_path / "answers_z.yml"
        path.write_text(content, encoding="utf-8")
        return path

    return written


def test_a_case_is_read_with_its_gold(write):
    (case,) = load(write(
        "- {id: z-1, text: hello, kind: plain, question: age, act: answer, facts: {medicines: [GLP1]},"
        " findings: [medicine GLP1 present], levels: T1, today: 2026-11-23}"
    ))  # fmt: skip
    assert case.acts == ("answer",)
    assert case.findings == {("medicine", "glp1", "present")}
    assert case.facts == {"medicines": ["glp1"]}
    assert case.levels == ("T1",)
    assert case.entry() == {"id": "z-1", "text": "hello", "context": {}, "question": "age", "today": "2026-11-23"}


def test_findings_named_unsure_are_not_scored(write):
    (case,) = load(write("- {id: z-1, text: hello, findings: [symptom faint past], unsure: [findings]}"))
    assert case.findings is None


@pytest.mark.parametrize(("content", "says"), [
    ("- {id: z-1, text: hello, kindd: x}", "z-1: unknown keys"),
    ("- {id: z-1}", "needs an id and a text"),
    ("id: z-1", "should be a list"),
])  # fmt: skip
def test_what_is_not_well_written_is_named(write, content, says):
    with pytest.raises(SetError, match=says):
        load(write(content))
