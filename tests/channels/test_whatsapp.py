"""WhatsApp's adapter against a double of the Cloud API: what is taken in, what goes out, what comes back as refused."""

import pytest

from tests.support.meta_calls import answering, anything, checks, parsed, refusal, run, sent, webhook
from tools.platforms.faults import BROKEN, BUSY, LOST, Fault
from tools.platforms.talk import Call
from tools.platforms.whatsapp import NUMBER, WhatsappDouble
from yarrow.gateway.channels.channel import TAKEN, Forged, NotRead
from yarrow.gateway.channels.piece import Option, Piece
from yarrow.gateway.channels.platforms.whatsapp import build
from yarrow.gateway.channels.platforms.whatsapp.adapter import WhatsappChannel
from yarrow.messengers import Messengers, Whatsapp

AMIRA = "447700900123"
OPTIONS = (Option("Yes", "t.0"), Option("No", "t.1"), Option("I'm not sure", "t.2"))


@pytest.fixture(scope="module")
def double():
    with WhatsappDouble() as double:
        double.tells = False
        yield double


@pytest.fixture(autouse=True)
def as_new(double):
    double.sent.clear()
    double.notices.clear()
    double.faults.clear()
    double.blocked.clear()
    double.opted_out.clear()
    double.heard(AMIRA)


@pytest.fixture
def channel(double):
    return WhatsappChannel(settings(double))


def settings(double, **changes):
    given = {"token": double.token, "number": NUMBER, "app_secret": double.app_secret}
    return Whatsapp(**{**given, "verify_token": double.verify_token, "api": double.api, **changes})


def send(channel, piece, to=None, dispatch="d1"):
    sent(channel, piece, to or {"phone": AMIRA}, dispatch)


def refused(channel, piece=None, to=None):
    return refusal(channel, piece or Piece("Hello."), to or {"phone": AMIRA})


# ---------------------------------------------------------------- the door
def test_a_call_that_whatsapp_signed_is_taken(double, channel):
    call = webhook(double.sign(double.text_payload(AMIRA, "hello"), 0))
    channel.verify(call)
    assert channel.greet(call) is None
    assert channel.taken(call) == TAKEN


def test_it_is_off_without_settings():
    assert build(Messengers()) is None
    assert build(Messengers(whatsapp=Whatsapp("t", "1", "s", "v"))).name == "whatsapp"


def test_a_call_as_large_as_meta_makes_them_is_let_in(channel):
    assert channel.limits.webhook_bytes > 3 * 1024 * 1024
    assert channel.limits.tells_back
    assert channel.limits.window_hours == 24


# ---------------------------------------------------------------- what comes in
def test_a_text_is_its_words_by_whom_and_when(double, channel):
    payload = double.text_payload(AMIRA, "I'm bleeding")
    (one,) = parsed(channel, payload).incoming
    message = payload["entry"][0]["changes"][0]["value"]["messages"][0]
    assert (one.kind, one.text, one.event) == ("text", "I'm bleeding", message["id"])
    assert one.who == f"{NUMBER}:{message['from_user_id']}"
    assert one.to == {"phone": AMIRA, "user": message["from_user_id"]}
    assert one.order == float(message["timestamp"])
    assert one.mark == {"message": message["id"]}


def test_somebody_who_hides_her_number_is_the_same_person(double, channel):
    shown = parsed(channel, double.text_payload(AMIRA, "hello")).incoming[0]
    double.hides_number.add(AMIRA)
    try:
        hidden = parsed(channel, double.text_payload(AMIRA, "hello")).incoming[0]
    finally:
        double.hides_number.clear()
    assert hidden.who == shown.who
    assert hidden.to == {"user": shown.to["user"]}
    send(channel, Piece("Hello."), hidden.to)
    assert "to" not in double.sent[0].raw
    assert double.texts(AMIRA) == ["Hello."]


def test_before_the_id_came_with_every_message_the_number_is_the_person(double, channel):
    payload = double.text_payload(AMIRA, "hello")
    value = payload["entry"][0]["changes"][0]["value"]
    del value["messages"][0]["from_user_id"], value["contacts"][0]["user_id"]
    assert parsed(channel, payload).incoming[0].who == f"{NUMBER}:{AMIRA}"


def test_buttons_and_rows_bring_their_token(double, channel):
    send(channel, Piece("Is it so?", "buttons", OPTIONS))
    (tap,) = parsed(channel, double.tap_payload(AMIRA, *double.option(AMIRA, "No"))).incoming
    assert (tap.kind, tap.tokens, tap.text) == ("tap", ("t.1",), None)
    send(channel, Piece("Which one?", "rows", OPTIONS, menu="Choose"))
    (row,) = parsed(channel, double.tap_payload(AMIRA, *double.option(AMIRA, "I'm not sure"))).incoming
    assert (row.kind, row.tokens) == ("tap", ("t.2",))


@pytest.mark.parametrize(
    ("kind", "text"),
    [("picture", "my test"), ("picture", None), ("voice", None), ("video", "look"), ("file", "letter"),
     ("sticker", None), ("location", None), ("contact", None), ("reaction", None), ("edit", "I meant seven"),
     ("deletion", None), ("start", None)],
)  # fmt: skip
def test_every_other_thing_is_known_by_its_kind_with_its_caption(double, channel, kind, text):
    (one,) = parsed(channel, double.other_payload(AMIRA, kind, text)).incoming
    assert (one.kind, one.text) == (kind, text)


@pytest.mark.parametrize("kind", ["poll_creation", "edit_of_a_kind_to_come"])
def test_what_whatsapp_itself_cannot_tell_is_something_other(double, channel, kind):
    (one,) = parsed(channel, double.other_payload(AMIRA, kind)).incoming
    assert (one.kind, one.text) == ("other", None)


def test_a_group_is_never_a_person_and_its_words_are_not_taken(double, channel):
    (one,) = parsed(channel, double.other_payload(AMIRA, "group", "she had a loss")).incoming
    assert (one.kind, one.text) == ("group", None)
    assert AMIRA not in one.who
    assert set(one.to) == {"group"}


def test_a_changed_number_is_nothing_that_anybody_said(double, channel):
    system = {"body": "A changed", "wa_id": "447700900999", "type": "user_changed_number"}
    payload = double.payload(AMIRA, {"type": "system", "system": system})
    assert parsed(channel, payload).incoming == ()


def test_another_number_of_the_same_app_is_left_alone(double, channel):
    payload = double.text_payload(AMIRA, "hello")
    payload["entry"][0]["changes"][0]["value"]["metadata"]["phone_number_id"] = "999"
    assert parsed(channel, payload).incoming == ()


def test_several_messages_of_one_call_come_in_its_order(double, channel):
    first, second = double.text_payload(AMIRA, "one"), double.text_payload(AMIRA, "two")
    first["entry"] += second["entry"]
    assert [one.text for one in parsed(channel, first).incoming] == ["one", "two"]


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b"\xff", b'{"object": "page", "entry": []}'])
def test_what_is_not_whatsapps_is_not_read(channel, body):
    with pytest.raises(NotRead):
        channel.parse(webhook(body))


@pytest.mark.parametrize(
    "message",
    [{}, {"id": 7}, {"id": "m", "type": "text"}, {"id": "m", "from": "1", "type": ["text"]},
     {"id": "m", "type": "text", "text": {"body": "x"}, "from": 7}],
)  # fmt: skip
def test_a_message_without_its_id_its_person_or_its_type_is_passed_over(double, channel, message):
    payload = double.text_payload(AMIRA, "hello")
    value = payload["entry"][0]["changes"][0]["value"]
    value["messages"].insert(0, message)
    value["contacts"] = []
    assert [one.text for one in parsed(channel, payload).incoming] == ["hello"]


@pytest.mark.parametrize("broken", anything())
def test_no_shape_that_is_not_expected_breaks_the_reading(double, channel, broken):
    payload = double.text_payload(AMIRA, "hello")
    message = payload["entry"][0]["changes"][0]["value"]["messages"][0]
    for kind in ("text", "interactive", "image", "edit", "button", "context"):
        message["type"], message[kind] = kind, broken
        for one in parsed(channel, payload).incoming:
            assert isinstance(one.text, str) or one.text is None


# ---------------------------------------------------------------- what became of ours
def test_statuses_say_what_became_of_a_message_under_our_name(double, channel):
    for standing, ours in (("sent", "sent"), ("delivered", "delivered"), ("read", "read"), ("played", "read")):
        (receipt,) = parsed(channel, double.status(AMIRA, "wamid.1", standing, "d1.2")).receipts
        assert (receipt.dispatch, receipt.standing, receipt.code) == ("d1.2", ours, None)


@pytest.mark.parametrize(
    ("code", "reason"),
    [("131047", "window"), ("131026", "never"), ("130429", "later"), ("131050", "stopped"), ("1", "later")],
)
def test_a_failed_status_says_why(double, channel, code, reason):
    (receipt,) = parsed(channel, double.status(AMIRA, "wamid.1", "failed", "d1", code)).receipts
    assert (receipt.standing, receipt.code, receipt.reason) == ("failed", code, reason)


def test_a_status_of_what_is_not_ours_is_passed_over(double, channel):
    assert parsed(channel, double.status(AMIRA, "wamid.1", "sent", None)).receipts == ()
    assert parsed(channel, double.status(AMIRA, "wamid.1", "warning", "d1")).receipts == ()


# ---------------------------------------------------------------- what goes out
def test_words_go_out_without_a_preview_of_links(double, channel):
    send(channel, Piece("See https://clinic.example."), dispatch="d7")
    (sent,) = double.sent
    assert sent.raw["text"] == {"preview_url": False, "body": "See https://clinic.example."}
    assert sent.raw["biz_opaque_callback_data"] == "d7"
    assert sent.raw["recipient_type"] == "individual"


def test_three_answers_are_buttons_and_ten_are_a_list(double, channel):
    send(channel, Piece("Is it so?", "buttons", OPTIONS))
    rows = tuple(Option(str(number), f"t.{number}", detail="A long label that stands below") for number in range(10))
    send(channel, Piece("Which one?", "rows", rows, menu="See all"))
    buttons, rows_sent = double.sent
    assert buttons.options == tuple((option.label, option.token) for option in OPTIONS)
    action = rows_sent.raw["interactive"]["action"]
    assert action["button"] == "See all"
    assert action["sections"][0]["rows"][9] == {
        "id": "t.9",
        "title": "9",
        "description": "A long label that stands below",
    }


def test_a_link_is_a_button_unless_the_text_is_too_long_for_one(double, channel):
    link = ("Open the page", "https://clinic.example/go/abc")
    send(channel, Piece("This is better answered there. https://clinic.example/go/abc", link=link))
    send(channel, Piece("x" * 1024, link=link))
    send(channel, Piece("x" * 1025, link=link))
    assert [sent.raw["type"] for sent in double.sent] == ["interactive", "interactive", "text"]
    parameters = double.sent[0].raw["interactive"]["action"]["parameters"]
    assert parameters == {"display_text": "Open the page", "url": "https://clinic.example/go/abc"}


def test_to_ask_back_sends_the_template_that_is_set_up_and_no_words_of_ours(double):
    channel = WhatsappChannel(settings(double, template="please_write:en_GB"))
    assert channel.limits.asks_back
    double.hours_pass(AMIRA, 30)
    send(channel, Piece("", asks_back=True))
    template = {"name": "please_write", "language": {"code": "en_GB"}}
    assert (double.sent[0].raw["type"], double.sent[0].raw["template"]) == ("template", template)


def test_without_a_template_asking_back_waits(channel):
    assert not channel.limits.asks_back
    assert refused(channel, Piece("", asks_back=True)).reason == "window"


# ---------------------------------------------------------------- what comes back
@pytest.mark.parametrize(
    ("fault", "reason", "after"),
    [
        (Fault(401, code="190"), "ours", None),
        (Fault(400, code="100/33"), "ours", None),
        (Fault(403, code="200"), "ours", None),
        (Fault(403, code="299"), "ours", None),
        (Fault(400, code="300"), "never", None),
        (Fault(400, code="131042"), "ours", None),
        (BUSY, "later", 1.0),
        (Fault(429, code="130429"), "later", 5.0),
        (Fault(400, code="131056"), "later", 6.0),
        (Fault(400, code="80007"), "later", 60.0),
        (Fault(400, code="80004"), "later", 60.0),
        (Fault(400, code="4"), "later", 60.0),
        (Fault(400, code="131047"), "window", None),
        (Fault(400, code="131026"), "never", None),
        (Fault(400, code="131009"), "never", None),
        (Fault(400, code="132001"), "never", None),
        (Fault(400, code="131050"), "stopped", None),
        (BROKEN, "later", None),
        (Fault(503, code="131016"), "later", None),
        (Fault(500, code="987654"), "later", None),
        (Fault(400, code="987654"), "never", None),
    ],
)
def test_an_error_means_the_same_everywhere(double, channel, fault, reason, after):
    double.faults.append(fault)
    error = refused(channel)
    assert (error.reason, error.after, error.unsure) == (reason, after, False)
    assert double.sent == []


def test_a_code_quotes_nobody(double, channel):
    double.faults.append(Fault(400, code="131009/2494010"))
    assert refused(channel, Piece("I was bleeding")).code == "131009/2494010"


def test_a_lost_answer_leaves_it_unsure_and_it_went(double, channel):
    double.faults.append(LOST)
    error = refused(channel)
    assert (error.reason, error.unsure) == ("later", True)
    assert double.texts(AMIRA) == ["Hello."]


def test_who_is_not_reached_has_certainly_not_got_it(double):
    error = refused(WhatsappChannel(settings(double, api="http://127.0.0.1:9/v23.0")))
    assert (error.reason, error.unsure) == ("later", False)


def test_the_double_keeps_the_24_hours_blocks_and_paces(double, channel):
    double.hours_pass(AMIRA, 23.9)
    send(channel, Piece("Still within."))
    double.hours_pass(AMIRA, 24.1)
    assert refused(channel).code == "131047"
    double.heard(AMIRA)
    double.blocked.add(AMIRA)
    assert refused(channel).code == "131026"
    double.blocked.clear()
    double.opted_out.add(AMIRA)
    assert refused(channel).reason == "stopped"


@pytest.mark.parametrize(
    "piece",
    [Piece("x" * 4097), Piece("x" * 1025, "buttons", OPTIONS), Piece("x", "buttons", (*OPTIONS, Option("Four", "t.3"))),
     Piece("x", "buttons", (Option("x" * 21, "t"),)), Piece("x", "rows", (Option("x" * 25, "t"),)),
     Piece("x", "buttons", (Option("Same", "t.1"), Option("Same", "t.2")))],
)  # fmt: skip
def test_the_double_takes_nothing_that_whatsapp_would_not(channel, piece):
    assert refused(channel, piece).code == "131009"


# ---------------------------------------------------------------- read and typing
def test_what_she_wrote_is_shown_as_read_and_an_answer_as_being_written(double, channel):
    incoming = parsed(channel, double.text_payload(AMIRA, "hello")).incoming[0]
    run(channel, channel.notice(incoming))
    ((chat, what),) = double.notices
    assert (chat, what["status"], what["typing_indicator"]) == (AMIRA, "read", {"type": "text"})


def test_nothing_is_being_written_to_a_reaction_and_a_failing_notice_stops_nobody(double, channel):
    run(channel, channel.notice(parsed(channel, double.other_payload(AMIRA, "reaction")).incoming[0]))
    assert double.notices == []
    double.faults.append(BROKEN)
    run(channel, channel.notice(parsed(channel, double.text_payload(AMIRA, "hello")).incoming[0]))


# ---------------------------------------------------------------- setting up
def test_a_number_that_is_set_up_is_well(double, channel):
    double.webhook, double.override = "https://clinic.example/channels/whatsapp", None
    found = checks(channel, channel.check())
    assert all(check.is_well for check in found.values())
    assert "The clinic" in found["sender"].sentence


def test_a_number_whose_calls_go_elsewhere_is_not_well(double, channel):
    double.webhook, double.override = "https://elsewhere.example/hook", None
    found = checks(channel, channel.check())
    assert not found["webhook"].is_well
    assert "channels setup whatsapp" in found["webhook"].sentence


@pytest.mark.parametrize(
    ("changes", "words"), [({"token": "old"}, "YARROW_WHATSAPP_TOKEN"), ({"number": "1"}, "YARROW_WHATSAPP_NUMBER")]
)
def test_a_wrong_token_or_number_is_named(double, changes, words):
    channel = WhatsappChannel(settings(double, **changes))
    found = checks(channel, channel.check())
    assert not found["token"].is_well
    assert words in found["token"].sentence
    assert "old" not in found["token"].sentence.split()


def test_setting_up_tells_whatsapp_where_to_call_once_that_has_answered(double, channel):
    with answering(channel) as url:
        found = checks(channel, channel.setup(url))
    assert found["webhook"].is_well
    assert double.override == url
    assert "can't be done from here" in found["by hand"].sentence


def test_setting_up_says_so_if_nothing_answers_there(double, channel):
    found = checks(channel, channel.setup("http://127.0.0.1:9/channels/whatsapp"))
    assert not found["webhook"].is_well
    assert "reached there from outside" in found["webhook"].sentence


def test_the_way_back_to_the_chat_is_known_after_the_first_call(double, channel):
    assert channel.return_link() is None
    parsed(channel, double.text_payload(AMIRA, "hello"))
    assert channel.return_link() == "https://wa.me/442079460958"


def test_a_forged_call_is_not_taken(double, channel):
    call = double.sign(double.text_payload(AMIRA, "hello"), 0)
    double_body = Call(call.method, call.url, call.headers, call.body + b" ")
    with pytest.raises(Forged):
        channel.verify(webhook(double_body))
