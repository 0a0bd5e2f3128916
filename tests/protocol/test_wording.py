"""Sentences by key: read from nested files, filled in, and complete for what the code says."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.interviews import protocol
from yarrow.clinical.wording import say
from yarrow.protocol.errors import ProtocolError
from yarrow.protocol.wording import load_wording

FIELDS = {"emergency", "urgent_advice", "crisis", "abuse", "under18", "silent_call", "support", "loss"}
URGENT = [rule for rule in protocol().rules if rule.is_urgent]


def wording_of(tmp_path: Path, **files: str) -> dict[str, str]:
    (tmp_path / "wording").mkdir()
    for name, text in files.items():
        (tmp_path / "wording" / f"{name}.yml").write_text(text, encoding="utf-8")
    return dict(load_wording(tmp_path))


def test_nested_keys_become_dotted(tmp_path: Path) -> None:
    found = wording_of(tmp_path, a="safety:\n  t0: Call.\n  t0.E07: Call now.\n", b="ack: {loss: Sorry.}\n")
    assert found == {"safety.t0": "Call.", "safety.t0.E07": "Call now.", "ack.loss": "Sorry."}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"a": "x: {y: One.}", "b": "x.y: Two."}, "a key that no other file has"),
        ({"a": "x: ''"}, "a text, or keys with texts"),
        ({"a": "x: 3"}, "a text, or keys with texts"),
        ({"a": "- x"}, "a mapping"),
        ({}, "at least one"),
    ],
)
def test_a_wording_file_that_cannot_be_used_is_named(tmp_path: Path, files: dict[str, str], expected: str) -> None:
    with pytest.raises(ProtocolError, match=re.escape(expected)):
        wording_of(tmp_path, **files)


def test_a_sentence_is_said_with_its_fields() -> None:
    small = replace(protocol(), wording={"x": "Call {emergency}."})
    assert say(small, "x", emergency="999", unused="y") == "Call 999."


def test_a_key_or_a_field_that_is_missing_is_named() -> None:
    small = replace(protocol(), wording={"x": "Call {emergency}."})
    with pytest.raises(KeyError, match="No wording has the key 'y'"):
        say(small, "y")
    with pytest.raises(KeyError, match="'x' needs the field 'emergency'"):
        say(small, "x")


def test_safety_words_need_only_what_every_conversation_has() -> None:
    for key, text in protocol().wording.items():
        if key.startswith(("safety.", "help.")):
            assert set(re.findall(r"\{(\w+)\}", text)) <= FIELDS, key


@pytest.mark.parametrize("rule", URGENT, ids=lambda rule: rule.id)
def test_every_urgent_rule_has_words_of_its_level(rule: object) -> None:
    wording = protocol().wording
    level = rule.level.name.lower()  # type: ignore[attr-defined]
    text = wording.get(f"safety.{level}.{rule.id}", wording[f"safety.{level}"])  # type: ignore[attr-defined]
    opening = {"t0": "Please call {emergency} now", "t1": "now", "t2": "today"}[level]
    assert opening in text


@pytest.mark.parametrize("rule", ["S05", "S13", "S15"])
def test_words_for_mind_and_home_name_who_helps(rule: str) -> None:
    text = protocol().wording[f"safety.t2.{rule}"]
    assert re.search(r"\{(crisis|abuse|under18)\}", text)
    assert "{emergency}" in text


def test_nobody_is_told_to_drive() -> None:
    for key, text in protocol().wording.items():
        assert "drive" not in text.replace("don't drive yourself", ""), key


def test_the_conversation_opens_with_what_yarrow_is_and_is_not() -> None:
    hello = protocol().wording["opening.hello"]
    for part in (
        "computer program",
        "can't tell you what illness",
        "not for emergencies",
        "{emergency}",
        "kept",
        "delete",
    ):
        assert part in hello
