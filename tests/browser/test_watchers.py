"""What watches the pages sees what it is there for: a check that cannot fail proves nothing."""

import pytest

from tests.support import axe, screen_reader
from tests.support.screen_reader import heard
from tests.support.vigil import Vigil

STRICT = "default-src 'none'; script-src 'nonce-own'; require-trusted-types-for 'script'; trusted-types 'none'"
FRAME = '<!doctype html><html lang="en"><title>A page</title><main><h1>A page</h1>{}</main></html>'
SHADOW = """<div id="host"></div><script nonce="own">
  const root = document.getElementById('host').attachShadow({mode: 'open'});
  root.append(document.createElement('button'));
</script>"""
REGIONS = """<p role="status" id="status"></p><p role="alert" id="alert"></p>
<div aria-live="off" role="log" id="log"></div>
<p role="status" id="hidden" hidden></p>"""


@pytest.fixture
def context(browser):
    with browser.new_context() as context:
        yield context


@pytest.fixture
def page(context):
    screen_reader.listen(context)
    return context.new_page()


@pytest.fixture
def vigil(context, neighbour):
    return Vigil(context, neighbour.url)


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<script>1</script>", "policy violation: script-src-elem inline"),
        ('<p style="color: red">red</p>', "policy violation: style-src-attr inline"),
        (
            "<script nonce=own>document.body.innerHTML = '<b>b</b>'</script>",
            "policy violation: require-trusted-types-for",
        ),
        ("<script nonce=own>console.debug('words')</script>", "console: debug: words"),
        ("<script nonce=own>throw new Error('torn')</script>", "error: torn"),
        ("<script nonce=own>alert('hello')</script>", "dialog: alert: hello"),
        ("<iframe src=http://127.0.0.1:9/></iframe>", "policy violation: frame-src http://127.0.0.1:9"),
    ],
)
def test_the_vigil_sees(vigil, page, neighbour, body, fault):
    page.goto(neighbour.put("/page", FRAME.format(body), STRICT), wait_until="networkidle")
    assert any(found.startswith(fault) for found in vigil.faults), vigil.faults


def test_the_vigil_sees_a_request_that_leaves_for_another_origin_or_fails(vigil, page, neighbour):
    body = "<img src=http://127.0.0.1:9/x alt=x>"
    page.goto(neighbour.put("/page", FRAME.format(body)), wait_until="networkidle")
    assert "another origin: GET http://127.0.0.1:9/x" in vigil.faults
    assert "failed: GET http://127.0.0.1:9/x: net::ERR_UNSAFE_PORT" in vigil.faults


def test_the_vigil_finds_no_fault_in_a_plain_page_and_none_in_what_is_tolerated(vigil, page, neighbour):
    page.goto(neighbour.put("/page", FRAME.format("<p>Plain words.</p>"), STRICT))
    assert vigil.faults == []
    vigil.tolerated.append("policy violation: script-src-elem")
    page.goto(neighbour.put("/page", FRAME.format("<script>1</script>"), STRICT))
    assert [fault for fault in vigil.faults if not fault.startswith("console: error: Executing inline")] == []


def test_axe_runs_under_a_strict_policy_and_finds_a_button_without_a_name_inside_a_shadow_root(page, neighbour):
    page.goto(neighbour.put("/page", FRAME.format(SHADOW), STRICT))
    found = axe.violations(page)
    assert [rule.split(":")[0] for rule in found] == ["button-name"]


def test_axe_finds_text_too_pale_to_read(page, neighbour):
    page.goto(neighbour.put("/page", FRAME.format("<p style='color: #aaa; background: #fff'>pale</p>")))
    assert [rule.split(":")[0] for rule in axe.violations(page)] == ["color-contrast"]


def test_axe_finds_nothing_on_a_plain_page(page, neighbour):
    page.goto(neighbour.put("/page", FRAME.format("<p>Plain words.</p>")))
    assert axe.violations(page) == []


def test_the_screen_reader_hears_live_regions_only_and_in_order(page, neighbour):
    page.goto(neighbour.put("/page", FRAME.format(REGIONS)))
    for region, words in (("status", "one"), ("log", "no"), ("hidden", "no"), ("alert", "two"), ("status", "three")):
        page.evaluate("([id, words]) => { document.getElementById(id).textContent = words; }", [region, words])
    assert heard(page) == ["one", "two", "three"]
    assert heard(page, "assertive") == ["two"]
