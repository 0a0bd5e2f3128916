"""`yarrow staff` and `yarrow audit`: the first account, lost passwords, and whether the log is whole."""

from __future__ import annotations

import sqlite3

import pytest

from yarrow.cli import main
from yarrow.settings import audit_key, web_settings
from yarrow.store.audit import Sought
from yarrow.store.record import Record

ADD = ["staff", "add", "Ines@clinic.example", "--name", "Ines Marigold", "--role", "admin"]


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home folder with an empty record."""
    monkeypatch.setenv("YARROW_HOME", str(tmp_path))
    assert main(["db", "upgrade"]) == 0
    return tmp_path


@pytest.fixture
def record(home):
    """The record that the commands write to."""
    web = web_settings()
    one = Record(web.database_url, audit_key(web))
    yield one
    one.close()


def test_the_first_account_is_made_with_a_link_that_sets_its_password(record, capsys):
    assert main([*ADD, "--role", "auditor"]) == 0
    link = capsys.readouterr().out.splitlines()[-1]
    assert link.startswith("http://127.0.0.1:8090/enrol/")
    found = record.accounts.invited(link.rpartition("/")[2], record.accounts.all()[0].created_at)
    assert (found.email, found.roles, found.title) == ("ines@clinic.example", ("admin", "auditor"), "Nurse")
    assert main(["staff", "list"]) == 0
    assert capsys.readouterr().out == "ines@clinic.example  admin,auditor  link not used yet  Ines Marigold\n"


def test_without_any_account_the_list_says_how_to_make_one(home, capsys):
    capsys.readouterr()
    assert main(["staff", "list"]) == 0
    assert "yarrow staff add" in capsys.readouterr().out


def test_a_lost_password_is_reset_by_a_new_link(record, capsys):
    main(ADD)
    first = capsys.readouterr().out.split("/enrol/")[1].strip()
    assert main(["staff", "reset", "ines@clinic.example"]) == 0
    second = capsys.readouterr().out.split("/enrol/")[1].strip()
    now = record.accounts.all()[0].created_at
    assert record.accounts.invited(first, now) is None
    assert record.accounts.invited(second, now) is not None


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([*ADD], "yarrow staff: somebody has an account with this address"),
        (["staff", "add", "ines", "--name", "I", "--role", "admin"], "yarrow staff: “ines” is no e-mail address"),
        (["staff", "add", "i@x.example", "--name", " ", "--role", "admin"], "yarrow staff: a name has 1 to 200"),
        (["staff", "reset", "nobody@x.example"], "yarrow staff: no account has this address"),
        (["staff", "disable", "ines@clinic.example"], "yarrow staff: this is the last administrator"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(home, capsys, words, sentence):
    main(ADD)
    capsys.readouterr()
    assert main(words) == 1
    assert capsys.readouterr().err.startswith(sentence)


def test_what_is_done_at_the_command_line_is_in_the_log_with_who_did_it(record, capsys):
    main(ADD)
    main([*ADD[:2], "b@clinic.example", *ADD[3:]])
    main(["staff", "disable", "b@clinic.example"])
    lines = record.audit.lines(Sought())
    assert [line.act.action for line in lines] == ["account.disable", "account.add", "account.add"]
    assert all(line.act.actor.startswith("command:") for line in lines)


def test_a_whole_log_is_said_to_be_whole_and_a_changed_one_is_not(home, capsys):
    main(ADD)
    assert main(["audit", "verify"]) == 0
    assert "The audit log is whole (lines: 1," in capsys.readouterr().out
    with sqlite3.connect(home / "yarrow.db") as prompt:
        prompt.execute("DROP TRIGGER audit_no_UPDATE")
        prompt.execute("UPDATE audit SET actor = 'somebody else'")
    prompt.close()
    assert main(["audit", "verify"]) == 1
    assert capsys.readouterr().err == "Line 1 is not as it was written.\n"


def test_a_head_kept_elsewhere_shows_that_the_newest_lines_are_gone(home, tmp_path, capsys):
    main(ADD)
    main(["staff", "reset", "ines@clinic.example"])
    capsys.readouterr()
    assert main(["audit", "head"]) == 0
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text(capsys.readouterr().out)
    assert (home / "audit.head").read_text() == elsewhere.read_text()
    (home / "audit.head").unlink()
    with sqlite3.connect(home / "yarrow.db") as prompt:
        prompt.execute("DROP TRIGGER audit_no_DELETE")
        prompt.execute("DELETE FROM audit WHERE number = 2")
    prompt.close()
    assert main(["audit", "verify"]) == 0
    assert main(["audit", "verify", "--head", str(elsewhere)]) == 1
    assert "The log ends at line 1; a kept head is at line 2" in capsys.readouterr().err


def test_a_file_that_is_no_head_is_refused_in_one_sentence(home, tmp_path, capsys):
    (tmp_path / "x").write_text("nothing of the kind\n")
    assert main(["audit", "verify", "--head", str(tmp_path / "x")]) == 1
    assert main(["audit", "verify", "--head", str(tmp_path / "none")]) == 1
    assert capsys.readouterr().err.count("yarrow audit: ") == 2
