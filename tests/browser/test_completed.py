"""The page is told when a history is complete: once, and not before."""

from tests.support.over_http import OverHttp
from tests.support.places import at

COUNT = "() => { window.told = 0; addEventListener('yarrow-completed', () => window.told++); }"
SETTLED = "() => new Promise((go) => setTimeout(() => go(window.told), 700))"
LAST = at("confirm_summary", losses_count=0)


def test_a_confirmed_summary_is_told_once_and_an_aside_never(desktop, yarrow):
    widget = desktop.take_up(OverHttp(yarrow, LAST).chat)
    page = widget.page
    page.evaluate(COUNT)
    widget.press("Why do you ask?")
    assert page.evaluate(SETTLED) == 0
    widget.press("Yes, that's right")
    page.wait_for_function("() => window.told === 1")
    widget.ask("what are NK cells?")
    assert page.evaluate(SETTLED) == 1
    page.reload()
    widget.until_answered()
    page.evaluate(COUNT)
    widget.ask("thank you")
    assert page.evaluate(SETTLED) == 0


def test_a_pause_is_no_end(desktop, yarrow):
    widget = desktop.take_up(OverHttp(yarrow, LAST).chat)
    widget.page.evaluate(COUNT)
    widget.ask("Pause")
    assert widget.question() is None
    assert widget.page.evaluate(SETTLED) == 0


def test_a_greeting_that_was_put_away_stays_away_in_this_tab(desktop):
    page = desktop.open("/")
    hide = page.get_by_role("button", name="Hide this greeting")
    hide.click()
    assert hide.count() == 0
    page.reload()
    page.get_by_role("button", name="Chat with Yarrow").wait_for()
    assert hide.count() == 0
