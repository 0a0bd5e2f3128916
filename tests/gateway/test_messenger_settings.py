"""The settings of messaging apps: off unless set, nothing half set, nothing in the clear, no secret in a message."""

from __future__ import annotations

import stat

import pytest

from yarrow.messengers import NAMES, Messenger, Messengers, Slack, Telegram, Twilio, Whatsapp
from yarrow.settings import SettingsError, messengers, web_settings

PUBLIC = {"YARROW_PUBLIC_URL": "https://talk.clinic.example/"}
TELEGRAM = {"YARROW_TELEGRAM_TOKEN": "123456:AAtoken_of-the-tests"}
WHATSAPP = {
    "YARROW_WHATSAPP_TOKEN": "EAAtoken",
    "YARROW_WHATSAPP_NUMBER": "106540352242922",
    "YARROW_WHATSAPP_APP_SECRET": "hush-hush-app",
}
MESSENGER = {
    "YARROW_MESSENGER_TOKEN": "EAAtoken",
    "YARROW_MESSENGER_PAGE": "682498302938465",
    "YARROW_MESSENGER_APP_SECRET": "hush-hush-app",
}
SLACK = {"YARROW_SLACK_TOKEN": "xoxb-hush", "YARROW_SLACK_SIGNING_SECRET": "hush-hush-slack"}
ACCOUNT = "AC" + "0a" * 16
TWILIO = {**PUBLIC, "YARROW_TWILIO_ACCOUNT": ACCOUNT, "YARROW_TWILIO_TOKEN": "hush-hush-twilio"}
SMS = {**TWILIO, "YARROW_TWILIO_SMS": "+44 1632 960000"}


def test_nothing_set_means_no_messaging_app():
    read = web_settings({}).messengers
    assert read == Messengers()
    assert not any(read.has(name) for name in NAMES)


def test_what_is_set_is_taken():
    read = web_settings(
        {
            **PUBLIC,
            **TELEGRAM,
            **WHATSAPP,
            **MESSENGER,
            **SLACK,
            **SMS,
            "YARROW_TWILIO_WHATSAPP": "whatsapp:+14155550100",
        }
    ).messengers
    assert read.public_url == "https://talk.clinic.example"
    assert read.telegram == Telegram("123456:AAtoken_of-the-tests", "")
    assert read.whatsapp == Whatsapp("EAAtoken", "106540352242922", "hush-hush-app", "")
    assert read.messenger == Messenger("EAAtoken", "682498302938465", "hush-hush-app", "")
    assert read.slack == Slack("xoxb-hush", "hush-hush-slack")
    assert read.twilio == Twilio(ACCOUNT, "hush-hush-twilio", "+441632960000", "+14155550100")
    assert all(read.has(name) for name in NAMES)


def test_what_can_be_chosen_is_taken():
    read = web_settings(
        {
            **WHATSAPP,
            **MESSENGER,
            "YARROW_WHATSAPP_TEMPLATE": "please_write:en_GB",
            "YARROW_MESSENGER_HUMAN_AGENT": "on",
            "YARROW_WHATSAPP_API": "http://127.0.0.1:4000/v23.0/",
        }
    ).messengers
    assert read.whatsapp is not None
    assert (read.whatsapp.template, read.whatsapp.api) == ("please_write:en_GB", "http://127.0.0.1:4000/v23.0")
    assert read.messenger is not None
    assert read.messenger.human_agent


@pytest.mark.parametrize("sender", ["+441632960000", "MG" + "0f" * 16, "60777"])
def test_text_messages_can_come_from_a_number_a_service_or_a_short_code(sender):
    read = web_settings({**TWILIO, "YARROW_TWILIO_SMS": sender}).messengers
    assert read.twilio is not None
    assert read.twilio.sms == sender
    assert (read.has("sms"), read.has("twilio_whatsapp")) == (True, False)


@pytest.mark.parametrize(
    ("given", "names"),
    [
        (None, {"wellbeing"}),
        ("none", set()),
        ("sensitive, wellbeing", {"sensitive", "wellbeing"}),
        ("loss.when", {"loss.when"}),
    ],
)
def test_what_is_asked_on_the_secure_page_only_can_be_chosen(given, names):
    assert web_settings({"YARROW_WEB_ONLY": given} if given else {}).messengers.web_only == names


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"YARROW_PUBLIC_URL": "http://talk.clinic.example"}, "YARROW_PUBLIC_URL"),
        ({"YARROW_PUBLIC_URL": "https://talk.clinic.example/?hush"}, "YARROW_PUBLIC_URL"),
        ({"YARROW_PUBLIC_URL": "https://me:hush@talk.clinic.example"}, "YARROW_PUBLIC_URL"),
        ({"YARROW_PUBLIC_URL": "https://"}, "YARROW_PUBLIC_URL"),
        ({"YARROW_WEB_ONLY": "Wellbeing!"}, "YARROW_WEB_ONLY"),
        ({"YARROW_CHANNELS_KEY": "hush-too-short"}, "YARROW_CHANNELS_KEY"),
        ({"YARROW_TELEGRAM_TOKEN": "hush"}, "YARROW_TELEGRAM_TOKEN"),
        ({**TELEGRAM, "YARROW_TELEGRAM_SECRET": "hush hush hush hush"}, "YARROW_TELEGRAM_SECRET"),
        ({**TELEGRAM, "YARROW_TELEGRAM_API": "http://telegram.example"}, "YARROW_TELEGRAM_API"),
        ({**WHATSAPP, "YARROW_WHATSAPP_NUMBER": ""}, "YARROW_WHATSAPP_NUMBER"),
        ({**WHATSAPP, "YARROW_WHATSAPP_NUMBER": "+44 1632 960000"}, "YARROW_WHATSAPP_NUMBER"),
        ({**WHATSAPP, "YARROW_WHATSAPP_APP_SECRET": ""}, "YARROW_WHATSAPP_APP_SECRET"),
        ({**WHATSAPP, "YARROW_WHATSAPP_TEMPLATE": "Please write"}, "YARROW_WHATSAPP_TEMPLATE"),
        ({**WHATSAPP, "YARROW_WHATSAPP_VERIFY_TOKEN": "hush"}, "YARROW_WHATSAPP_VERIFY_TOKEN"),
        ({**MESSENGER, "YARROW_MESSENGER_PAGE": "the clinic"}, "YARROW_MESSENGER_PAGE"),
        ({**MESSENGER, "YARROW_MESSENGER_APP_SECRET": ""}, "YARROW_MESSENGER_APP_SECRET"),
        ({**MESSENGER, "YARROW_MESSENGER_HUMAN_AGENT": "yes"}, "YARROW_MESSENGER_HUMAN_AGENT"),
        ({**SLACK, "YARROW_SLACK_SIGNING_SECRET": ""}, "YARROW_SLACK_SIGNING_SECRET"),
        ({**SLACK, "YARROW_SLACK_TOKEN": "xoxp-hush"}, "YARROW_SLACK_TOKEN"),
        ({**SMS, "YARROW_TWILIO_ACCOUNT": "hush"}, "YARROW_TWILIO_ACCOUNT"),
        ({**SMS, "YARROW_TWILIO_TOKEN": ""}, "YARROW_TWILIO_TOKEN"),
        (TWILIO, "YARROW_TWILIO_SMS"),
        ({**SMS, "YARROW_TWILIO_SMS": "the clinic"}, "YARROW_TWILIO_SMS"),
        ({**SMS, "YARROW_TWILIO_WHATSAPP": "60777"}, "YARROW_TWILIO_WHATSAPP"),
        ({**SMS, "YARROW_PUBLIC_URL": ""}, "YARROW_PUBLIC_URL"),
    ],
)
def test_what_is_wrong_is_named_and_no_secret_quoted(given, named):
    with pytest.raises(SettingsError) as wrong:
        web_settings(given)
    assert named in str(wrong.value)
    assert "hush" not in str(wrong.value)


def test_a_public_address_on_this_machine_may_be_plain():
    assert web_settings({"YARROW_PUBLIC_URL": "http://127.0.0.1:8080"}).messengers.public_url == "http://127.0.0.1:8080"


def test_secrets_that_are_not_set_are_made_once(tmp_path):
    web = web_settings({"YARROW_HOME": str(tmp_path), **TELEGRAM, **WHATSAPP, **MESSENGER})
    made = messengers(web)
    assert made == messengers(web)
    assert made.key == (tmp_path / "channels.key").read_text("ascii")
    assert stat.S_IMODE((tmp_path / "channels.key").stat().st_mode) == 0o600
    assert made.telegram is not None
    assert made.whatsapp is not None
    assert made.messenger is not None
    drawn = {made.telegram.secret, made.whatsapp.verify_token, made.messenger.verify_token}
    assert all(len(secret) == 64 for secret in drawn)
    assert len(drawn | {made.key}) == 4


def test_secrets_that_are_set_stay_and_the_same_key_gives_the_same_secrets_everywhere(tmp_path):
    env = {**TELEGRAM, **WHATSAPP, "YARROW_CHANNELS_KEY": "k" * 40, "YARROW_TELEGRAM_SECRET": "s" * 20}
    here, there = (messengers(web_settings({**env, "YARROW_HOME": str(tmp_path / name)})) for name in ("a", "b"))
    assert here == there
    assert here.telegram is not None
    assert here.telegram.secret == "s" * 20
    assert not (tmp_path / "a").exists()
