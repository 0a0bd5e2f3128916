"""A link in a messaging app, opened first by the app that makes a preview of it and then by her, on her phone."""

import httpx
import pytest
from playwright.sync_api import expect

from tests.support.axe import violations
from tests.support.channel_double import FakeChannel
from tests.support.device import DESKTOP, PHONE, Device
from tests.support.fake_rasa import FakeRasa
from tests.support.gateway import RunningGateway
from tests.support.golden import started
from tests.support.layout import out_of_place, smaller_than
from tests.support.over_http import in_the_middle
from tests.support.places import at
from tests.support.real_intake import real_play
from tests.support.scriptless import Scriptless
from yarrow.bootstrap.web import ClinicalFrontDesk
from yarrow.gateway.channels.secure_link import LIFE
from yarrow.gateway.pace import Pace
from yarrow.gateway.turn import now
from yarrow.messengers import Messengers
from yarrow.settings import Site
from yarrow.store.links import Link

PRIVATE, OPEN = at("phq2_interest", losses_count=0), at("tests", losses_count=2)
PREVIEW = {"User-Agent": "WhatsApp/2.23.20.0", "Accept": "*/*"}
BROWSERS = [{"java_script_enabled": True}, {"java_script_enabled": False}]


class Gateway(RunningGateway):
    """One with an app, as a device wants it."""

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def link(self, start):
        """The path of a link, as it was sent to somebody who is asked this."""
        chat = in_the_middle(self, started(start))
        return f"/go/{self.record.links.renew(Link(chat.id, 'go.line', 'fake'), now() + LIFE, now())}"


@pytest.fixture(scope="module")
def gateway(tmp_path_factory, neighbour):
    front_desk = ClinicalFrontDesk()
    settings = {
        "channels": {"fake": FakeChannel()},
        "messengers": Messengers(public_url="https://yarrow.example"),
        "site": Site(leave_to=f"{neighbour.url}/weather"),
    }
    home, rasa = tmp_path_factory.mktemp("home"), FakeRasa(real_play(front_desk))
    with Gateway(home, rasa=rasa, front_desk=front_desk, pace=Pace(), locale="UK", **settings) as running:
        front_desk.desk.reader.read("hello")
        yield running


@pytest.fixture
def hers(browser, gateway, neighbour):
    """Makes a device of hers; what it saw is judged after the test."""
    made = []

    def make(**options):
        made.append(Device(browser, gateway, neighbour.url, **{**PHONE, **options}))
        return made[-1]

    yield make
    for one in made:
        one.close()
    assert [fault for one in made for fault in one.vigil.faults] == []


def opened(page):
    """Press the button of the page the link shows."""
    page.get_by_role("button", name="Open my conversation").click()
    page.wait_for_url("**/chat*")
    return page


@pytest.mark.parametrize("options", BROWSERS, ids=["with scripts", "without"])
def test_a_preview_uses_nothing_up_and_she_answers_what_is_private_and_goes_back(gateway, hers, options):
    path = gateway.link(PRIVATE)
    for method in ("HEAD", "GET", "GET"):
        assert httpx.request(method, gateway.url + path, headers=PREVIEW).status_code == 200
    page = hers(**options).open(path)
    expect(page.get_by_text("Over the last 2 weeks")).to_have_count(0)
    chat = Scriptless(opened(page))
    assert chat.question == "phq2_interest"
    expect(page.get_by_text("asked here only")).to_be_visible()
    page.get_by_role("radio", name="Not at all").check()
    chat.button("Send").last.click()
    while (chat.question or "") in ("phq2_mood", "gad2_nervous", "gad2_worry", "support_wanted"):
        chat.button("Skip").click()
    back = page.get_by_role("link", name="Go back to Fake")
    expect(back).to_have_attribute("href", "https://fake.example/chat")
    expect(back).to_be_visible()


def test_the_page_can_be_left_at_once_and_what_was_opened_is_covered(gateway, hers, neighbour):
    device = hers()
    page = device.open(gateway.link(OPEN))
    expect(page.get_by_role("link", name="Leave this page")).to_be_visible()
    opened(page).get_by_role("link", name="Leave this page").click()
    page.wait_for_url(f"{neighbour.url}/weather")
    page.goto(f"{gateway.url}/chat")
    expect(page.get_by_text("nothing of it is shown")).to_be_visible()
    expect(Scriptless(page).messages).to_have_count(0)


def test_tapped_again_the_link_leads_back_to_what_it_has_opened(gateway, hers):
    device, path = hers(), gateway.link(OPEN)
    device.tolerate("answered 404")
    opened(device.open(path))
    again = device.open(path)
    expect(again.get_by_text("write LINK in the app")).to_be_visible()
    again.get_by_role("link", name="To the conversation").click()
    assert Scriptless(again).question == "tests"


def test_on_another_phone_a_used_link_says_how_to_get_one_and_shows_nothing(gateway, hers):
    path, one, other = gateway.link(OPEN), hers(), hers()
    other.tolerate("answered 404")
    opened(one.open(path))
    page = other.open(path)
    expect(page.get_by_text("write LINK in the app")).to_be_visible()
    expect(page.get_by_role("link", name="To the conversation")).to_have_count(0)
    assert other.context.cookies() == []


def test_a_browser_with_another_conversation_asks_first(gateway, hers):
    device = hers()
    first = Scriptless(opened(device.open(gateway.link(PRIVATE))))
    assert first.question == "phq2_interest"
    page = device.open(gateway.link(OPEN))
    expect(page.get_by_text("Another conversation is open in this browser")).to_be_visible()
    page.get_by_role("button", name="Open the other one").click()
    assert Scriptless(page).question == "tests"


@pytest.mark.parametrize("state", ["link", "another", "over", "private", "back", "closed"])
def test_each_of_its_pages_keeps_axes_rules_on_a_phone_and_a_desk_light_and_dark(gateway, hers, state):
    device = hers()
    device.tolerate("answered 404")
    page = device.open({"over": "/go/none"}.get(state) or gateway.link(PRIVATE if state == "private" else OPEN))
    if state in ("another", "private", "back", "closed"):
        opened(page)
    if state == "closed":
        page.get_by_role("button", name="Close the conversation in this browser").click()
    if state == "another":
        page.goto(gateway.url + gateway.link(PRIVATE))
    assert violations(page) == []
    assert smaller_than(page, 44) == []
    assert out_of_place(page) == []
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size(DESKTOP["viewport"])
    assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": 256})
    assert out_of_place(page) == []
