"""The words of the pages: plain, all there, in every language, and true to the look they share with the widget."""

from __future__ import annotations

import re

import pytest
from jinja2 import Environment, nodes

from tests.support.gateway import RunningGateway
from tests.support.repository import ROOT
from yarrow.gateway.pages.catalogue import TEXTS, catalogue
from yarrow.gateway.pages.sheet import TEMPLATES

PATIENTS = ("chat", "code", "common", "covered", "delete", "mine", "privacy", "problem", "receipt", "resume", "start",
            "switch", "talk", "urgent", "go")  # fmt: skip
STATIC = TEMPLATES.parent / "static"


def sentences(entry):
    if isinstance(entry, str):
        yield from (part.strip() for part in re.split(r"(?<=[.?:])\s+", entry) if part.strip())
    for inner in entry.values() if isinstance(entry, dict) else entry if isinstance(entry, list) else ():
        yield from sentences(inner)


@pytest.mark.parametrize("page", PATIENTS)
@pytest.mark.parametrize("lang", ["en-GB", "en-US"])
def test_what_a_patient_reads_is_short_and_calm(lang, page):
    for sentence in sentences(catalogue(lang).all(page)):
        assert len(sentence.split()) <= 20, sentence
        assert "!" not in sentence, sentence
        assert not re.search(r"\b(please note|utilise|user|diagnosis)\b", sentence, re.IGNORECASE), sentence


def test_every_word_a_template_names_is_there():
    missing = []
    for path in sorted(TEMPLATES.glob("*.html")):
        tree = Environment(autoescape=True).parse(path.read_text(encoding="utf-8"))
        for call in tree.find_all(nodes.Call):
            is_words = isinstance(call.node, nodes.Name) and call.node.name == "t"
            if is_words and call.args and isinstance(call.args[0], nodes.Const):
                try:
                    catalogue("en-GB")(call.args[0].value)
                except KeyError:
                    missing.append(f"{path.name}: {call.args[0].value}")
    assert missing == []


def names(entry, at=""):
    if isinstance(entry, dict):
        for name, inner in entry.items():
            yield from names(inner, f"{at}.{name}")
    else:
        yield at


def test_another_language_names_nothing_that_english_has_not():
    known = set(names(dict(catalogue("en-GB").tree)))
    for folder in TEXTS.iterdir():
        assert set(names(dict(catalogue(folder.name).tree))) == known


@pytest.mark.parametrize("lang", ["en-GB", "en-US"])
def test_every_page_says_its_language(tmp_path, lang):
    with RunningGateway(tmp_path, lang=lang) as gateway:
        for path in ("/", "/talk", "/chat", "/privacy", "/integrate"):
            page = gateway.http.get(path, headers={"Accept": "text/html"})
            assert page.status_code == 200
            assert f'<html lang="{lang}"' in page.text
            assert "built-in" not in page.text
        assert ("Colors" in gateway.http.get("/integrate").text) is (lang == "en-US")


def test_the_widget_is_told_in_which_country_it_stands(tmp_path):
    with RunningGateway(tmp_path, locale="AU") as gateway:
        assert '<yarrow-chat mode="full" name="Yarrow" locale="AU"' in gateway.http.get("/talk").text
        assert '<yarrow-chat name="Yarrow" locale="UK"' in gateway.http.get("/").text, "the invented clinic is there"


def colours(text):
    """Each of the shared colours in a sheet: light first, then dark."""
    shared = (
        "ground",
        "surface",
        "ink",
        "quiet",
        "line",
        "accent",
        "on-accent",
        "mine",
        "urgent",
        "urgent-ground",
        "focus",
    )
    return {name: re.findall(rf"--{name}: ?(?:var\([^,]+, ?)?(#[0-9a-f]{{6}})", text)[:2] for name in shared}


def test_the_pages_have_the_widgets_colours():
    ours = colours((STATIC / "tokens.css").read_text(encoding="utf-8"))
    assert all(len(values) == 2 for values in ours.values())
    assert ours == colours((ROOT / "widget" / "style.js").read_text(encoding="utf-8"))


def brightness(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((brightness(one), brightness(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [0, 1])
def test_every_pair_of_colours_can_be_told_apart(theme):
    text = (STATIC / "tokens.css").read_text(encoding="utf-8")
    has = {name: values[theme] for name, values in colours(text).items()}
    edge = re.findall(r"--edge: (#[0-9a-f]{6})", text)[theme]
    for ground in ("ground", "surface"):
        for ink in ("ink", "quiet", "accent", "urgent"):
            assert contrast(has[ink], has[ground]) >= 4.5, (ink, ground)
        assert contrast(edge, has[ground]) >= 3
        assert contrast(has["focus"], has[ground]) >= 3
    for ink, ground in (("ink", "mine"), ("quiet", "mine"), ("accent", "mine"), ("ink", "urgent-ground"),
                        ("urgent", "urgent-ground"), ("on-accent", "accent")):  # fmt: skip
        assert contrast(has[ink], has[ground]) >= 4.5, (ink, ground)


def test_nothing_is_loaded_from_anywhere_else_and_nothing_is_inline():
    for path in (*TEMPLATES.glob("*.html"), *STATIC.glob("*.css"), *STATIC.glob("*.js")):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"""(?:src|href)=["']https?:|url\(|@import|innerHTML|eval\(| style=""", text), path.name
