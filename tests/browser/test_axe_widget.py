"""Every state of the widget keeps axe's rules, light and dark, on phone and desktop, and has targets big enough."""

import pytest

from tests.support.axe import violations
from tests.support.device import DESKTOP, PHONE
from tests.support.layout import out_of_place, smaller_than
from tests.support.states import STATES


@pytest.mark.parametrize("state", STATES)
def test_a_state_of_the_widget(device, state):
    page = STATES[state](device(**PHONE)).page
    assert violations(page) == []
    assert smaller_than(page, 44) == []
    assert out_of_place(page) == []
    page.set_viewport_size(DESKTOP["viewport"])
    page.emulate_media(color_scheme="dark")
    assert violations(page) == []
    assert out_of_place(page) == []
