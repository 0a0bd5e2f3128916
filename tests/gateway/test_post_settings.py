"""The settings of letters to staff: nothing half set, nothing sent in the clear, no secret in a message."""

from __future__ import annotations

import pytest

from yarrow.post import MailServer, Post, Webhook
from yarrow.settings import SettingsError, web_settings

MAIL = {"YARROW_SMTP_HOST": "mail.clinic.example", "YARROW_SMTP_FROM": "yarrow@clinic.example"}
HOOK = {
    "YARROW_WEBHOOK_URL": "https://hook.clinic.example/in",
    "YARROW_WEBHOOK_SECRET": "whsec_c2VjcmV0IG9mIHRoZSB0ZXN0cywgMzIgYnl0ZXMgbG9uZw==",
}


def test_nothing_set_means_the_console_alone():
    assert web_settings({}).post == Post()


def test_what_is_set_is_taken():
    post = web_settings({**MAIL, **HOOK, "YARROW_NOTICE_TO": "Duty@clinic.example, b@clinic.example"}).post
    assert post.mail_server == MailServer("mail.clinic.example", 587, "starttls", "yarrow@clinic.example")
    assert post.webhook == Webhook(HOOK["YARROW_WEBHOOK_URL"], HOOK["YARROW_WEBHOOK_SECRET"])
    assert post.to == ("duty@clinic.example", "b@clinic.example")


@pytest.mark.parametrize(("security", "port"), [("starttls", 587), ("tls", 465)])
def test_the_port_goes_by_how_the_connection_is_kept_private(security, port):
    assert web_settings({**MAIL, "YARROW_SMTP_SECURITY": security}).post.mail_server.port == port


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"YARROW_SMTP_HOST": "mail.clinic.example"}, "YARROW_SMTP_FROM"),
        ({**MAIL, "YARROW_SMTP_FROM": "the clinic"}, "YARROW_SMTP_FROM"),
        ({**MAIL, "YARROW_SMTP_PORT": "soon"}, "YARROW_SMTP_PORT"),
        ({**MAIL, "YARROW_SMTP_SECURITY": "ssl"}, "YARROW_SMTP_SECURITY"),
        ({**MAIL, "YARROW_SMTP_SECURITY": "none"}, "YARROW_SMTP_SECURITY"),
        ({**MAIL, "YARROW_SMTP_USER": "me"}, "YARROW_SMTP_PASSWORD"),
        ({"YARROW_NOTICE_TO": "nurse@clinic.example, somebody"}, "YARROW_NOTICE_TO"),
        ({"YARROW_NOTICE_TO": "a@b.example\nBcc: c@d.example"}, "YARROW_NOTICE_TO"),
        ({**HOOK, "YARROW_WEBHOOK_URL": "http://hook.clinic.example/in"}, "YARROW_WEBHOOK_URL"),
        ({"YARROW_WEBHOOK_URL": "https://hook.clinic.example/in"}, "YARROW_WEBHOOK_SECRET"),
        ({**HOOK, "YARROW_WEBHOOK_SECRET": "whsec_short"}, "YARROW_WEBHOOK_SECRET"),
        (
            {**HOOK, "YARROW_WEBHOOK_SECRET": "c2VjcmV0IG9mIHRoZSB0ZXN0cywgMzIgYnl0ZXMgbG9uZw=="},
            "YARROW_WEBHOOK_SECRET",
        ),
    ],
)
def test_what_is_wrong_is_named_and_no_secret_quoted(given, named):
    with pytest.raises(SettingsError) as wrong:
        web_settings(given)
    assert named in str(wrong.value)
    assert "secret" not in str(wrong.value).lower().replace("yarrow_webhook_secret", "")
    assert "c2VjcmV0" not in str(wrong.value)


def test_a_mail_server_on_this_machine_may_be_spoken_to_in_the_clear():
    post = web_settings({**MAIL, "YARROW_SMTP_HOST": "127.0.0.1", "YARROW_SMTP_SECURITY": "none"}).post
    assert (post.mail_server.port, post.mail_server.security) == (25, "none")
