"""The pictures of the console in docs/screenshots/; `YARROW_SCREENSHOTS=1 make test` takes them anew."""

import os

import pytest
from playwright.sync_api import expect

from tests.support.device import DESKTOP, PHONE
from tests.support.picture import take

NAME = "Ada Fisher"
PEOPLE = 40


@pytest.fixture(scope="module")
def busy(clinic):
    """The clinic; when its pictures are taken, on a day with much to do."""
    if os.environ.get("YARROW_SCREENSHOTS"):
        clinic.fill(PEOPLE)
    return clinic


@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    ("name", "path", "options"),
    [
        ("console-worklist", "/worklist?view=all", DESKTOP),
        ("console-worklist-dark", "/worklist?view=all", {**DESKTOP, "color_scheme": "dark"}),
        ("console-worklist-phone", "/worklist?view=all", {**PHONE, "device_scale_factor": 2}),
        ("console-figures", "/insight", DESKTOP),
        ("console-protocol", "/protocol/rules/P01", DESKTOP),
    ],
)
def test_a_picture_of_a_page(visitor, busy, name, path, options):
    nurse = visitor("clinician", name=NAME, **options)
    nurse.open(path)
    assert take(nurse.settle(), name).exists()


def test_a_picture_of_a_fact_beside_the_words_it_came_from(visitor, busy):
    nurse = visitor("clinician", name=NAME, viewport={"width": 1440, "height": 900})
    page = nurse.open(f"/conversations/{busy.patients['whole history']}")
    page.locator("#history .yw-quote", has_text="“lupus”").click()
    expect(page.locator("#transcript .yw-lit")).to_have_text("lupus")
    expect(page.locator("#transcript .yw-lit")).to_be_in_viewport()
    assert take(page, "console-conversation").exists()


def test_a_picture_of_a_person_writing_instead_of_the_program(visitor, busy):
    nurse = visitor("clinician", name=NAME, **DESKTOP)
    page = nurse.open(f"/conversations/{busy.patients['wants a person']}")
    nurse.keyboard.press("r")
    nurse.settle()
    assert take(page, "console-attending").exists()


def test_a_picture_of_the_sign_in(visitor):
    nurse = visitor(**DESKTOP)
    assert take(nurse.open("/sign-in"), "console-sign-in").exists()
