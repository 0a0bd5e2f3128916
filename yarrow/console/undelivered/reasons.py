"""Why a messaging app did not take a message: its codes, in words a nurse understands.

The codes are those of each adapter's list of errors (yarrow/gateway/channels), where their sources stand.
"""

from __future__ import annotations

from collections.abc import Mapping

UNREACHABLE = "she has blocked us, or closed her account"
NOBODY = "the app knows nobody under this address"
STOPPED = "she has asked for no more messages"
WINDOW = "the app lets us write only for a while after she wrote"
OURS = "our own access to the app is refused: tell whoever runs Yarrow"
BUSY = "the app did not take it, however often it was tried"
LIMITED = "the app holds our messages back"
NO_FORM = "the app does not take a message like this: tell whoever runs Yarrow"
NO_NUMBER = "there is no such number"
NO_TEXTS = "this number takes no text messages"
COUNTRY = "we may not write to numbers in that country: tell whoever runs Yarrow"
NOT_THERE = "she is not on WhatsApp"
Reasons = Mapping[str, str]

ALL: Reasons = {
    "stopped": STOPPED,
    "window": WINDOW,
    "no template": WINDOW,
    "no connection": "the app could not be reached",
    "timeout": "the app did not answer in time",
    "broken off": "the app broke off while it was sent",
    "WrongKey": "the key of the messaging apps has changed, and her address can't be read: tell whoever runs Yarrow",
}
META: Reasons = dict.fromkeys(("0", "3", "10", "33", "190", "368"), OURS) | dict.fromkeys(
    ("4", "17", "32", "613", "80007"), LIMITED
)
WHATSAPP: Reasons = {
    **META,
    **dict.fromkeys(("100/33", "130403", "131005", "131031", "131037", "131045", "133010"), OURS),
    **dict.fromkeys(("100", "131008", "131009", "131051"), NO_FORM),
    **dict.fromkeys(("130429", "130472", "131048", "131049", "131056"), LIMITED),
    "130497": COUNTRY,
    "131021": "it is our own number",
    "131026": "she has blocked us, or is not on WhatsApp",
    "131030": "it is a test number, which writes to nobody else",
    "131042": "the clinic's account with WhatsApp has to be paid: tell whoever runs Yarrow",
    "131047": WINDOW,
    "131050": STOPPED,
    "131062": NOBODY,
}
MESSENGER: Reasons = {
    **META,
    **dict.fromkeys(("551", "100/33", "200/1545041"), UNREACHABLE),
    **dict.fromkeys(("10/2018065", "10/2018278"), WINDOW),
    **dict.fromkeys(("10/2018028", "200/2018028"), OURS),
    "10/2018108": "she takes no messages from us now",
    "100/2018001": NOBODY,
    "100": NO_FORM,
}
TELEGRAM: Reasons = {
    **dict.fromkeys(("blocked", "deactivated"), UNREACHABLE),
    **dict.fromkeys(("not in chat", "chat not found"), NOBODY),
    "not started": "she has to write to us first",
    "a bot": "it is a program that wrote to us",
}
SLACK: Reasons = {
    **dict.fromkeys(("channel_not_found", "user_not_found"), NOBODY),
    **dict.fromkeys(
        (
            "invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired", "missing_scope",
            "no_permission", "org_login_required", "ekm_access_denied", "access_denied", "two_factor_setup_required",
            "team_access_not_granted", "not_allowed_token_type", "invalid_app_id", "messages_tab_disabled",
            "method_deprecated", "deprecated_endpoint",
        ),
        OURS,
    ),
    "user_disabled": "her account in the workspace is closed",
    "is_archived": "the chat has been closed",
    **dict.fromkeys(("msg_too_long", "invalid_blocks", "no_text"), NO_FORM),
}  # fmt: skip
TWILIO: Reasons = {
    **dict.fromkeys(
        (
            "20003", "20005", "20404", "21603", "21606", "21608", "21609", "21659", "21703", "30002", "30034", "63007",
        ),
        OURS,
    ),
    **dict.fromkeys(("21211", "21214", "30005"), NO_NUMBER),
    **dict.fromkeys(("21612", "21614", "30006"), NO_TEXTS),
    **dict.fromkeys(("63003", "63024"), NOT_THERE),
    **dict.fromkeys(("14107", "20429", "21611", "30001", "63018"), LIMITED),
    "21408": COUNTRY,
    "21610": STOPPED,
    "21617": NO_FORM,
    "30003": "her phone is off, or out of reach",
    "30004": "she has blocked us, or her phone company has",
    "30007": "the phone company held it back",
    "63016": WINDOW,
}  # fmt: skip
REASONS: Mapping[str, Reasons] = {
    "whatsapp": {**ALL, **WHATSAPP},
    "messenger": {**ALL, **MESSENGER},
    "telegram": {**ALL, **TELEGRAM},
    "slack": {**ALL, **SLACK},
    "sms": {**ALL, **TWILIO},
    "twilio_whatsapp": {**ALL, **TWILIO},
}
