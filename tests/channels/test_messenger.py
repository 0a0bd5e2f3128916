"""Messenger's adapter against a double of the platform: what is taken in, what goes out, what comes back as refused."""

import pytest

from tests.support.meta_calls import anything, checks, parsed, refusal, run, sent, webhook
from tools.platforms.faults import BROKEN, BUSY, LOST, Fault
from tools.platforms.messenger import PAGE, MessengerDouble
from tools.platforms.messenger_payloads import called, event
from yarrow.gateway.channels.channel import NotRead
from yarrow.gateway.channels.piece import Option, Piece
from yarrow.gateway.channels.platforms.messenger import build
from yarrow.gateway.channels.platforms.messenger.adapter import MessengerChannel
from yarrow.gateway.channels.platforms.messenger.parsing import GET_STARTED
from yarrow.messengers import Messenger, Messengers

AMIRA = "7012345678901234"
THREE = (Option("Yes", "t.0"), Option("No", "t.1"), Option("I'm not sure", "t.2"))
THIRTEEN = tuple(Option(f"Answer {number}", f"t.{number}") for number in range(13))


@pytest.fixture(scope="module")
def double():
    with MessengerDouble() as double:
        double.tells = False
        yield double


@pytest.fixture(autouse=True)
def as_new(double):
    double.sent.clear()
    double.notices.clear()
    double.faults.clear()
    double.blocked.clear()
    double.human_agent = False
    double.heard(AMIRA)


@pytest.fixture
def channel(double):
    return MessengerChannel(settings(double))


def settings(double, **changes):
    given = {"token": double.token, "page": PAGE, "app_secret": double.app_secret}
    return Messenger(**{**given, "verify_token": double.verify_token, "api": double.api, **changes})


def send(channel, piece, to=None, dispatch="d1"):
    sent(channel, piece, to or {"person": AMIRA}, dispatch)


def refused(channel, piece=None, to=None):
    return refusal(channel, piece or Piece("Hello."), to or {"person": AMIRA})


# ---------------------------------------------------------------- the door
def test_a_call_that_messenger_signed_is_taken(double, channel):
    call = webhook(double.sign(double.text_payload(AMIRA, "hello"), 0))
    channel.verify(call)
    assert channel.greet(call) is None
    assert (channel.taken(call).status, channel.taken(call).body) == (200, "EVENT_RECEIVED")


def test_it_is_off_without_settings():
    assert build(Messengers()) is None
    assert build(Messengers(messenger=Messenger("t", "1", "s", "v"))).name == "messenger"


def test_a_call_as_large_as_meta_makes_them_is_let_in(channel):
    assert channel.limits.webhook_bytes > 3 * 1024 * 1024
    assert channel.limits.tells_back
    assert channel.limits.window_hours == 24


# ---------------------------------------------------------------- what comes in
def test_a_text_is_its_words_by_whom_and_when(double, channel):
    payload = double.text_payload(AMIRA, "I'm bleeding")
    told = payload["entry"][0]["messaging"][0]
    (one,) = parsed(channel, payload).incoming
    assert (one.kind, one.text, one.event) == ("text", "I'm bleeding", told["message"]["mid"])
    assert (one.who, one.to, one.order) == (f"{PAGE}:{AMIRA}", {"person": AMIRA}, told["timestamp"] / 1000)


def test_buttons_and_quick_replies_bring_their_token(double, channel):
    send(channel, Piece("Is it so?", "buttons", THREE))
    (button,) = parsed(channel, double.tap_payload(AMIRA, *double.option(AMIRA, "No"))).incoming
    assert (button.kind, button.tokens, button.text) == ("tap", ("t.1",), None)
    send(channel, Piece("Which one?", "buttons", THIRTEEN))
    (reply,) = parsed(channel, double.tap_payload(AMIRA, *double.option(AMIRA, "Answer 12"))).incoming
    assert (reply.kind, reply.tokens, reply.text) == ("tap", ("t.12",), None)


@pytest.mark.parametrize(
    ("kind", "text"),
    [("picture", "my test"), ("picture", None), ("voice", None), ("video", None), ("file", None), ("sticker", None),
     ("location", None), ("reaction", None), ("edit", "I meant seven"), ("deletion", None), ("start", None)],
)  # fmt: skip
def test_every_other_thing_is_known_by_its_kind_with_its_caption(double, channel, kind, text):
    (one,) = parsed(channel, double.other_payload(AMIRA, kind, text)).incoming
    assert (one.kind, one.text) == (kind, text)


def test_who_comes_by_a_link_has_opened_the_chat(double, channel):
    (one,) = parsed(channel, double.other_payload(AMIRA, "referral")).incoming
    assert (one.kind, one.text) == ("start", None)


def test_a_shared_card_is_something_other_and_beside_words_the_words_count(double, channel):
    card = {"type": "fallback", "payload": {"url": "https://example.org"}}
    bare = double.payload(AMIRA, {"message": {"mid": "m_1", "attachments": [card]}})
    worded = double.payload(AMIRA, {"message": {"mid": "m_2", "text": "see example.org", "attachments": [card]}})
    assert parsed(channel, bare).incoming[0].kind == "other"
    (one,) = parsed(channel, worded).incoming
    assert (one.kind, one.text) == ("text", "see example.org")


def test_a_sticker_that_also_stands_there_as_a_picture_is_a_sticker(double, channel):
    both = [{"type": "image", "payload": {"url": "x"}}, {"type": "sticker", "payload": {"sticker_id": 1}}]
    payload = double.payload(AMIRA, {"message": {"mid": "m_1", "attachments": both}})
    assert parsed(channel, payload).incoming[0].kind == "sticker"


def test_a_message_told_twice_has_the_same_event_and_its_edit_and_deletion_others(double, channel):
    payload = double.text_payload(AMIRA, "hello")
    mid = payload["entry"][0]["messaging"][0]["message"]["mid"]
    events = [parsed(channel, one).incoming[0].event for one in (
        payload, payload,
        double.payload(AMIRA, {"message_edit": {"mid": mid, "text": "x", "num_edit": 1}}),
        double.payload(AMIRA, {"message_edit": {"mid": mid, "text": "y", "num_edit": 2}}),
        double.payload(AMIRA, {"message": {"mid": mid, "is_deleted": True}}),
    )]  # fmt: skip
    assert events[0] == events[1]
    assert len(set(events)) == 4


@pytest.mark.parametrize(
    "content",
    [
        {"read": {"watermark": 1}},
        {"delivery": {"mids": ["m_1"], "watermark": 1}},
        {"optin": {"type": "one_time_notif_req", "payload": "x"}},
        {"take_thread_control": {"previous_owner_app_id": "1"}},
        {"pass_thread_control": {"new_owner_app_id": "1"}},
        {"policy_enforcement": {"action": "warning", "reason": "x"}},
        {"postback": {"title": "x"}},
    ],
)
def test_what_nobody_said_is_passed_over(double, channel, content):
    found = parsed(channel, double.payload(AMIRA, content))
    assert (found.incoming, found.receipts) == ((), ())


def test_while_another_has_the_conversation_nothing_is_taken(channel):
    told = event(AMIRA, PAGE, 1, {"message": {"mid": "m_1", "text": "hello"}})
    assert parsed(channel, called(PAGE, told, channel="standby")).incoming == ()


def test_another_page_of_the_same_app_is_left_alone(channel):
    told = event(AMIRA, "999", 1, {"message": {"mid": "m_1", "text": "hello"}})
    assert parsed(channel, called("999", told)).incoming == ()


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b"\xff", b'{"object": "whatsapp_business_account"}'])
def test_what_is_not_messengers_is_not_read(channel, body):
    with pytest.raises(NotRead):
        channel.parse(webhook(body))


@pytest.mark.parametrize("broken", anything())
def test_no_shape_that_is_not_expected_breaks_the_reading(channel, broken):
    for kind in ("message", "postback", "reaction", "message_edit", "referral", "sender", "timestamp"):
        told = event(AMIRA, PAGE, 1, {"message": {"mid": "m_1", "text": "hello"}}) | {kind: broken}
        whole = {"object": "page", "entry": [{"id": PAGE, "messaging": [told, broken]}, broken]}
        for one in parsed(channel, whole).incoming:
            assert isinstance(one.text, str) or one.text is None


# ---------------------------------------------------------------- what became of ours
def test_an_echo_says_that_ours_has_gone_out(channel):
    echo = event(PAGE, AMIRA, 1, {"message": {"is_echo": True, "app_id": 1, "mid": "m_1", "metadata": "d1.2"}})
    found = parsed(channel, called(PAGE, echo))
    assert found.incoming == ()
    assert [(receipt.dispatch, receipt.standing) for receipt in found.receipts] == [("d1.2", "sent")]


def test_what_somebody_writes_in_the_pages_inbox_is_neither_hers_nor_ours(channel):
    echo = event(PAGE, AMIRA, 1, {"message": {"is_echo": True, "mid": "m_1", "text": "Hello from the clinic"}})
    found = parsed(channel, called(PAGE, echo))
    assert (found.incoming, found.receipts) == ((), ())


# ---------------------------------------------------------------- what goes out
def test_words_go_out_as_an_answer_under_our_name(double, channel):
    send(channel, Piece("Hello."), dispatch="d7")
    (sent,) = double.sent
    assert (sent.raw["messaging_type"], sent.raw["message"]) == ("RESPONSE", {"text": "Hello.", "metadata": "d7"})


def test_three_answers_stay_as_buttons_and_more_are_quick_replies(double, channel):
    send(channel, Piece("Is it so?", "buttons", THREE))
    send(channel, Piece("Is it so?", "buttons", THIRTEEN[:4]))
    send(channel, Piece("x" * 640, "buttons", THREE))
    send(channel, Piece("x" * 641, "buttons", THREE))
    assert ["attachment" in sent.raw["message"] for sent in double.sent] == [True, False, True, False]
    assert [len(sent.options) for sent in double.sent] == [3, 4, 3, 3]


def test_a_link_is_a_button_unless_the_text_is_too_long_for_one(double, channel):
    link = ("Open the page", "https://clinic.example/go/abc")
    send(channel, Piece("x" * 640, link=link))
    send(channel, Piece("x" * 641, link=link))
    button = double.sent[0].raw["message"]["attachment"]["payload"]["buttons"][0]
    assert button == {"type": "web_url", "url": "https://clinic.example/go/abc", "title": "Open the page"}
    assert double.sent[1].raw["message"]["text"] == "x" * 641


def test_staff_may_write_for_seven_days_if_meta_has_said_so(double):
    double.human_agent = True
    channel = MessengerChannel(settings(double, human_agent=True))
    assert channel.limits.staff_window_hours == 7 * 24
    double.hours_pass(AMIRA, 30)
    send(channel, Piece("How are you today?", by_staff=True))
    assert (double.sent[0].raw["messaging_type"], double.sent[0].raw["tag"]) == ("MESSAGE_TAG", "HUMAN_AGENT")
    assert refused(channel, Piece("The program asks.")).reason == "window"
    double.hours_pass(AMIRA, 7 * 24 + 1)
    assert refused(channel, Piece("Too late.", by_staff=True)).reason == "window"


def test_the_tag_is_never_used_without_it(double, channel):
    assert channel.limits.staff_window_hours is None
    send(channel, Piece("How are you today?", by_staff=True))
    assert double.sent[0].raw["messaging_type"] == "RESPONSE"
    assert "tag" not in double.sent[0].raw


def test_there_is_no_asking_back(channel):
    assert not channel.limits.asks_back
    assert refused(channel, Piece("", asks_back=True)).reason == "window"


# ---------------------------------------------------------------- what comes back
@pytest.mark.parametrize(
    ("fault", "reason", "after"),
    [
        (Fault(401, code="190"), "ours", None),
        (Fault(403, code="10"), "ours", None),
        (Fault(403, code="230"), "ours", None),
        (Fault(403, code="10/2018278"), "window", None),
        (Fault(403, code="10/2018065"), "window", None),
        (Fault(403, code="10/2018108"), "never", None),
        (Fault(403, code="10/2018300"), "later", 60.0),
        (BUSY, "later", 1.0),
        (Fault(400, code="613"), "later", 30.0),
        (Fault(400, code="4"), "later", 60.0),
        (Fault(400, code="80006"), "later", 60.0),
        (Fault(400, code="100/33"), "never", None),
        (Fault(400, code="100/2018001"), "never", None),
        (Fault(400, code="551/1545041"), "never", None),
        (Fault(400, code="200/1545041"), "never", None),
        (Fault(500, code="1200"), "later", None),
        (BROKEN, "later", None),
    ],
)
def test_an_error_means_the_same_everywhere(double, channel, fault, reason, after):
    double.faults.append(fault)
    error = refused(channel)
    assert (error.reason, error.after, error.unsure) == (reason, after, False)
    assert double.sent == []


def test_a_lost_answer_leaves_it_unsure_and_it_went(double, channel):
    double.faults.append(LOST)
    error = refused(channel)
    assert (error.reason, error.unsure) == ("later", True)
    assert double.texts(AMIRA) == ["Hello."]


def test_the_double_keeps_the_24_hours_and_blocks(double, channel):
    double.hours_pass(AMIRA, 23.9)
    send(channel, Piece("Still within."))
    double.hours_pass(AMIRA, 24.1)
    assert refused(channel).code == "10/2018278"
    double.heard(AMIRA)
    double.blocked.add(AMIRA)
    assert refused(channel).code == "551/1545041"
    assert refused(channel, to={"person": "1"}).code == "100/2018001"


@pytest.mark.parametrize(
    "piece",
    [Piece("x" * 2001), Piece("x", "buttons", (*THIRTEEN, Option("One more", "t"))),
     Piece("x", "buttons", (Option("x" * 21, "t"),)), Piece("")],
)  # fmt: skip
def test_the_double_takes_nothing_that_messenger_would_not(channel, piece):
    assert refused(channel, piece).code == "100"


# ---------------------------------------------------------------- seen and typing
def test_what_she_wrote_is_shown_as_seen_and_an_answer_as_being_written(double, channel):
    run(channel, channel.notice(parsed(channel, double.text_payload(AMIRA, "hello")).incoming[0]))
    assert [what["sender_action"] for _, what in double.notices] == ["mark_seen", "typing_on"]


def test_nothing_is_being_written_to_a_reaction_and_a_failing_notice_stops_nobody(double, channel):
    run(channel, channel.notice(parsed(channel, double.other_payload(AMIRA, "reaction")).incoming[0]))
    assert double.notices == []
    double.faults.append(BROKEN)
    run(channel, channel.notice(parsed(channel, double.text_payload(AMIRA, "hello")).incoming[0]))


# ---------------------------------------------------------------- setting up
def test_setting_up_subscribes_the_page_and_makes_the_start_button(double, channel):
    double.fields, double.profile = [], {}
    before = checks(channel, channel.check())
    assert (before["token"].is_well, before["page"].is_well, before["start"].is_well) == (True, False, False)
    found = checks(channel, channel.setup("https://clinic.example/channels/messenger"))
    assert all(check.is_well for check in found.values())
    assert double.profile["get_started"] == {"payload": GET_STARTED}
    assert "computer program" in double.profile["greeting"][0]["text"]
    assert len(double.profile["greeting"][0]["text"]) <= 160
    assert {"messages", "messaging_postbacks", "message_echoes"} <= set(double.fields)
    assert "https://clinic.example/channels/messenger" in found["by hand"].sentence
    assert all(check.is_well for check in checks(channel, channel.check()).values())


def test_a_page_that_tells_us_too_little_is_not_well(double, channel):
    double.fields = ["messages"]
    found = checks(channel, channel.check())["page"]
    assert not found.is_well
    assert "messaging_postbacks" in found.sentence


@pytest.mark.parametrize(
    ("changes", "words"), [({"token": "old"}, "YARROW_MESSENGER_TOKEN"), ({"page": "1"}, "YARROW_MESSENGER_PAGE")]
)
def test_a_wrong_token_or_page_is_named(double, changes, words):
    channel = MessengerChannel(settings(double, **changes))
    found = checks(channel, channel.check())
    assert not found["token"].is_well
    assert words in found["token"].sentence


def test_the_way_back_to_the_chat(channel):
    assert channel.return_link() == f"https://m.me/{PAGE}"
