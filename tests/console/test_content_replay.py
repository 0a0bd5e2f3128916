"""Replaying a proposed protocol over what is stored: who would move, judged in a process of its own."""

from __future__ import annotations

import asyncio
import re
import sys
import time
import zipfile
from io import BytesIO

import pytest

from tests.support.console import DESK
from tests.support.record import LATER, begin, claim, outcome, take
from tests.support.teller import Teller
from yarrow.clinical.fact import Fact
from yarrow.console.content.judge import judge
from yarrow.console.content.replaying import packed
from yarrow.console.content.trial import Shown, Trial
from yarrow.console.content.trials import Busy, Trials
from yarrow.protocol.loader import ROOT
from yarrow.store.audit import Sought
from yarrow.web.form import File

DEFINITIONS = (ROOT / "definitions.yml").read_text(encoding="utf-8")
# Two losses are no longer enough.
TWO = "- id: recurrent_loss\n  when: {at_least: {n_eshre: 2}}"
THREE = TWO.replace("2", "3")
STRICTER = DEFINITIONS.replace(TWO, THREE)


@pytest.fixture(scope="module", autouse=True)
def two_losses(console):
    """One stored history: two losses."""
    begin(console.record)
    take(console.record, "m1")
    told = (
        Fact("losses_count", value=2),
        Fact("pregnant_now", value="no"),
        Fact("locale", value="UK"),
        Fact("age", value=34),
    )
    console.record.outbox.finish(claim(console.record), outcome(*told), LATER)


def send(browser, *files, extent="part"):
    """Send a proposal and wait until it is over; the page that says what came of it."""
    answer = browser.post(
        "/protocol/replay", {"extent": extent}, files=[("files", (name, text)) for name, text in files]
    )
    assert answer.status_code == 303, answer.text
    place, ends = answer.headers["location"], time.monotonic() + 60
    while 'hx-trigger="every 1s"' in (state := browser.get(f"{place}/progress").text):
        assert time.monotonic() < ends, state
        time.sleep(0.1)
    return place, browser.get(place).text


@pytest.fixture(scope="module")
def replayed(console):
    """A clinician who has replayed a stricter protocol: who, where, and the page."""
    assert STRICTER != DEFINITIONS
    clinician = console.sign_in("clinician")
    return clinician, *send(clinician, ("definitions.yml", STRICTER))


def test_says_who_would_move_and_by_which_rule(replayed):
    _, _, page = replayed
    assert "Less urgent than now (1)" in page
    assert 'href="/conversations/c1"' in page
    assert ">P01</th>" in page


def test_the_same_protocol_moves_nobody(clinician):
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in ROOT.rglob("*.yml"):
            archive.write(path, f"protocol/{path.relative_to(ROOT)}")
    _, page = send(clinician, ("protocol.zip", held.getvalue()), extent="whole")
    assert "The proposal does not differ" in page
    assert "/conversations/" not in page


def test_keeps_a_line_before_anything_is_read_and_one_with_the_numbers(console, replayed):
    after, before = console.record.audit.lines(Sought(actor=replayed[0].account.id))[:2]
    assert before.act.action == "protocol.replay"
    assert (after.act.action, after.act.detail["moves"]) == ("protocol.replayed", {"down": 1})
    assert after.act.conversation is None
    assert "'c1'" not in str(after.act.detail)


def test_nobody_else_sees_what_came_of_it(console, clinician, replayed):
    _, place, _ = replayed
    assert clinician.get(place).status_code == 404
    assert clinician.get(f"{place}/progress").status_code == 404


def test_who_may_not_open_conversations_is_given_no_way_to_them(admin):
    _, page = send(admin, ("definitions.yml", STRICTER))
    assert re.search(r">Less urgent than now</th><td[^>]*>1<", page)
    assert ">c1<" not in page


def asking_for(path):
    """A protocol of somebody's own with a rule, by a name nobody watches for, that asks for one thing."""
    rule = "\n- id: X77\n  title: asked\n  because: asked\n  when: {symptom: %s}\n  add: [R_999]\n  source: mine\n"
    return (ROOT / "rules" / "t0_call_now.yml").read_text(encoding="utf-8") + rule % path


def test_no_rule_of_their_own_tells_who_may_not_read_it_whom_it_fires_for(console, clinician):
    teller = Teller.agreed(console.record, DESK)
    teller.say("my partner hits me")
    both = console.sign_in("admin", "reviewer")
    rules = ("t0_call_now.yml", asking_for("abuse"))
    assert f'href="/conversations/{teller.id}"' in send(clinician, rules)[1]
    _, page = send(both, rules)
    assert re.search(r">More urgent than now</th><td[^>]*>0<", page)
    assert teller.id not in page


def test_reviewers_and_auditors_may_not_replay(reviewer, auditor):
    for browser in (reviewer, auditor):
        assert browser.get("/protocol/replay").status_code == 403
        assert browser.post("/protocol/replay", {}, files=[("files", ("a.yml", b"[]"))]).status_code == 403


@pytest.mark.parametrize(
    "text",
    [
        b"- id: [",
        b"- {id: recurrent_loss, when: {at_least: {nothing_known: 2}}, source: x}",
        b"- !!python/object/apply:os.system ['true']",
        b"\xff\xfe\xfa",
        b"just words",
    ],
)
def test_a_protocol_that_is_wrong_is_named_by_its_file_and_not_judged(tmp_path, text):
    said = list(judge(*at(tmp_path, packed([File("files", "definitions.yml", text)])), "sqlite://", is_whole=False))
    assert said[-1]["say"] == "wrong"
    assert said[-1]["why"].startswith("definitions.yml")


def test_what_a_file_says_stands_on_the_page_as_text(clinician):
    _, page = send(clinician, ("definitions.yml", b"<script>alert(1)</script>: ["))
    assert "The proposal cannot be used as it is" in page
    assert "<script>alert" not in page


def test_a_name_that_leads_out_of_the_folder_is_refused_with_the_reason(clinician):
    _, page = send(clinician, ("../definitions.yml", b"x: 1"))
    assert "leads out of the folder" in page


def test_nothing_chosen_is_said_at_the_field(clinician):
    answer = clinician.post("/protocol/replay", {"extent": "whole"}, files=[("files", ("", b""))])
    assert answer.status_code == 422
    assert "Choose a ZIP file" in answer.text


def test_more_than_is_taken_is_refused(clinician):
    answer = clinician.post("/protocol/replay", {}, files=[("files", ("a.zip", b"PK" + b"\0" * 4_100_000))])
    assert answer.status_code == 413


SLEEPS = (sys.executable, "-c", "import time; time.sleep(60)")
CRASHES = (sys.executable, "-c", "raise SystemExit('the words of a file')")
BABBLES = (sys.executable, "-c", "print('no line of ours')")


@pytest.mark.parametrize(("command", "state"), [(SLEEPS, "late"), (CRASHES, "failed"), (BABBLES, "failed")])
def test_a_judge_that_hangs_crashes_or_babbles_is_ended_and_said_so(command, state):
    ended = run(Trials("sqlite://", seconds=1, command=command))
    assert ended.result == state
    assert "Nothing was changed" in ended.why
    assert "the words of a file" not in ended.why


def test_one_is_judged_at_a_time():
    async def two():
        trials = Trials("sqlite://", seconds=5, command=SLEEPS)
        trials.begin(b"", Trial("anns", "ann", LATER, is_whole=True), lambda _: asyncio.sleep(0))
        with pytest.raises(Busy):
            trials.begin(b"", Trial("bens", "ben", LATER, is_whole=True), lambda _: asyncio.sleep(0))

    asyncio.run(two())


def test_what_only_clinicians_may_read_is_left_out_for_others():
    trial = Trial("t", "ann", LATER, is_whole=True)
    moved = {"id": "c1", "was": "T5", "now": "T2", "recommendations_new": [], "recommendations_gone": []}
    trial.hear({"say": "moved", "moved": "up", "rules_new": ["S13", "S15"], "rules_gone": [], **moved})
    trial.hear({"say": "end", "moves": {"up": 1}, "came": {"S13": 1, "S15": 1}, "went": {}})
    for with_private, names in ((True, ["S13", "S15"]), (False, ["S15"])):
        shown = Shown(trial, with_private=with_private)
        assert [name for name, _, _ in shown.by_item] == names
        assert shown.groups[1][3][0]["came"] == names


def at(tmp_path, sent):
    """The file that was sent, and the empty folder to unpack it into."""
    (tmp_path / "sent.zip").write_bytes(sent)
    (tmp_path / "inside").mkdir()
    return tmp_path / "sent.zip", tmp_path / "inside"


def run(trials):
    over = []

    async def judged():
        finished = asyncio.Event()

        async def ended(trial):
            over.append(trial)
            finished.set()

        trials.begin(b"", Trial("t", "ann", LATER, is_whole=True), ended)
        await asyncio.wait_for(finished.wait(), 20)

    asyncio.run(judged())
    return over[0]
