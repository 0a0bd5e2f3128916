"""How the pages are kept safe: the cookie, forms of other sites, links and codes, headers, and what is left."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.front_desk import SAFETY_TEXT
from tests.support.gateway import RunningGateway
from tests.support.page_visitor import title
from yarrow.gateway.turn import now

PAGES = ["/", "/talk", "/chat", "/chat/resume", "/mine", "/privacy", "/integrate", "/nothing-here"]
POSTS = ["/chat/say", "/chat/read", "/chat/begin", "/chat/resume", "/chat/come-back", "/mine/code", "/mine/delete"]
OTHER = {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}


@pytest.fixture(scope="module")
def gateway(tmp_path_factory):
    with RunningGateway(tmp_path_factory.mktemp("home")) as running:
        yield running


@pytest.fixture
def visitor(arrive):
    visitor = arrive()
    visitor.begin()
    visitor.say(choice="consent:yes")
    return visitor


def cookie(answer, name="yarrow_chat"):
    found = [line for line in answer.headers.get_list("set-cookie") if line.startswith(f"{name}=")]
    return found[-1].lower() if found else ""


def linked(gateway, chat):
    """A link to her page, as the widget asks for it."""
    answer = gateway.http.post(f"{chat.path}/links", json={"what": "mine"}, headers=chat.key)
    assert answer.status_code == 201, answer.text
    return answer.json()["url"]


class TestTheCookie:
    def test_no_script_and_no_other_site_can_use_it(self, arrive):
        answer = arrive().post("/chat/begin", follow=False, anew="1")
        held = cookie(answer)
        assert "httponly" in held
        assert "samesite=lax" in held
        assert "path=/" in held
        assert "max-age=86400" in held
        assert "secure" not in held

    def test_over_https_it_is_sent_over_https_only(self, arrive):
        visitor = arrive(**{"X-Forwarded-Proto": "https"})
        assert "; secure" in cookie(visitor.post("/chat/begin", follow=False, anew="1"))

    def test_the_key_is_in_no_page_and_no_address(self, visitor):
        _, key = visitor.key
        for path in ("/chat", "/mine", "/mine/delete", "/talk"):
            page = visitor.get(path)
            assert key not in page.text
            assert key not in str(page.url)

    @pytest.mark.parametrize("value", ["", "x", "a.b", "a" * 24 + "." + "b" * 43, "../..", "ü" * 30, "a" * 5000])
    def test_a_cookie_of_any_other_form_opens_nothing(self, gateway, value):
        headers = {"Cookie": f"yarrow_chat={value}".encode(), "Accept": "text/html"}
        assert gateway.http.get("/mine/summary.html", headers=headers).status_code == 401


class TestOtherSites:
    @pytest.mark.parametrize("path", POSTS)
    def test_their_forms_are_refused(self, visitor, path):
        before = len(visitor.texts())
        answer = visitor.http.post(path, data={"text": "x", "id": "m", "act": "send", "anew": "1"}, headers=OTHER)
        assert answer.status_code == 403
        assert "set-cookie" not in answer.headers
        assert len(visitor.texts()) == before

    @pytest.mark.parametrize("site", ["cross-site", "same-site", "anything"])
    def test_only_this_origin_and_the_patient_herself_count(self, visitor, site):
        answer = visitor.http.post("/chat/read", data={"upto": "x"}, headers={"Sec-Fetch-Site": site})
        assert answer.status_code == 403

    @pytest.mark.parametrize(
        ("origin", "status"), [(None, 303), ("same", 303), ("https://evil.example", 403), ("null", 403)]
    )
    def test_older_browsers_are_judged_by_origin(self, gateway, arrive, origin, status):
        visitor = arrive()
        del visitor.http.headers["Sec-Fetch-Site"]
        headers = {"Origin": visitor.url if origin == "same" else origin} if origin else {}
        answer = visitor.http.post("/chat/begin", data={"anew": "1"}, headers=headers)
        assert answer.status_code == status

    def test_a_body_that_is_no_form_is_refused(self, visitor):
        for kind in ("text/plain", "application/json", "multipart/form-data; boundary=x"):
            answer = visitor.http.post("/chat/say", content=b"text=hello", headers={"Content-Type": kind})
            assert answer.status_code == 415

    def test_too_many_fields_are_refused(self, visitor):
        assert visitor.http.post("/chat/say", data={f"f{n}": "1" for n in range(300)}).status_code == 400


class TestCodesAndLinks:
    def test_a_code_brings_the_conversation_with_a_new_key(self, gateway, arrive):
        chat = gateway.agreed()
        code = gateway.http.post(f"{chat.path}/resume-code", headers=chat.key).json()["code"]
        visitor = arrive()
        visitor.begin()
        before = visitor.key
        page = visitor.post("/chat/resume", code=code.lower().replace("-", " "))
        assert page.status_code == 200
        assert visitor.key[0] == chat.id
        assert visitor.key != before
        assert visitor.key[1] != chat.token
        assert chat.get("messages").status_code == 401

    def test_where_a_conversation_is_open_a_code_is_said_to_replace_it(self, arrive):
        visitor = arrive()
        assert "No conversation is open" in visitor.get("/chat/resume").text
        visitor.begin()
        page = visitor.get("/chat/resume")
        assert "No conversation is open" not in page.text
        assert 'name="anew"' not in page.text

    @pytest.mark.parametrize("code", ["", "AAAA-BBBB-CCCC", "x", "ü" * 20, "1" * 500])
    def test_a_wrong_code_is_said_at_its_field_and_changes_nothing(self, visitor, code):
        before = visitor.key
        page = visitor.post("/chat/resume", code=code)
        assert page.status_code == 401
        assert title(page).startswith("Error: ")
        assert 'id="code-error"' in page.text
        assert visitor.key == before

    def test_a_link_gives_the_page_a_key_of_its_own_once(self, gateway, arrive):
        chat = gateway.agreed()
        url = linked(gateway, chat)
        visitor = arrive(**{"Sec-Fetch-Site": "cross-site"})  # the widget stands on the clinic's site
        page = visitor.get(url)
        assert (page.status_code, page.url.path) == (200, "/mine")
        assert visitor.key[0] == chat.id
        assert visitor.key[1] != chat.token
        assert chat.get("messages").status_code == 200
        assert arrive().get(url).status_code == 404

    def test_looking_at_a_link_or_fetching_it_in_advance_leaves_it_good(self, gateway, arrive):
        url = linked(gateway, gateway.agreed())
        visitor = arrive()
        assert visitor.http.head(url).status_code == 200
        assert visitor.http.get(url, headers={"Sec-Purpose": "prefetch"}).status_code == 204
        assert visitor.get(url).url.path == "/mine"

    def test_a_link_to_another_conversation_asks_before_it_takes_the_place_of_this_one(self, gateway, visitor):
        url = linked(gateway, gateway.agreed())
        before = visitor.key
        page = visitor.get(url)
        assert "Another conversation is open here" in page.text
        assert visitor.key == before
        assert visitor.http.post(url, headers=OTHER).status_code == 403
        assert visitor.post(url).url.path == "/mine"
        assert visitor.key[0] != before[0]

    def test_a_links_key_opens_no_other_conversation(self, gateway, arrive):
        visitor = arrive()
        visitor.get(linked(gateway, gateway.agreed()))
        other = gateway.agreed()
        visitor.http.cookies.clear()
        visitor.http.cookies.set("yarrow_chat", f"{other.id}.{'k' * 43}")
        assert visitor.get("/chat").status_code == 401

    def test_a_links_key_ends_with_its_time(self, gateway, arrive):
        visitor = arrive()
        visitor.get(linked(gateway, gateway.agreed()))
        with gateway.record.database.write() as connection:
            connection.exec_driver_sql("UPDATE page_keys SET expires_at = ?", ((now() - timedelta(1)).isoformat(" "),))
        assert visitor.get("/mine").status_code == 401

    def test_a_links_key_ends_when_a_code_is_used_or_everything_is_deleted(self, gateway, arrive):
        for end in ("code", "delete"):
            chat, visitor = gateway.agreed(), arrive()
            visitor.get(linked(gateway, chat))
            assert visitor.get("/mine").status_code == 200
            if end == "code":
                code = gateway.http.post(f"{chat.path}/resume-code", headers=chat.key).json()["code"]
                gateway.http.post("/api/resume", json={"code": code})
            else:
                gateway.http.delete(chat.path, headers=chat.key)
            assert visitor.get("/mine").status_code == 401


class TestLeaving:
    def test_leaving_goes_away_without_a_word_of_where_from_and_covers_what_is_here(self, visitor):
        assert 'href="/leave" rel="noreferrer"' in visitor.get("/chat").text
        answer = visitor.http.get("/leave")
        assert answer.status_code == 303
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["location"].startswith("https://")
        for path in ("/chat", "/mine"):
            page = visitor.get(path)
            assert "A conversation is kept on this device" in page.text
            assert "pregnant" not in page.text
        assert "pregnant" in visitor.post("/chat/come-back").text


class TestHers:
    def test_her_page_has_her_files(self, visitor):
        visitor.say(choice="pregnant_now:no")
        visitor.get("/mine")
        for path in ("/mine/summary.html", "/mine/summary.pdf?for=clinician", "/mine/summary.fhir.json?for=clinician",
                     "/mine/conversation.html", "/mine/conversation.json"):  # fmt: skip
            answer = visitor.http.get(path)
            assert answer.status_code == 200, path
            assert answer.headers["cache-control"] == "no-store"
        assert visitor.http.get("/mine/summary.exe").status_code == 404
        assert visitor.http.get("/mine/summary.pdf?for=everybody").status_code == 422

    def test_nothing_of_hers_is_given_without_the_key(self, arrive):
        for path in ("/mine/summary.pdf", "/mine/conversation.json", "/mine/delete"):
            assert arrive().get(path).status_code == 401
        for path in ("/mine/code", "/mine/delete"):
            assert arrive().post(path).status_code == 401

    def test_deletion_asks_first_and_leaves_a_receipt_that_can_be_opened_again(self, visitor):
        conversation, key = visitor.key
        assert visitor.get("/mine/delete").status_code == 200
        assert visitor.api("messages").status_code == 200
        page = visitor.post("/mine/delete")
        assert page.url.path == "/mine/receipt"
        assert "R-" in page.text
        assert visitor.get("/mine/receipt").status_code == 200
        assert "yarrow_chat" not in visitor.http.cookies
        assert conversation not in page.text
        assert "pregnant" not in page.text
        visitor.http.cookies.set("yarrow_chat", f"{conversation}.{key}")
        assert visitor.get("/chat").status_code == 410

    def test_a_receipt_is_shown_to_nobody_else(self, visitor, arrive):
        conversation, _ = visitor.key
        visitor.post("/mine/delete")
        stranger = arrive()
        for value in (f"{conversation}.R-0000000000000000", conversation, ".R-1"):
            stranger.http.cookies.set("yarrow_receipt", value)
            assert stranger.get("/mine/receipt").status_code == 404


class TestHeaders:
    @pytest.mark.parametrize("path", PAGES)
    def test_every_page_is_kept_by_nobody_and_may_do_little(self, arrive, path):
        page = arrive().get(path)
        assert page.headers["cache-control"] == "no-store"
        assert page.headers["content-type"] == "text/html; charset=utf-8"
        assert page.headers["referrer-policy"] == "same-origin"
        assert page.headers["x-content-type-options"] == "nosniff"
        policy = page.headers["content-security-policy"]
        for rule in ("default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"):
            assert rule in policy
        assert "unsafe" not in policy
        scripted = "<script" in page.text
        assert ("script-src 'self'" in policy) is scripted
        assert ("require-trusted-types-for 'script'" in policy) is scripted
        assert " style=" not in page.text
        assert " on" + "click=" not in page.text

    @pytest.mark.parametrize("path", PAGES)
    def test_head_is_answered_like_get(self, arrive, path):
        visitor = arrive()
        looked = visitor.http.head(path)
        assert (looked.status_code, looked.content) == (visitor.get(path).status_code, b"")
        assert "set-cookie" not in looked.headers

    def test_an_unknown_address_is_a_page_for_a_browser_and_a_problem_for_a_program(self, gateway):
        page = gateway.http.get("/nothing", headers={"Accept": "text/html,*/*"})
        assert page.status_code == 404
        assert "There is no such page" in page.text
        for path, accepts in (("/nothing", "application/json"), ("/api/nothing", "text/html")):
            answer = gateway.http.get(path, headers={"Accept": accepts})
            assert answer.headers["content-type"] == "application/problem+json"

    def test_a_wrong_way_to_ask_is_a_page_too(self, arrive):
        page = arrive().get("/chat/say")
        assert page.status_code == 405
        assert page.headers["content-type"].startswith("text/html")

    def test_danger_is_not_lost_when_a_page_fails(self, visitor, gateway):
        gateway.front_desk.broken = True
        try:
            page = visitor.say("I am bleeding heavily")
        finally:
            gateway.front_desk.broken = False
        assert page.status_code == 503
        assert "emergency" in page.text
        assert SAFETY_TEXT in visitor.say("I am bleeding heavily").text
