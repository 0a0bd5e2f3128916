"""`yarrow channels` and what `yarrow doctor` says of the messaging apps, against the doubles of all platforms."""

from __future__ import annotations

import pytest

from tests.support.interviews import protocol
from tools.platforms.deployment import TITLES, Deployment
from tools.platforms.faults import Fault
from tools.platforms.slack import SlackDouble
from tools.platforms.slack_events import direct
from yarrow.cli import main
from yarrow.commands import doctor
from yarrow.gateway.channels.rendering import lint as linting
from yarrow.messengers import NAMES, VARIABLES
from yarrow.settings import WebSettings, web_settings

PUBLIC = "https://talk.clinic.example"
# How the person is written after `--to`, where that is not as the double knows them.
TO = {
    "whatsapp": "+447700900123",
    "twilio_whatsapp": "+447700900123",
    "sms": "+44 7700 900123",
    "slack": direct(SlackDouble.person),
}


@pytest.fixture(scope="module")
def running():
    with Deployment() as apps:
        yield apps


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home folder, and no messaging app set up."""
    for name, _, _ in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("YARROW_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def apps(running, home, monkeypatch):
    """All apps set up."""
    for name, value in running.environment(PUBLIC).items():
        monkeypatch.setenv(name, value)
    for name in TITLES:
        running.double(name).sent.clear()
        running.double(name).faults.clear()
    running.twilio.entered.clear()
    return running


def found(web: WebSettings | None = None) -> dict[str, tuple[str, str]]:
    return {one.about: (one.state, one.sentence) for one in doctor.messaging(web or web_settings())}


def test_the_list_names_every_app_and_what_sets_it_up(home, capsys):
    assert main(["channels", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:2] for line in lines] == [["off", name] for name in NAMES]
    assert all("set YARROW_" in line and "docs/channels/" in line for line in lines)


def test_the_list_says_where_each_app_calls(apps, capsys):
    assert main(["channels", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split() for line in lines] == [["on", name, f"{PUBLIC}/channels/{name}"] for name in NAMES]


def test_an_app_that_is_on_without_a_public_address_is_said(apps, monkeypatch, capsys):
    for name in ("YARROW_TWILIO_ACCOUNT", "YARROW_PUBLIC_URL"):
        monkeypatch.delenv(name)
    assert main(["channels", "list"]) == 0
    assert "set YARROW_PUBLIC_URL" in capsys.readouterr().out
    assert main(["channels", "setup", "telegram"]) == 1
    assert "YARROW_PUBLIC_URL is not set" in capsys.readouterr().err


@pytest.mark.parametrize("name", NAMES)
def test_a_test_message_goes_to_the_address_that_was_given(apps, name, capsys):
    double = apps.double(name)
    person = apps.person(name)
    double.tells = double.tells_back = False  # nobody listens here
    double.text_payload(person, "hello")  # on some, the person has to have written first
    assert main(["channels", "test", name, "--to", TO.get(name, person)]) == 0
    assert "Sent." in capsys.readouterr().out
    assert "a test of the clinic's messages" in double.sent[-1].text
    assert double.sent[-1].chat == person


@pytest.mark.parametrize("name", NAMES)
def test_an_address_of_another_kind_is_not_tried(apps, name, capsys):
    assert main(["channels", "test", name, "--to", "somebody@clinic.example"]) == 1
    assert f"that is no address on {name}" in capsys.readouterr().err
    assert apps.double(name).sent == []


def test_why_a_test_message_did_not_go_is_said(apps, capsys):
    apps.twilio.faults.append(Fault(400, code="21610"))
    assert main(["channels", "test", "sms", "--to", "+447700900123"]) == 1
    told = capsys.readouterr().err
    assert "stop messages" in told
    assert "21610" in told


def test_what_is_not_set_up_cannot_be_tested_and_the_page_is_named(home, capsys):
    for words in (["check", "telegram"], ["setup", "telegram"], ["test", "telegram", "--to", "1"]):
        assert main(["channels", *words]) == 1
        told = capsys.readouterr().err
        assert "YARROW_TELEGRAM_TOKEN" in told
        assert "docs/channels/telegram.md" in told


def test_setting_up_enters_the_address_with_the_platform(apps, capsys):
    assert main(["channels", "check", "sms"]) == 1
    assert "TO DO" in capsys.readouterr().out
    assert main(["channels", "setup", "sms"]) == 0
    assert apps.twilio.entered["SmsUrl"] == f"{PUBLIC}/channels/sms#rc=4&rp=all"
    assert main(["channels", "check", "sms"]) == 0
    assert "TO DO" not in capsys.readouterr().out.partition("Twilio calls")[2]


def test_without_any_app_there_is_nothing_to_check(home, capsys):
    assert main(["channels", "check"]) == 0
    assert "No messaging app is set up" in capsys.readouterr().out


def test_check_looks_at_every_app_that_is_set_up(apps, capsys):
    main(["channels", "check"])
    lines = capsys.readouterr().out.splitlines()
    assert {line[7:].split()[0] for line in lines} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_token_that_is_not_taken_is_said_and_never_shown(apps, name, monkeypatch, capsys):
    wrong = {
        "telegram": ("YARROW_TELEGRAM_TOKEN", "1:hush-hush"),
        "whatsapp": ("YARROW_WHATSAPP_TOKEN", "hush-hush"),
        "messenger": ("YARROW_MESSENGER_TOKEN", "hush-hush"),
        "slack": ("YARROW_SLACK_TOKEN", "xoxb-hush-hush"),
    }.get(name, ("YARROW_TWILIO_TOKEN", "hush-hush"))
    monkeypatch.setenv(*wrong)
    assert main(["channels", "check", name]) == 1
    told = capsys.readouterr()
    assert "TO DO" in told.out
    assert "hush" not in told.out + told.err


def test_a_setting_that_is_wrong_is_one_sentence(home, monkeypatch, capsys):
    monkeypatch.setenv("YARROW_TELEGRAM_TOKEN", "hush")
    assert main(["channels", "list"]) == 1
    told = capsys.readouterr().err
    assert "YARROW_TELEGRAM_TOKEN" in told
    assert "hush" not in told


def test_doctor_has_a_line_for_each_app(apps):
    told = found()
    assert set(NAMES) <= set(told)
    assert told["sms"][0] == "wrong"
    assert "no address is entered" in told["sms"][1]
    assert told["twilio_whatsapp"][0] == "ok"


def test_doctor_without_an_app_says_how_to_see_what_there_is(home):
    state, sentence = found()["messaging"]
    assert state == "note"
    assert "`yarrow channels list`" in sentence


def test_doctor_says_what_stands_against_the_secure_page(apps, monkeypatch):
    for name in ("YARROW_TWILIO_ACCOUNT", "YARROW_PUBLIC_URL"):
        monkeypatch.delenv(name)
    monkeypatch.setattr(doctor, "load_protocol", protocol)
    monkeypatch.setenv("YARROW_WEB_ONLY", "wellbeing,nonsense")
    told = [one.sentence for one in doctor.messaging(web_settings()) if one.about == "web only"]
    assert "YARROW_PUBLIC_URL" in told[0]
    assert "names nonsense" in told[1]
    assert len(told) == 2


def test_every_question_can_be_put_on_every_platform(home, capsys):
    assert main(["channels", "lint"]) == 0
    assert "Every question can be put on 6 platforms" in capsys.readouterr().out


def test_a_question_that_does_not_fit_is_named(home, monkeypatch, capsys):
    finding = linting.Finding("age", "sms", "it is too long.")
    monkeypatch.setattr(linting, "lint", lambda protocol: [finding])
    assert main(["channels", "lint"]) == 1
    assert capsys.readouterr().out.splitlines() == ["age on sms: it is too long.", "To mend: 1."]


def test_the_table_has_a_line_for_each_question(home, capsys):
    assert main(["channels", "lint", "--table"]) == 0
    head, *lines = capsys.readouterr().out.splitlines()
    assert head.split() == ["question", *linting.BY_NAME]
    assert "consent" in {line.split()[0] for line in lines}
