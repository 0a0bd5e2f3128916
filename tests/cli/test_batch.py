"""No line of a batch is lost because another is bad."""

import json

import pytest

from yarrow.commands.batch import BadEntry, answer_all
from yarrow.commands.entries import json_lines
from yarrow.commands.errors import CommandError


def double(entry):
    if not isinstance(entry.get("n"), int):
        raise BadEntry("“n” must be a number.")
    return {"id": entry["id"], "twice": 2 * entry["n"]}


def run(lines, capsys):
    status = answer_all("double", json_lines(lines), double)
    told = capsys.readouterr()
    return status, [json.loads(line) for line in told.out.splitlines()], told.err.splitlines()


def test_good_entries_are_answered_in_order(capsys):
    status, answers, complaints = run(['{"id": "a", "n": 1}', '{"id": "b", "n": 2}'], capsys)
    assert status == 0
    assert answers == [{"id": "a", "twice": 2}, {"id": "b", "twice": 4}]
    assert complaints == []


def test_a_bad_entry_is_an_error_in_its_place_and_a_sentence_and_exit_code_1(capsys):
    status, answers, complaints = run(['{"id": "a", "n": 1}', '{"id": "b"}', "{", '{"id": "d", "n": 4}'], capsys)
    assert status == 1
    assert [answer["id"] for answer in answers] == ["a", "b", None, "d"]
    assert answers[1] == {"id": "b", "line": 2, "error": "“n” must be a number"}
    assert answers[2]["line"] == 3
    assert complaints[0] == "yarrow double: line 2 (id b): “n” must be a number."
    assert len(complaints) == 2


def test_nothing_to_read_is_said(capsys):
    with pytest.raises(CommandError, match="nothing to read"):
        run(["", "  "], capsys)
