"""The PDF: tagged, titled, its fonts within, the same each time, nothing cut off and nothing fetched."""

from __future__ import annotations

import builtins
import logging
import re
import socket
import zlib
from functools import cache
from typing import Any

import pypdfium2
import pytest

from tests.support.briefs import HISTORIES, Telling, page_for
from yarrow.brief.page import page
from yarrow.brief.paper import PaperUnavailableError, paper
from yarrow.clinical.brief import Audience

try:
    paper("<title>t</title>")
except PaperUnavailableError as missing:
    pytest.skip(str(missing), allow_module_level=True)

MILLIMETRE = 72 / 25.4
MARGIN = 5 * MILLIMETRE


@cache
def printed(name: str, audience: Audience) -> bytes:
    return paper(page(page_for(HISTORIES[name](), audience)))


def texts(pdf: bytes) -> list[str]:
    """The text of each page, as one line."""
    document = pypdfium2.PdfDocument(pdf)
    return [" ".join(document[i].get_textpage().get_text_range().split()) for i in range(len(document))]


def test_a_page_becomes_a_tagged_titled_pdf_in_its_language() -> None:
    pdf = printed("full", "patient")
    assert pdf.startswith(b"%PDF-1.7")
    document = pypdfium2.PdfDocument(pdf)
    assert document.get_metadata_value("Title") == "My notes for the visit"
    for mark in (b"/StructTreeRoot", b"/Marked true", b"/Lang", b"pdfuaid"):
        assert mark in pdf or mark in _streams(pdf)


def _streams(pdf: bytes) -> bytes:
    found = b""
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            found += zlib.decompress(stream)
        except zlib.error:
            found += stream
    return found


def test_every_font_is_within() -> None:
    pdf = printed("full", "clinician")
    whole = pdf + _streams(pdf)
    assert len(re.findall(rb"/FontDescriptor \d+ 0 R", whole)) >= 2
    assert len(re.findall(rb"/Type /FontDescriptor", whole)) == len(re.findall(rb"/FontFile[23]? \d+ 0 R", whole))


def test_the_same_page_gives_the_same_bytes() -> None:
    again = paper(page(page_for(HISTORIES["heavy"](), "patient")))
    assert again == printed("heavy", "patient")
    assert b"CreationDate" not in again


@pytest.mark.parametrize(("name", "width", "height"), [("spotting", 210, 297), ("heavy", 215.9, 279.4)])
def test_paper_is_that_of_the_place(name: str, width: float, height: float) -> None:
    size = pypdfium2.PdfDocument(printed(name, "patient"))[0].get_size()
    assert size == pytest.approx((width * MILLIMETRE, height * MILLIMETRE), abs=1)


@pytest.mark.parametrize("name", ["collapse", "heavy", "seventeen", "empty", "unsure"])
def test_an_emergency_or_a_short_history_is_one_sheet(name: str) -> None:
    assert len(texts(printed(name, "patient"))) == 1


@pytest.mark.parametrize("name", ["collapse", "heavy"])
def test_the_clinicians_sheet_of_an_emergency_is_one(name: str) -> None:
    assert len(texts(printed(name, "clinician"))) == 1


def test_a_full_history_is_two_sheets_and_the_annexes_stand_behind() -> None:
    assert len(texts(printed("full", "patient"))) == 2
    sheets = texts(printed("full", "clinician"))
    first_annex = next(place for place, text in enumerate(sheets) if text.startswith("Annex: sources"))
    assert first_annex == 2


def test_each_sheet_has_its_number() -> None:
    sheets = texts(printed("full", "patient"))
    assert all(f"{place} / {len(sheets)}" in text for place, text in enumerate(sheets, start=1))


def test_the_emergency_words_come_first() -> None:
    text = texts(printed("collapse", "patient"))[0]
    assert text.index("Please call 999 (or 112) now.") < text.index("About you")


@pytest.mark.parametrize("audience", ["patient", "clinician"])
def test_long_words_and_long_texts_are_whole_and_within_the_sheet(audience: Audience) -> None:
    pdf = printed("hostile", audience)
    letters = "".join(texts(pdf)).replace(" ", "")
    assert letters.count("x") >= 4000
    assert "<script>alert(1)</script>" in letters
    document = pypdfium2.PdfDocument(pdf)
    for number in range(len(document)):
        sheet = document[number]
        width, height = sheet.get_size()
        words = sheet.get_textpage()
        for place in range(0, words.count_chars(), 7):
            left, bottom, right, top = words.get_charbox(place)
            assert left >= MARGIN
            assert right <= width - MARGIN
            assert bottom >= MARGIN
            assert top <= height - MARGIN


def test_four_thousand_characters_in_a_cell_are_not_cut() -> None:
    told = Telling().says("lupus", conditions__sle=True, **{"condition_treatment__sle": "wort " * 799 + "last."})
    letters = " ".join(texts(paper(page(page_for(told.history, "patient")))))
    assert letters.count("wort") == 799
    assert "last." in letters


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    outside = '<img src="http://127.0.0.1:9/x.png"><link rel="stylesheet" href="file:///etc/passwd">'
    assert paper(f"<html lang=en><title>t</title><p>here</p>{outside}").startswith(b"%PDF")


def test_no_word_of_hers_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        paper(page(page_for(HISTORIES["hostile"](), "patient")))
    said = " ".join(record.getMessage() for record in caplog.records)
    assert "alert" not in said
    assert "xxxx" not in said
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


@pytest.mark.parametrize("error", [OSError("cannot load library 'libpango-1.0-0'"), ImportError("weasyprint")])
def test_a_machine_without_pango_says_what_to_install(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **kept: Any) -> Any:
        if name == "weasyprint":
            raise error
        return real(name, *rest, **kept)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(PaperUnavailableError, match="libpango"):
        paper("<p>")
