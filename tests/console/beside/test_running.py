"""The running console sends letters by itself, soon, and goes on after a restart with what was left."""

from __future__ import annotations

import time

from tests.support.console import RunningConsole
from tests.support.mailbox import SECRET, receiver
from tests.support.record import begin
from yarrow.post import Post, Webhook


def within(seconds, happens):
    ends = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < ends, "it did not happen in time"
        time.sleep(0.05)


def test_a_running_console_sends_what_is_raised_and_what_was_left_by_an_earlier_one(tmp_path):
    with receiver() as hook:
        post = Post(None, Webhook(hook.url, SECRET))
        with RunningConsole(tmp_path, post=post) as console:
            begin(console.record)
            console.record.notices.raise_("c1", "person_wanted", console.now())
            within(60, lambda: console.record.letters.counts() == {("webhook", "sent"): 1})
        begin(console.record, "c2")
        console.record.notices.raise_("c2", "person_wanted", console.now())
        with RunningConsole(tmp_path, post=post) as console:
            within(60, lambda: console.record.letters.counts() == {("webhook", "sent"): 2})
        assert len({headers["webhook-id"] for headers, _ in hook.calls}) == len(hook.calls) == 2
