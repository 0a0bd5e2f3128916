"""A message over the limit is refused before it is sent, and what was written stays."""

import re

from playwright.sync_api import expect

from tests.support.over_http import OverHttp
from tests.support.places import TESTS


def count(widget):
    """How many characters of how many."""
    return widget.page.get_by_text(re.compile(r"\d of 4,?000"))


def test_over_the_limit_nothing_is_sent_and_the_words_stay_to_be_shortened(desktop, yarrow):
    widget = desktop.take_up(OverHttp(yarrow, TESTS).chat)
    posted = []
    widget.page.on("request", lambda request: posted.append(request) if request.method == "POST" else None)
    widget.say("a" * 4001)
    expect(widget.page.get_by_text("too long")).to_be_visible()
    expect(widget.composer).to_have_value("a" * 4001)
    assert posted == []
    expect(count(widget)).to_contain_text(re.compile("4,?001"))
    widget.composer.fill("a" * 4000)
    told = widget.entries()
    widget.button("Send").last.click()
    widget.until_answered(told + 2)
    assert len(posted) == 1


def test_characters_are_counted_as_the_gateway_counts_them(desktop, yarrow):
    widget = desktop.take_up(OverHttp(yarrow, TESTS).chat)
    # Each is two code units, and each e with its accent two characters until they are composed.
    widget.ask("\N{BLACK HEART SUIT}\N{SLIGHTLY SMILING FACE}e\N{COMBINING ACUTE ACCENT}" * 1333)
    said = [message["text"] for message in desktop.chat.history() if message["from"] == "patient"]
    assert [len(text) for text in said] == [3999]


def test_the_count_is_shown_only_near_the_limit(desktop):
    widget = desktop.talk()
    widget.composer.fill("a" * 3400)
    expect(count(widget)).to_be_hidden()
    widget.composer.fill("a" * 3600)
    expect(count(widget)).to_contain_text(re.compile("3,?600"))
