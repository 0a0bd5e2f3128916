"""The brief as a file: by key or by a link that works once, and never in the way of a message."""

from __future__ import annotations

import io
import json
import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pypdfium2
import pytest
from sqlalchemy import update

from tests.support.fake_rasa import FakeRasa
from tests.support.fhir_r4 import faults
from tests.support.gateway import HURRIED, RunningGateway
from tests.support.processes import GatewayProcess
from tests.support.real_intake import real_play
from yarrow.bootstrap.web import ClinicalFrontDesk
from yarrow.brief.paper import PaperUnavailableError
from yarrow.gateway.pace import Pace
from yarrow.gateway.turn import now
from yarrow.settings import Limits
from yarrow.store.tables import links

FORMS = ("html", "pdf", "fhir.json")


@pytest.fixture(scope="module")
def gateway(tmp_path_factory):
    """With the stand-ins for Rasa and the front desk."""
    with RunningGateway(tmp_path_factory.mktemp("home")) as running:
        yield running


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    """With the real protocol and the real brief; only Rasa's choice of turn is played."""
    front_desk = ClinicalFrontDesk()
    home = tmp_path_factory.mktemp("real")
    with RunningGateway(home, rasa=FakeRasa(real_play(front_desk)), front_desk=front_desk, pace=Pace()) as running:
        yield running


@pytest.fixture
def chat(gateway):
    return told(gateway)


def told(gateway):
    """Somebody who agreed and told something."""
    chat = gateway.agreed()
    assert chat.say(choice="pregnant_now:no").status_code == 200
    return chat


def history(real, **settings):
    chat = real.begin(locale="UK")
    chat.say(choice="consent:yes")
    chat.say(choice="for_whom:self")
    chat.say("I'm 34, not pregnant, and I've had three miscarriages. I have lupus and take hydroxychloroquine.")
    return chat


def link(chat, what="summary.pdf", **body):
    answer = chat.http.post(f"{chat.path}/links", json={"what": what, **body}, headers=chat.key)
    assert answer.status_code == 201, answer.text
    return answer.json()


def sentence(answer, status):
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.json()["detail"]


# --- by key ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("reader", ["patient", "clinician"])
def test_each_form_can_be_had_for_each_reader(chat, form, reader):
    answer = chat.get(f"summary.{form}", **{"for": reader})
    assert answer.text.startswith(f"{form} for the {reader}: pregnant_now")


def test_without_saying_for_whom_it_is_hers(chat):
    assert "for the patient" in chat.get("summary.html").text


def test_the_summary_is_json_with_and_without_saying_so(chat):
    first, second = chat.get("summary"), chat.get("summary.json")
    assert first.json() == second.json()
    assert first.json().keys() == {"conversation", "summary", "triage", "brief"}


def test_a_reader_nobody_knows_is_a_problem_that_names_the_place(chat):
    answer = chat.get("summary.pdf", **{"for": "neighbour"})
    assert sentence(answer, 422)
    assert answer.json()["errors"] == [{"at": "for", "expected": "one of patient, clinician"}]


@pytest.mark.parametrize("form", FORMS)
def test_a_file_is_not_kept_shows_nothing_in_its_name_and_runs_nothing(chat, form):
    answer = chat.get(f"summary.{form}", **{"for": "clinician"})
    assert answer.headers.get_list("cache-control") == ["no-store"]
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["x-content-type-options"] == "nosniff"
    (policy,) = answer.headers.get_list("content-security-policy")
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    way, _, name = answer.headers["content-disposition"].partition("; filename=")
    assert way == ("inline" if form == "html" else "attachment")
    assert re.fullmatch(rf'"summary-for-the-clinic-\d{{4}}-\d\d-\d\d\.{re.escape(form)}"', name)


@pytest.mark.parametrize("form", [*FORMS, "json"])
def test_nobody_gets_it_without_the_key(gateway, chat, form):
    assert sentence(gateway.http.get(f"{chat.path}/summary.{form}"), 401)
    assert sentence(gateway.http.get(f"{chat.path}/summary.{form}?token={chat.token}"), 401)


@pytest.mark.parametrize("form", FORMS)
def test_before_consent_and_before_anything_is_told_there_is_no_file_but_a_sentence(gateway, form):
    new = gateway.begin()
    new.say("bleeding heavily")
    assert "answer a few questions first" in sentence(new.get(f"summary.{form}"), 409)
    agreed = gateway.agreed()
    assert "answer a few questions first" in sentence(agreed.get(f"summary.{form}"), 409)


def test_an_erased_conversation_has_no_summary(gateway):
    chat = told(gateway)
    gateway.http.delete(chat.path, headers=chat.key)
    assert chat.get("summary.pdf").status_code == 410


# --- by link ---------------------------------------------------------------------------------------------------------


def test_a_link_gives_its_file_once_without_the_key(gateway, chat):
    made = link(chat, "summary.html", **{"for": "clinician"})
    assert re.fullmatch(r"/api/links/[\w-]{43}", made["url"])
    answer = gateway.http.get(made["url"])
    assert (answer.status_code, answer.text) == (200, "html for the clinician: pregnant_now")
    assert answer.headers["cache-control"] == "no-store"
    assert sentence(gateway.http.get(made["url"]), 404).startswith("This link does not work.")


def test_a_link_to_the_json_gives_the_same_json(gateway, chat):
    assert gateway.http.get(link(chat, "summary.json")["url"]).json() == chat.get("summary.json").json()


def test_used_old_unknown_and_erased_links_get_one_and_the_same_answer(gateway):
    used, old, gone = told(gateway), told(gateway), told(gateway)
    urls = [link(one)["url"] for one in (used, old, gone)]
    gateway.http.get(urls[0])
    with gateway.record.database.write() as connection:
        hour_ago = now() - timedelta(hours=1)
        connection.execute(update(links).where(links.c.conversation == old.id).values(expires_at=hour_ago))
    gateway.http.delete(gone.path, headers=gone.key)
    urls += [f"/api/links/{'x' * 43}", "/api/links/short", f"/api/links/{'%00' * 43}"]
    answers = [gateway.http.get(url) for url in urls]
    assert len({(a.status_code, a.text, a.headers["content-type"]) for a in answers}) == 1
    assert sentence(answers[0], 404)


def test_a_browser_gets_the_sentence_as_a_page(gateway):
    answer = gateway.http.get(f"/api/links/{'x' * 43}", headers={"Accept": "text/html,*/*;q=0.8"})
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")
    assert "This link does not work." in answer.text
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")


@pytest.mark.parametrize("way", ["head", "sec-purpose", "purpose"])
def test_looking_at_a_link_does_not_use_it_up(gateway, chat, way):
    url = link(chat, "summary.html")["url"]
    if way == "head":
        looked = gateway.http.head(url)
        assert (looked.status_code, looked.content) == (200, b"")
        assert looked.headers["content-type"] == "text/html; charset=utf-8"
    else:
        assert gateway.http.get(url, headers={way: "prefetch;anonymous-client-ip"}).status_code == 204
    assert gateway.http.get(url).status_code == 200
    assert gateway.http.head(url).status_code == 404


def test_a_link_is_short_lived(chat):
    made = link(chat)
    life = time.mktime(time.strptime(made["expires_at"][:19], "%Y-%m-%dT%H:%M:%S")) - time.mktime(time.gmtime())
    assert 500 < life <= 601


@pytest.mark.parametrize(
    ("body", "at"),
    [({}, "what"), ({"what": "record"}, "what"), ({"what": "../x"}, "what"), ({"what": 7}, "what"),
     ({"what": "summary.pdf", "for": "neighbour"}, "for")],
)  # fmt: skip
def test_a_link_to_something_else_is_refused_with_its_place(gateway, chat, body, at):
    answer = gateway.http.post(f"{chat.path}/links", json=body, headers=chat.key)
    assert sentence(answer, 422)
    assert [fault["at"] for fault in answer.json()["errors"]] == [at]


def test_only_who_has_the_key_makes_links(gateway, chat):
    assert sentence(gateway.http.post(f"{chat.path}/links", json={"what": "summary.pdf"}), 401)


def test_the_links_of_an_erased_conversation_are_gone(gateway):
    chat = told(gateway)
    url = link(chat)["url"]
    receipt = gateway.http.delete(chat.path, headers=chat.key).json()
    assert receipt["deleted"]["links"] == 1
    assert gateway.http.get(url).status_code == 404


def test_a_file_that_cannot_be_made_costs_nobody_her_link(gateway, chat, monkeypatch):
    url = link(chat)["url"]
    with monkeypatch.context() as broken:
        broken.setattr(gateway.front_desk, "handout", no_paper)
        assert "open the summary as a web page" in sentence(gateway.http.get(url), 503)
    assert gateway.http.get(url).status_code == 200


def no_paper(*_):
    raise PaperUnavailableError("Pango is missing")


def test_one_link_opened_many_times_at_once_is_opened_once(gateway, chat):
    url = link(chat)["url"]
    with ThreadPoolExecutor(8) as pool:
        codes = list(pool.map(lambda _: gateway.http.get(url).status_code, range(8)))
    assert sorted(codes) == [200] + [404] * 7


def test_one_link_opened_at_two_gateways_at_once_is_opened_once(tmp_path, database_url):
    rasa = FakeRasa().start()
    gateways = [GatewayProcess(tmp_path, rasa.url, YARROW_DATABASE_URL=database_url) for _ in range(2)]
    try:
        first, second = (gateway.ready() for gateway in gateways)
        chat = first.begin()
        chat.say(choice="consent:yes")
        chat.say(choice="pregnant_now:no")
        for _ in range(5):
            url = link(chat)["url"]
            with ThreadPoolExecutor(2) as pool:
                codes = list(pool.map(lambda gateway, url=url: gateway.http.get(url).status_code, (first, second)))
            assert sorted(codes) == [200, 404]
    finally:
        for gateway in gateways:
            gateway.close()
        rasa.stop()


def test_files_and_links_are_limited_for_each_conversation(tmp_path):
    with RunningGateway(tmp_path, limits=Limits(None, None, None, "3/15 minutes")) as gateway:
        chat, other = told(gateway), told(gateway)
        for _ in range(2):
            link(chat)
        assert chat.get("summary.pdf").status_code == 200
        refused = chat.get("summary.pdf")
        assert "wait 15 minutes" in sentence(refused, 429)
        assert refused.headers["retry-after"] == "900"
        assert (
            gateway.http.post(f"{chat.path}/links", json={"what": "summary.pdf"}, headers=chat.key).status_code == 429
        )
        assert other.get("summary.pdf").status_code == 200


# --- beside the messages ---------------------------------------------------------------------------------------------


def test_while_files_are_drawn_messages_and_red_flags_are_answered(gateway, monkeypatch):
    chat, others = told(gateway), [told(gateway) for _ in range(3)]
    drawing, done = threading.Event(), threading.Event()

    def slow(*_):
        drawing.set()
        done.wait(15)
        return b"at last"

    monkeypatch.setattr(gateway.front_desk, "handout", slow)
    with ThreadPoolExecutor(3) as pool:
        waiting = [pool.submit(other.get, "summary.pdf") for other in others]
        assert drawing.wait(10)
        assert chat.say("34").status_code == 200
        assert chat.say("bleeding heavily").json()["messages"][0]["level"] == "T0"
        assert chat.get("record").status_code == 200
        assert not any(answer.done() for answer in waiting)
        done.set()
        assert [answer.result().text for answer in waiting] == ["at last"] * 3


def test_a_file_that_takes_too_long_is_given_up_with_a_sentence(tmp_path):
    pace = Pace(**{**HURRIED.__dict__, "paper_timeout": 0.2})
    done = threading.Event()
    with RunningGateway(tmp_path, pace=pace) as gateway:
        chat = told(gateway)
        gateway.front_desk.handout = lambda *_: done.wait(10) and b""
        answer = chat.get("summary.pdf")
        assert "try again" in sentence(answer, 503)
        assert answer.headers["retry-after"] == "30"
        done.set()


# --- the real thing --------------------------------------------------------------------------------------------------


def test_the_real_page_pdf_and_fhir_tell_what_was_told(real):
    chat = history(real)
    page = chat.get("summary.html", **{"for": "clinician"})
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "lupus" in page.text.lower()
    assert "<script" not in page.text
    paper = pypdfium2.PdfDocument(io.BytesIO(chat.get("summary.pdf").content))
    assert len(paper) >= 1
    fhir = chat.get("summary.fhir.json")
    assert fhir.headers["content-type"] == "application/fhir+json; fhirVersion=4.0"
    assert faults(fhir.json()) == []
    kinds = {entry["resource"]["resourceType"] for entry in fhir.json()["entry"]}
    assert {"Composition", "QuestionnaireResponse", "RiskAssessment", "ServiceRequest", "Condition"} <= kinds
    assert chat.get("summary").json()["brief"]["audience"] == "patient"


def test_abuse_is_in_no_file(real):
    chat = history(real)
    chat.say("my partner hits me and I am scared of him")
    stored = real.record.casefiles.read(chat.id)
    assert "symptoms.abuse" in [fact.path for fact in stored.facts]
    for reader in ("patient", "clinician"):
        for form in ("html", "fhir.json", "json"):
            shown = chat.get(f"summary.{form}", **{"for": reader})
            assert shown.status_code == 200
            assert not re.search(r"abuse|hits me|scared of him|S13", shown.text)


def test_where_no_level_is_shown_the_patients_files_show_none(tmp_path):
    front_desk = ClinicalFrontDesk()
    rasa = FakeRasa(real_play(front_desk))
    with RunningGateway(tmp_path, rasa=rasa, front_desk=front_desk, pace=Pace(), guidance="safety_net") as gateway:
        chat = history(gateway)
        assert "triage-level" not in chat.get("summary.fhir.json").text
        urgency = chat.get("summary.json").json()["brief"]["urgency"]
        assert urgency is None or urgency["level"] is None


# --- what can be seen of it ------------------------------------------------------------------------------------------


def test_downloads_are_counted_without_ids(gateway, chat):
    url = link(chat, "summary.fhir.json")["url"]
    gateway.http.get(url)
    page = gateway.http.get("/metrics").text
    assert re.search(r'yarrow_downloads_total\{by="link",reader="patient",what="summary.fhir.json"\} \d', page)
    assert chat.id not in page
    assert url.rpartition("/")[2] not in page


def test_a_links_code_reaches_no_log(tmp_path):
    rasa = FakeRasa().start()
    process = GatewayProcess(tmp_path, rasa.url)
    try:
        process.ready()
        chat = process.begin()
        chat.say(choice="consent:yes")
        chat.say(choice="pregnant_now:no")
        url = link(chat)["url"]
        for _ in range(2):
            process.http.get(url)
        process.stop()
        logged = process.log.read_text()
    finally:
        process.close()
        rasa.stop()
    assert '"/api/links/{code}"' in logged
    assert url.rpartition("/")[2] not in logged


def test_openapi_describes_files_and_links(gateway):
    paths = gateway.http.get("/openapi.json").json()["paths"]
    one = "/api/conversations/{conversation}"
    for form in FORMS:
        described = paths[f"{one}/summary.{form}"]["get"]
        assert "for" in [parameter["name"] for parameter in described["parameters"]]
    assert "application/pdf" in json.dumps(paths[f"{one}/summary.pdf"])
    assert "what" in json.dumps(paths[f"{one}/links"]["post"]["requestBody"])
    assert {"get", "head"} <= paths["/api/links/{code}"].keys()
    ids = [call["operationId"] for path in paths.values() for call in path.values()]
    assert len(ids) == len(set(ids))
