"""The double of Telegram does as Telegram does: what it refuses, how it words it, what it brings."""

import httpx
import pytest

from tools.platforms.telegram import TOKEN, TelegramDouble

ANNA = "5012345678"


@pytest.fixture(scope="module")
def telegram():
    with TelegramDouble() as double:
        double.known(ANNA)
        yield double


@pytest.fixture(scope="module")
def api(telegram):
    with httpx.Client(base_url=f"{telegram.url}/bot{TOKEN}", trust_env=False) as client:
        yield client


def told(answer):
    return answer.status_code, answer.json().get("description", "ok")


def message(**more):
    return {"chat_id": int(ANNA), "text": "hello", **more}


def with_button(**button):
    return message(reply_markup={"inline_keyboard": [[{"text": "Yes", **button}]]})


def test_a_message_that_is_taken_comes_back_as_it_stands(api, telegram):
    answer = api.post("/sendMessage", json=with_button(callback_data="x" * 64))
    result = answer.json()["result"]
    assert (answer.status_code, result["text"], result["chat"]["id"]) == (200, "hello", int(ANNA))
    assert result["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == "x" * 64


@pytest.mark.parametrize(
    ("content", "description"),
    [
        (message(text="  "), "Bad Request: message text is empty"),
        (message(text="x" * 4097), "Bad Request: message is too long"),
        (message(chat_id=1), "Bad Request: chat not found"),
        (with_button(callback_data="x" * 65), "Bad Request: BUTTON_DATA_INVALID"),
        (with_button(callback_data=""), "Bad Request: BUTTON_DATA_INVALID"),
        (with_button(url="http://127.0.0.1/x"), "Bad Request: inline keyboard button URL is invalid: Wrong HTTP URL"),
        (message(entities=[{"type": "spoiler", "offset": 0, "length": 6}]), "Bad Request: ENTITY_BOUNDS_INVALID"),
        (message(reply_markup={"inline_keyboard": [[{"text": "a"}]] * 101}), "Bad Request: REPLY_MARKUP_TOO_LONG"),
    ],
)
def test_what_telegram_does_not_take_it_does_not_take(api, content, description):
    assert told(api.post("/sendMessage", json=content)) == (400, description)


def test_another_token_and_another_method_are_unknown(telegram, api):
    assert told(httpx.post(f"{telegram.url}/bot1:x/getMe", trust_env=False)) == (401, "Unauthorized")
    assert told(api.post("/sendPigeon")) == (404, "Not Found")


def test_a_tap_spins_until_it_is_answered_once(api, telegram):
    api.post("/sendMessage", json=with_button(callback_data="t.0"))
    query = telegram.tap_payload(ANNA, telegram.to(ANNA)[-1], "Yes", "t.0")["callback_query"]
    assert query["id"] in telegram.spinning
    assert api.post("/answerCallbackQuery", json={"callback_query_id": query["id"]}).json()["result"] is True
    assert query["id"] not in telegram.spinning
    status, description = told(api.post("/answerCallbackQuery", json={"callback_query_id": query["id"]}))
    assert (status, description.startswith("Bad Request: query is too old")) == (400, True)


def test_who_is_sent_too_much_at_once_is_to_be_left_alone_for_a_while():
    with TelegramDouble(a_second=1.0) as telegram, httpx.Client(trust_env=False) as client:
        telegram.known(ANNA)
        address = f"{telegram.url}/bot{TOKEN}/sendMessage"
        assert client.post(address, json=message()).status_code == 200
        answer = client.post(address, json=message())
        assert answer.status_code == 429
        assert 0 < answer.json()["parameters"]["retry_after"] <= 1
        assert telegram.texts(ANNA) == ["hello"]


def test_what_could_not_be_brought_waits_and_is_counted():
    with TelegramDouble("http://127.0.0.1:9/nobody") as telegram, httpx.Client(trust_env=False) as client:
        telegram.tries_again = (0.01,)
        with pytest.raises(httpx.HTTPError):
            telegram.say(ANNA, "hello")
        told = client.post(f"{telegram.url}/bot{TOKEN}/getWebhookInfo").json()["result"]
        assert (told["pending_update_count"], "last_error_date" in told) == (1, True)
