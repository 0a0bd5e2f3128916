"""`python -m bench.hearing`: counts for daily use, and what went wrong in a set that may be read."""

from __future__ import annotations

import pytest

from bench.hearing import __main__ as command

SET = """
- {id: z-1, text: "four, all of them early", kind: plain, question: losses_count, facts: {losses_count: 4}}
- {id: z-2, text: "four, all of them early", kind: slip, question: losses_count, facts: {losses_count: 5}, act: skip}
"""


@pytest.fixture
def run(desk, monkeypatch, tmp_path, capsys):
    """Run the command over the made-up set with these words, and read what it printed."""
    path = tmp_path / "answers_z.yml"
    path.write_text(SET, encoding="utf-8")
    desks = {"whole_desk": 0, "desk_of_rules": 0}  # how often each was asked for

    def hand_over(name: str):
        desks[name] += 1
        return desk

    for name in desks:
        monkeypatch.setattr(command, name, lambda name=name: hand_over(name))

    def ran(*words: str):
        monkeypatch.setattr("sys.argv", ["hearing", str(path), *words])
        assert command.main() == 0
        return capsys.readouterr().out, desks

    return ran


def test_counts_are_printed_by_measure(run):
    out, desks = run()
    lines = {line[:32].strip(): line.split()[-6:] for line in out.splitlines()}
    assert lines["losses counted"][:3] == ["1", "1", "0"]
    assert lines["act"][:3] == ["0", "1", "0"]
    assert "four" not in out
    assert desks == {"whole_desk": 1, "desk_of_rules": 0}


def test_failures_are_shown_where_they_are_asked_for(run):
    out, _ = run("--failures")
    assert "z-2 [slip] losses_count" in out
    assert "losses counted: MISSED losses_count: 4 for 5" in out
    assert "z-1 [plain]" not in out


@pytest.mark.parametrize(("measure", "shown"), [("act", True), ("conditions", False)])
def test_failures_can_be_those_of_one_measure(run, measure, shown):
    out, _ = run("--failures", "--measure", measure)
    assert ("z-2 [slip]" in out) is shown


def test_the_second_ear_can_be_left_out(run):
    _, desks = run("--no-ear")
    assert desks == {"whole_desk": 0, "desk_of_rules": 1}
