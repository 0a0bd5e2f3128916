"""What did not reach a messaging app, in a browser: read at a glance, opened and sent again, on a phone too."""

from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from tests.support.app_line import AppLine
from tests.support.axe import violations
from tests.support.console import DESK, RunningConsole
from tests.support.console_visitor import ConsoleVisitor
from tests.support.device import PHONE
from tests.support.layout import out_of_place, smaller_than
from tests.support.prepared import prepared_sqlite
from tests.support.teller import Teller
from yarrow.messengers import Messengers, Telegram

SET_UP = Messengers(telegram=Telegram("1:token", "secret"))


@pytest.fixture(scope="module")
def clinic(tmp_path_factory):
    """A clinic with messaging apps, where three messages did not arrive; the urgent one was the first."""
    home = tmp_path_factory.mktemp("home")
    with RunningConsole(home, prepared_sqlite(home), messengers=SET_UP) as console:
        lines = [AppLine(console.record, Teller.agreed(console.record, DESK).id, app) for app in ("telegram", "sms")]
        lines[0].give_up("blocked", is_urgent=True)
        lines[1].give_up("30005")
        held = AppLine(console.record, Teller.agreed(console.record, DESK).id, "whatsapp")
        held.hold("131047")
        yield SimpleNamespace(console=console, urgent=lines[0].conversation)


@pytest.fixture
def visitor(browser, clinic):
    """Makes members of staff at browsers; what was seen on each is judged after it."""
    made = []

    def make(*roles, **options):
        made.append(ConsoleVisitor(browser, clinic, *roles, **options))
        return made[-1]

    yield make
    for one in made:
        one.close()
    assert [fault for one in made for fault in one.vigil.faults] == []


def test_with_keys_she_goes_there_and_opens_the_most_urgent(visitor, clinic):
    nurse = visitor("clinician")
    page = nurse.open("/worklist")
    link = page.get_by_role("link", name="Not delivered")
    expect(link.locator("#undelivered-count")).to_contain_text("3")
    nurse.keyboard.press("g", "d")
    page.wait_for_url("**/undelivered")
    expect(page.locator("[data-row]").first).to_contain_text("Urgent words")
    nurse.keyboard.press("j", "Enter")
    page.wait_for_url(f"**/conversations/{clinic.urgent}")
    expect(page.locator("#transcript")).to_contain_text("Not delivered: she has blocked us")


def test_the_list_keeps_axes_rules_light_and_dark_on_a_desk_and_a_phone(visitor):
    nurse = visitor("clinician")
    page = nurse.open("/undelivered")
    nurse.settle()
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size(PHONE["viewport"])
    assert violations(page) == []
    assert smaller_than(page, 24) == []
    assert out_of_place(page) == []


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without"])
def test_one_is_sent_again_with_a_press(visitor, clinic, script):
    nurse = visitor("reviewer", java_script_enabled=script)
    page = nurse.open("/undelivered")
    before = page.locator("[data-row]").count()
    page.get_by_role("button", name="Send again").last.click()
    expect(page.locator("[data-flash]")).to_contain_text("tried again")
    expect(page.locator("[data-row]")).to_have_count(before - 1)
