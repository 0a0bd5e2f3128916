"""Every page of the console before axe, in light and in dark, and measured on a phone and at great zoom."""

import pytest

from tests.support import axe, layout
from tests.support.console_pages import EVERYBODY, pages
from tests.support.device import PHONE

# 1280 pixels at 400 %, as WCAG 1.4.10 asks for.
ZOOMED = {"viewport": {"width": 320, "height": 640}}
TARGET = 24
TWICE = """() => [...document.querySelectorAll('[id]')].map((one) => one.id)
  .filter((id, place, all) => all.indexOf(id) !== place)"""


def shown(nurse, clinic):
    """Every page, one after another."""
    for path in pages(clinic):
        nurse.open(path)
        yield path, nurse.settle()


def faults(found):
    return {place: wrong for place, wrong in found.items() if wrong}


@pytest.mark.timeout(300)
def test_no_page_breaks_a_rule(visitor, clinic):
    found = {}
    for path, page in shown(visitor(*EVERYBODY), clinic):
        found[path] = [*axe.violations(page), *page.evaluate(TWICE)]
    assert faults(found) == {}


@pytest.mark.timeout(300)
def test_in_the_dark_no_page_is_hard_to_read(visitor, clinic):
    nurse = visitor(*EVERYBODY, color_scheme="dark")
    found = {path: axe.violations(page, "color-contrast") for path, page in shown(nurse, clinic)}
    assert faults(found) == {}


def test_on_a_phone_nothing_is_lost_and_all_can_be_hit(visitor, clinic):
    found = {}
    for path, page in shown(visitor(*EVERYBODY, **PHONE), clinic):
        found[path] = [*layout.out_of_place(page), *layout.smaller_than(page, TARGET)]
    assert faults(found) == {}


def test_at_great_zoom_with_more_room_for_text_nothing_is_lost(visitor, clinic):
    found = {}
    for path, page in shown(visitor(*EVERYBODY, **ZOOMED), clinic):
        layout.space_text(page)
        found[path] = layout.out_of_place(page)
    assert faults(found) == {}
