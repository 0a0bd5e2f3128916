"""`yarrow triage`, `yarrow understand` and `yarrow protocol`, from the command line."""

import io
import json

import pytest

from yarrow.cli import main

COLLAPSE = {"id": "V1", "facts": {"pregnant_now": "yes", "gestation_weeks": 6, "symptoms": ["faint"]}}


@pytest.fixture
def typed(monkeypatch):
    def give(text):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    return give


def lines(captured):
    return [json.loads(line) for line in captured.out.splitlines()]


def test_triage_answers_each_line_on_its_place(typed, capsys):
    typed(
        f'{json.dumps(COLLAPSE)}\n{{"id": "bad", "facts": {{"age": "old"}}}}\n{{"id": "V2", "facts": {{"age": 30}}}}\n'
    )
    assert main(["triage"]) == 1
    told = capsys.readouterr()
    first, second, third = lines(told)
    assert (first["id"], first["level"], first["rules"]) == ("V1", "T0", ["E01"])
    assert second["id"] == "bad"
    assert "age should be a number" in second["error"]
    assert third["level"] == "T5"
    assert len(told.err.splitlines()) == 1


@pytest.mark.parametrize("form", [json.dumps(COLLAPSE["facts"], indent=1), "pregnant_now: yes\nsymptoms: [faint]\n"])
def test_triage_takes_bare_facts_too(typed, capsys, form):
    typed(form)
    assert main(["triage"]) == 0
    assert lines(capsys.readouterr())[0]["level"] == "T0"


def test_triage_reads_a_file_of_vignettes(capsys):
    assert main(["triage", "tests/vignettes/emergency.yml"]) == 0
    assert lines(capsys.readouterr())[0]["id"] == "VY-E01"


def test_an_id_nobody_knows_is_an_error_and_never_good_news(typed, capsys):
    typed('{"id": 1, "facts": {"conditions": ["lupus"]}}')
    assert main(["triage"]) == 1
    assert "'lupus'" in lines(capsys.readouterr())[0]["error"]


def test_explain_names_the_facts_and_the_sources(typed, capsys):
    typed(json.dumps(COLLAPSE))
    assert main(["triage", "--explain"]) == 0
    (rule, *_) = lines(capsys.readouterr())[0]["explanation"]["rules"]
    assert rule["rule"] == "E01"
    assert "symptoms.faint" in json.dumps(rule)
    assert "NICE" in json.dumps(rule)


def test_explain_adds_the_trace_and_takes_nothing_away(typed, capsys):
    typed(json.dumps(COLLAPSE))
    assert main(["triage"]) == 0
    (plain,) = lines(capsys.readouterr())
    typed(json.dumps(COLLAPSE))
    assert main(["triage", "--explain"]) == 0
    (explained,) = lines(capsys.readouterr())
    trace = explained.pop("explanation")
    assert explained == plain
    assert trace["would_change"]["down"]["without"] == ["E01"]
    assert [item["id"] for item in trace["advice"]] == [item["id"] for item in plain["recommendations"]]


def test_as_text_the_trace_reads_for_people_and_a_bad_entry_keeps_its_place(typed, capsys):
    typed(f'{json.dumps(COLLAPSE)}\n{{"id": "bad", "facts": {{"age": "old"}}}}\n{{"id": "V2", "facts": {{}}}}\n')
    assert main(["triage", "--text"]) == 1
    told = capsys.readouterr()
    assert told.out.startswith("V1: Level T0")
    assert "+ symptoms: faint   [symptoms.faint: yes]" in told.out
    assert told.out.index("bad: has facts that cannot be right") < told.out.index("V2: Level T5")
    assert len(told.err.splitlines()) == 1


def test_a_test_done_and_normal_is_listed_as_done(typed, capsys):
    typed('{"id": 1, "facts": {"losses_count": 2, "pregnant_now": "no", "tests": {"apl": "negative"}}}')
    assert main(["triage"]) == 0
    (answer,) = lines(capsys.readouterr())
    assert [(item["id"], item["from"]) for item in answer["done"]] == [("E_APL", "the patient")]
    assert "E_APL" not in [item["id"] for item in answer["recommendations"]]


def test_a_missing_file_is_said_in_one_sentence(capsys):
    assert main(["triage", "no-such-file.yml"]) == 1
    assert capsys.readouterr().err == "yarrow triage: cannot read no-such-file.yml: no such file or directory.\n"


def test_understand_answers_each_line_on_its_place(typed, capsys):
    typed('{"id": "a", "text": "two miscarriages"}\n{"id": "b"}\n{"id": "c", "text": "no", "question": "none_such"}\n')
    assert main(["understand"]) == 1
    first, second, third = lines(capsys.readouterr())
    assert first["id"] == "a"
    assert first["facts"]["losses_count"] == 2
    assert '"text"' in second["error"]
    assert "none_such" in third["error"]


def test_the_protocol_is_in_order(capsys):
    assert main(["protocol", "check"]) == 0
    assert "in order" in capsys.readouterr().out


def test_the_protocol_can_be_drawn_and_shown(capsys):
    assert main(["protocol", "graph", "--format", "dot"]) == 0
    assert capsys.readouterr().out.startswith("digraph")
    assert main(["protocol", "show"]) == 0
    assert "E01" in capsys.readouterr().out
    assert main(["protocol", "show", "E01"]) == 0
    assert "level: T0" in capsys.readouterr().out


def test_an_unknown_id_is_met_with_the_likely_one(capsys):
    assert main(["protocol", "show", "metotrexate"]) == 1
    assert "did you mean methotrexate?" in capsys.readouterr().err


def test_doctor_says_what_is_ready_and_what_to_do(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("YARROW_HOME", str(tmp_path))
    (tmp_path / "yarrow.db").touch(mode=0o644)
    assert main(["doctor"]) == 1
    shown = capsys.readouterr().out
    assert "ok     protocol" in shown
    assert "others can read yarrow.db: run `chmod 600`" in shown
    assert "To do before Yarrow can work:" in shown


def test_doctor_says_which_setting_is_wrong(monkeypatch, capsys):
    monkeypatch.setenv("YARROW_LANG", "Latin")
    assert main(["doctor"]) == 1
    assert "YARROW_LANG" in capsys.readouterr().out
