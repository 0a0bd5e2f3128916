"""The PDF made by a process of its own."""

from __future__ import annotations

import os
import sys

import pytest

from yarrow.brief import press as pressing
from yarrow.brief.paper import PaperUnavailableError
from yarrow.brief.press import press

PAGE = '<html lang="en"><title>A page</title><p>Words of a page.</p></html>'


@pytest.fixture
def instead(monkeypatch, tmp_path):
    """Puts a script in the place of the process."""

    def run(script):
        stand_in = tmp_path / "python"
        stand_in.write_text(f"#!{sys.executable}\n{script}")
        os.chmod(stand_in, 0o755)
        monkeypatch.setattr(pressing.sys, "executable", str(stand_in))

    return run


def test_a_page_becomes_a_pdf():
    assert press(PAGE).startswith(b"%PDF-1.7")


def test_a_process_that_takes_too_long_is_ended(instead, tmp_path):
    instead("import time; time.sleep(60)")
    with pytest.raises(TimeoutError):
        press(PAGE, seconds=0.2)


def test_what_is_missing_on_the_machine_is_said(instead):
    instead("import sys; sys.stderr.write('Install Pango.'); sys.exit(3)")
    with pytest.raises(PaperUnavailableError, match="Install Pango"):
        press(PAGE)


def test_a_process_that_fails_is_an_error_without_a_word_of_the_page(instead):
    instead("import sys; sys.stderr.write(sys.stdin.read()); sys.exit(1)")
    with pytest.raises(ChildProcessError) as error:
        press(PAGE)
    assert "Words of a page" not in str(error.value)
