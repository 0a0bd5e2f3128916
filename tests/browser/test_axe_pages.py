"""Every page keeps axe's rules, light and dark, phone and desktop; nothing on it is too small or out of sight."""

import pytest

from tests.support.axe import violations
from tests.support.device import DESKTOP, PHONE
from tests.support.layout import out_of_place, smaller_than
from tests.support.pages import PAGES

# A window of 1280 × 1024 at 400 %.
ZOOMED = {"width": 320, "height": 256}


@pytest.mark.parametrize("state", PAGES)
def test_a_page(device, state):
    one = device(**DESKTOP)
    one.tolerate("answered 4")
    page = PAGES[state](one)
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size(PHONE["viewport"])
    assert violations(page) == []
    assert smaller_than(page, 44) == []
    assert out_of_place(page) == []
    page.set_viewport_size(ZOOMED)
    assert out_of_place(page) == []
