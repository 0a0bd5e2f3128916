"""The pictures in docs/screenshots/: made from the real thing; `YARROW_SCREENSHOTS=1 make test` takes them anew."""

import pytest

from tests.support.device import DESKTOP, PHONE
from tests.support.pages import PAGES
from tests.support.picture import take
from tests.support.states import STATES

FINE = {"device_scale_factor": 2}
BUILT = "() => [...document.querySelectorAll('yarrow-chat')].every((one) => one.shadowRoot?.childElementCount)"


@pytest.mark.parametrize(
    ("name", "state", "options"),
    [
        ("phone", "symptoms", {**PHONE, **FINE}),
        ("phone-dark", "symptoms", {**PHONE, **FINE, "color_scheme": "dark"}),
        ("emergency", "emergency", {**PHONE, **FINE}),
        ("loss-card", "loss", {**PHONE, **FINE}),
        ("number", "number", {**PHONE, **FINE}),
        ("menu", "menu", {**PHONE, **FINE}),
        ("covered", "covered", {**PHONE, **FINE}),
        ("desktop", "opened", DESKTOP),
        ("desktop-dark", "opened", {**DESKTOP, "color_scheme": "dark"}),
    ],
)
def test_a_picture_of_the_widget(device, name, state, options):
    assert take(STATES[state](device(**options)).page, name).exists()


@pytest.mark.parametrize(
    ("name", "state", "size"),
    [
        ("demo", "home", DESKTOP),
        ("integrate", "integrate", DESKTOP),
        ("summary", "mine", DESKTOP),
        ("without-script", "chat, symptoms", PHONE),
    ],
)
def test_a_picture_of_a_page(device, name, state, size):
    page = PAGES[state](device(**size))
    page.wait_for_function(BUILT)
    assert take(page, name).exists()
