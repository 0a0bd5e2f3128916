"""The first day of an administrator: the link, a password, a code app, and signing in again the next morning."""

from __future__ import annotations

import pyotp
import time_machine

from yarrow.store.accounts import Newcomer

WORDS = "otters under the old bridge"


def test_somebody_new_comes_in_by_the_link_sets_up_a_code_app_and_signs_in_with_both(clinic, visitor):
    console, one = clinic.console, visitor()
    newcomer = Newcomer("Piet Vos", "piet@clinic.example", "Practice manager", ("admin",))
    _, code = console.record.accounts.add(newcomer, "system", console.now())
    page = one.open(f"/enrol/{code}")
    page.get_by_label("New password").fill(WORDS)
    page.get_by_label("The same once more").fill(WORDS)
    page.get_by_role("button", name="Keep it and sign in").click()
    page.get_by_role("heading", name="Set up a code app").wait_for()
    page.wait_for_function("() => document.querySelector('img').naturalWidth > 0")
    app = pyotp.TOTP(page.locator("code").inner_text().replace(" ", ""))
    page.get_by_label("Code").fill(app.now())
    page.get_by_role("button", name="Keep it").click()
    assert page.locator("main li").count() == 10
    page.get_by_role("link", name="I have kept them").click()
    page.get_by_role("heading", name="People", exact=True).wait_for()
    page.get_by_role("button", name="Sign out").click()

    page.get_by_label("E-mail address").fill("piet@clinic.example")
    page.get_by_label("Password").fill(WORDS)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name="Your code").wait_for()
    with time_machine.travel(console.now().timestamp() + 30):
        page.get_by_label("Code").fill(app.now())
        page.get_by_role("button", name="Go on").click()
        page.get_by_role("heading", name="People", exact=True).wait_for()
