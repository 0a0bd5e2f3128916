"""Whom to call where (clinical.md §5.1), each place's words (§1.4), and every safety text in each place."""

from __future__ import annotations

import re

import pytest

from tests.support.interviews import protocol
from yarrow.clinical.locale import Locale
from yarrow.clinical.triage import assess
from yarrow.clinical.wording import say
from yarrow.protocol.voice import voice_problems

PLACES = ("UK", "US", "IE", "EU", "AU", "NZ", "CA", "IN", "other", "unknown")
# clinical.md §5.1, row by row: emergency, urgent advice, crisis, domestic abuse, under 18.
NUMBERS: dict[str, tuple[tuple[str, ...], ...]] = {
    "UK": (
        ("999", "112"),
        ("111", "Northern Ireland", "GP out-of-hours"),
        ("111, option 2", "England and Wales", "Scotland", "116 123", "SHOUT", "85258", "0808 808 8000"),
        ("0808 2000 247 (England)", "0800 027 1234 (Scotland)", "0808 80 10 800 (Wales)",
         "0808 802 1414 (Northern Ireland)"),
        ("0800 1111",),
    ),
    "US": (("911",), ("doctor's nurse line",), ("988", "call or text", "1-833-852-6262"),
           ("1-800-799-7233", "START to 88788"), ("988",)),
    "EU": (("112",), ("local",), ("116 123", "many states"), ("116 016", "many states"), ("116 111",)),
    "IE": (("112", "999"), ("GP out-of-hours",), ("116 123", "HELLO to 50808"), ("1800 341 900",), ("116 111",)),
    "AU": (("000",), ("1800 022 222",), ("13 11 14", "1300 726 306"), ("1800 737 732",), ("1800 55 1800",)),
    "NZ": (("111",), ("0800 611 116",), ("1737",), ("0800 456 450",), ("0800 376 633",)),
    "CA": (("911",), ("811",), ("988",), ("provincial",), ("1-800-668-6868",)),
    "IN": (("112",), ("104", "states"), ("14416", "Tele-MANAS"), ("181",), ("1098",)),
    "other": (("local emergency number", "112", "most mobiles"), (), ("findahelpline.com",), (), ()),
    "unknown": (("local emergency number", "112", "most mobiles"), (), ("findahelpline.com",), (), ()),
}  # fmt: skip
SAFETY = sorted(key for key in protocol().wording if key.startswith(("safety.", "help.")))
ALL_MATTER = (
    "Clinics count different kinds of loss in different ways. All of yours matter, and I will pass all of them on."
)
SEEN = {"type": "miscarriage_clinical", "weeks": 8, "confirmed": "scan"}
EARLY = {"type": "biochemical", "weeks": 5}


def told(place: Locale) -> tuple[str, ...]:
    lists = ("; ".join(lines) for lines in (place.crisis, place.abuse, place.under18))
    return (place.emergency, place.urgent_advice, *lists)


def spoken_in(place: Locale, key: str) -> str:
    """The text as it is said there; a list of helplines is told as one, since a list is no sentence."""
    return say(
        protocol(), key, emergency=place.emergency, urgent_advice=place.urgent_advice, crisis="helplines",
        abuse="helplines", under18="helplines", support="charities", silent_call=place.silent_call, loss="loss",
    )  # fmt: skip


def test_the_places_are_those_of_the_fact_sheet() -> None:
    assert set(protocol().locales) == set(PLACES)


@pytest.mark.parametrize("name", PLACES)
def test_every_number_of_the_table_is_there(name: str) -> None:
    for line, parts in zip(told(protocol().locales[name]), NUMBERS[name], strict=True):
        for part in parts:
            assert part in line


@pytest.mark.parametrize("name", PLACES)
def test_every_place_says_where_its_numbers_come_from(name: str) -> None:
    assert all(re.search(r"\[(?:K\??|P|C\d+)\]", source) for source in protocol().locales[name].sources)


def test_a_silent_call_is_named_only_where_it_works() -> None:
    assert "999" in protocol().locales["UK"].silent_call
    assert "55" in protocol().locales["UK"].silent_call
    assert not any(place.silent_call for name, place in protocol().locales.items() if name != "UK")


@pytest.mark.parametrize("name", ["FR", "Atlantis", "", None])
def test_a_place_that_is_not_listed_gets_words_that_work_anywhere(name: str | None) -> None:
    assert protocol().locale(name).id == "unknown"
    said = say(protocol(), "safety.t0", emergency=protocol().locale(name).emergency)
    assert said.startswith("Please call your local emergency number (112 works from most mobiles) now.")


@pytest.mark.parametrize("name", PLACES)
@pytest.mark.parametrize("key", SAFETY)
def test_every_safety_text_can_be_said_in_every_place(key: str, name: str) -> None:
    text = spoken_in(protocol().locales[name], key)
    assert "{" not in text
    assert list(voice_problems(text)) == []


@pytest.mark.parametrize("name", [name for name in PLACES if name not in ("UK", "other", "unknown")])
def test_nobody_elsewhere_is_sent_to_a_british_number(name: str) -> None:
    place = protocol().locales[name]
    said = " ".join(told(place))
    assert "Samaritans" not in said
    assert "SHOUT" not in said
    assert name in ("IE", "NZ") or not re.search(r"\b(?:999|111)\b", place.emergency + place.urgent_advice)


def clinic(locale: str, *losses: dict[str, object]) -> str:
    found = assess(protocol(), {"locale": locale, "age": 31, "pregnant_now": "no", "losses": list(losses)})
    return next(item.text for item in found.recommendations if item.id == "R_RPL_CLINIC")


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("UK", "Many areas now offer a first set of checks after two losses; others wait for three."),
        ("US", "US fertility specialists (ASRM) support a work-up after two clinical losses."),
        ("EU", "European guidance (ESHRE) says a work-up can be considered after two losses."),
        ("AU", "European guidance (ESHRE) says a work-up can be considered after two losses."),
        ("unknown", "European guidance (ESHRE) says a work-up can be considered after two losses."),
    ],
)
def test_two_losses_are_spoken_of_as_the_place_does(locale: str, words: str) -> None:
    assert words in clinic(locale, SEEN, SEEN)
    assert words not in clinic(locale, SEEN, SEEN, SEEN)


def test_in_the_us_an_early_loss_may_not_be_counted_by_the_doctor() -> None:
    text = clinic("US", SEEN, EARLY)
    assert "US definitions count losses seen on scan or under the microscope" in text
    assert "your doctor may or may not start tests yet; European guidance would count these" in text
    assert "US definitions" not in clinic("US", SEEN, SEEN)


@pytest.mark.parametrize("locale", ["UK", "EU", "IE", "AU", "NZ", "CA", "IN", "other", "unknown"])
def test_where_counts_differ_all_losses_matter(locale: str) -> None:
    assert ALL_MATTER in clinic(locale, SEEN, EARLY)
    assert ALL_MATTER not in clinic(locale, SEEN, SEEN)


def test_who_asks_whether_a_loss_counts_hears_that_all_matter() -> None:
    assert ALL_MATTER in protocol().evidence["loss_counting"].answer


def test_nobody_is_told_that_a_loss_does_not_count() -> None:
    texts = [text for text in protocol().wording.values()]
    texts += [place.wording[key] for place in protocol().locales.values() for key in place.wording]
    texts += [topic.answer for topic in protocol().evidence.values()]
    assert not any(re.search(r"(?:doesn't|does not|don't|do not|not) count", text) for text in texts)
