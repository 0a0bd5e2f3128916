"""The page: everything on it, nothing run by it, and read as well by a screen reader as by eye."""

from __future__ import annotations

import base64
import hashlib
import logging
import re
from itertools import pairwise

import pytest

from tests.support.briefs import HISTORIES, page_for
from tests.support.markup import Markup
from yarrow.brief.page import SHEET, page
from yarrow.clinical.brief import Audience
from yarrow.clinical.brief.document import Entries, Items, Table

CASES = [(name, audience) for name in HISTORIES for audience in ("patient", "clinician")]


def read(name: str, audience: Audience) -> Markup:
    return Markup(page(page_for(HISTORIES[name](), audience, conversation="c-1")))


def plain(words: str) -> str:
    return " ".join(words.split())


@pytest.mark.parametrize(("name", "audience"), CASES)
def test_every_word_of_the_brief_is_on_the_page(name: str, audience: Audience) -> None:
    brief, text = page_for(HISTORIES[name](), audience), plain(read(name, audience).text)
    said = [brief.title, brief.made, *brief.intro, *brief.notices, *brief.ending, *brief.fill_in]
    for part in brief.parts:
        said.append(part.title)
        for block in part.blocks:
            if isinstance(block, Entries):
                said += [words for entry in block.entries for words in (entry.name, entry.value)]
            elif isinstance(block, Items):
                said += [words for item in block.items for words in (item.text, item.label)]
            elif isinstance(block, Table):
                said += [block.caption, *block.head, *block.notes, *(cell for row in block.rows for cell in row.cells)]
            else:
                said += block.paragraphs
    assert [words for words in said if plain(words) not in text] == []


@pytest.mark.parametrize(("name", "audience"), CASES)
def test_the_page_can_be_read_without_seeing_it(name: str, audience: Audience) -> None:
    markup = read(name, audience)
    assert markup.all("html")[0].attributes["lang"] in ("en-GB", "en-US")
    assert markup.all("title")[0].text.strip()
    assert len(markup.all("h1")) == len(markup.all("main")) == 1
    ids = [element.attributes["id"] for element in markup.elements if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    for section in markup.all("section"):
        assert section.attributes["aria-labelledby"] in ids
        assert "h2" in section.children
    for table in markup.all("table"):
        assert table.children[0] == "caption"
    assert {cell.attributes["scope"] for cell in markup.all("th")} <= {"col", "row"}
    assert all(heading.text.strip() for heading in markup.all("h2") + markup.all("h3") + markup.all("caption"))


def test_headings_go_down_one_step_at_a_time() -> None:
    levels = [int(e.tag[1]) for e in read("full", "clinician").elements if re.fullmatch(r"h[1-6]", e.tag)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("audience", ["patient", "clinician"])
def test_whatever_she_wrote_is_text(audience: Audience) -> None:
    markup = read("hostile", audience)
    assert {"script", "img", "iframe", "object", "link", "form", "a"}.isdisjoint(e.tag for e in markup.elements)
    assert "<script>alert(1)</script> {{ brief }}" in markup.text
    assert "x" * 4000 in markup.text
    assert not any(name.startswith("on") or name == "style" for e in markup.elements for name in e.attributes)


def test_the_page_needs_nothing_else() -> None:
    html = page(page_for(HISTORIES["full"](), "patient"))
    assert not re.search(r"(?:src|href|url\(|@import|http)", html)


def test_the_policy_allows_its_one_stylesheet_and_nothing_else() -> None:
    inside = read("full", "patient").all("style")[0].text
    digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in SHEET.policy
    assert "default-src 'none'" in SHEET.policy
    assert "unsafe" not in SHEET.policy
    assert "</" not in SHEET.style


def test_the_level_is_told_by_words_and_frame_not_by_colour() -> None:
    frames = {level: rule for level, rule in re.findall(r"\.urgency\.(t\d)[^{]*\{ border: ([^;]+);", SHEET.style)}
    assert set(frames) == {"t0", "t2"}
    assert "double" in frames["t0"]
    assert "var(--ink)" in frames["t2"]
    urgent = read("collapse", "patient")
    assert any(e.attributes.get("class") == "urgency t0" for e in urgent.all("section"))


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("ground", ["#ffffff", "tint"])
@pytest.mark.parametrize("ink", ["ink", "soft", "leaf"])
def test_words_stand_out_from_the_paper(ink: str, ground: str) -> None:
    colours = dict(re.findall(r"--(\w+): (#\w{6})", SHEET.style))
    light, dark = luminance(colours.get(ground, ground)), luminance(colours[ink])
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_nothing_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        read("hostile", "clinician")
    assert caplog.records == []
