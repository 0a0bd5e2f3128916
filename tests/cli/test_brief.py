"""`yarrow brief`, from the command line: from facts, and from a record that a real gateway has written."""

from __future__ import annotations

import io
import json
import os

import pypdfium2
import pytest

from tests.support.fake_rasa import SECRET
from tests.support.fhir_r4 import faults
from tests.support.gateway import RunningGateway
from yarrow.brief import press
from yarrow.brief.paper import PaperUnavailableError
from yarrow.cli import main

TOLD = {"locale": "UK", "age": 34, "pregnant_now": "no", "losses_count": 3, "conditions": ["sle"], "medicines": None}
FACTS = {"id": "V1", "facts": TOLD}


@pytest.fixture(autouse=True)
def at_home(tmp_path, monkeypatch):
    monkeypatch.setenv("YARROW_HOME", str(tmp_path))


@pytest.fixture
def facts(tmp_path):
    path = tmp_path / "facts.json"
    path.write_text(json.dumps(FACTS))
    return str(path)


@pytest.fixture
def chat(tmp_path, monkeypatch):
    with RunningGateway(tmp_path) as running:
        monkeypatch.setenv("YARROW_CHANNEL_SECRET", SECRET)
        chat = running.agreed()
        chat.say(choice="pregnant_now:no")
        chat.say("I am 34")
        yield chat


@pytest.fixture
def typed(monkeypatch):
    def give(text):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    return give


def test_facts_become_a_page(facts, capfdbinary):
    assert main(["brief", "--facts", facts]) == 0
    assert capfdbinary.readouterr().out.startswith(b"<!doctype html>")


def test_facts_become_fhir_for_the_clinician(facts, capfdbinary):
    assert main(["brief", "--facts", facts, "--for", "clinician", "--format", "fhir"]) == 0
    bundle = json.loads(capfdbinary.readouterr().out)
    assert faults(bundle) == []
    assert any(entry["resource"]["resourceType"] == "RiskAssessment" for entry in bundle["entry"])


def test_the_ending_of_the_files_name_says_the_form(facts, tmp_path, capsys):
    out = tmp_path / "page.pdf"
    assert main(["brief", "--facts", facts, "-o", str(out)]) == 0
    assert len(pypdfium2.PdfDocument(out)) >= 1
    assert os.stat(out).st_mode & 0o077 == 0
    fhir = tmp_path / "page.fhir.json"
    assert main(["brief", "--facts", facts, "-o", str(fhir)]) == 0
    assert json.loads(fhir.read_text())["resourceType"] == "Bundle"
    plain = tmp_path / "page.json"
    assert main(["brief", "--facts", facts, "-o", str(plain)]) == 0
    assert json.loads(plain.read_text())["audience"] == "patient"


def test_facts_are_read_from_standard_input_as_yaml_too(typed, capfdbinary):
    typed("age: 34\nlosses_count: 2\n")
    assert main(["brief", "--facts", "-", "--format", "json"]) == 0
    assert json.loads(capfdbinary.readouterr().out)["parts"]


def test_a_conversation_of_the_record_becomes_a_brief(chat, capfdbinary):
    assert main(["brief", chat.id, "--for", "clinician", "--format", "fhir"]) == 0
    bundle = json.loads(capfdbinary.readouterr().out)
    (patient,) = [e["resource"] for e in bundle["entry"] if e["resource"]["resourceType"] == "Patient"]
    assert patient["identifier"][0]["value"] == chat.id
    assert "I am 34" in json.dumps(bundle)


def test_where_no_level_is_shown_the_patients_copy_shows_none(facts, monkeypatch, capfdbinary):
    monkeypatch.setenv("YARROW_GUIDANCE", "safety_net")
    assert main(["brief", "--facts", facts, "--format", "fhir"]) == 0
    assert b"triage-level" not in capfdbinary.readouterr().out
    assert main(["brief", "--facts", facts, "--format", "fhir", "--for", "clinician"]) == 0
    assert b"triage-level" in capfdbinary.readouterr().out


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        ([], 2, "name a conversation, or give --facts FILE."),
        (["c1", "--facts", "x.json"], 2, "name a conversation, or give --facts FILE."),
        (["--facts", "no-such-file.json"], 1, "cannot read no-such-file.json: no such file or directory."),
        (["c1"], 1, "run `yarrow db upgrade`."),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(words, status, sentence, capsys):
    assert main(["brief", *words]) == status
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("yarrow brief: ")
    assert told.err.rstrip().endswith(sentence)
    assert len(told.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('{"age": "old"}', "age should be a number"),
        ('{"conditions": ["lupus"]}', "not an id Yarrow knows"),
        ('{"age": 30}\n{"age": 31}', "it holds 2"),
        ("", "it holds 0"),
        ('["x"]', "must be an object"),
        ('{"locale": "UK"}', "nothing about health was told yet"),
    ],
)
def test_facts_that_make_no_brief_are_told_from_each_other(typed, text, sentence, capsys):
    typed(text)
    assert main(["brief", "--facts", "-"]) == 1
    told = capsys.readouterr()
    assert sentence in told.err
    assert len(told.err.splitlines()) == 1


def test_an_unknown_conversation_is_said_to_be_unknown(chat, capsys):
    capsys.readouterr()
    assert main(["brief", "nobody"]) == 1
    assert capsys.readouterr().err == "yarrow brief: there is no conversation nobody.\n"


def test_before_consent_nothing_is_written(tmp_path, monkeypatch, capsys):
    with RunningGateway(tmp_path) as running:
        begun = running.begin()
        begun.say("I am 34")
        capsys.readouterr()
        assert main(["brief", begun.id]) == 1
        assert "consent was not given" in capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_said_in_one_sentence(facts, tmp_path, capsys):
    assert main(["brief", "--facts", facts, "-o", str(tmp_path / "no" / "page.html")]) == 1
    assert "cannot write" in capsys.readouterr().err


def test_a_machine_without_the_library_for_pdfs_says_what_is_missing(facts, tmp_path, monkeypatch, capsys):
    def missing(_):
        raise PaperUnavailableError("No PDF can be made here.")

    monkeypatch.setattr(press, "press", missing)
    assert main(["brief", "--facts", facts, "-o", str(tmp_path / "page.pdf")]) == 1
    assert capsys.readouterr().err == "yarrow brief: No PDF can be made here.\n"
