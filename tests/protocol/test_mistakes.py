"""Whatever an author gets wrong in a file: the error names the file, the line, what was found and what was expected."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from yarrow.protocol.errors import ProtocolError
from yarrow.protocol.lexicon import load_lexicon
from yarrow.protocol.loader import ROOT, load

T0 = "rules/t0_call_now.yml"
SAFETY = "questions/safety.yml"


@dataclass(frozen=True)
class Mistake:
    """One change of the real protocol that breaks it; the line named is that of `at` (default: of the new text)."""

    file: str
    old: str
    new: str
    found: str
    expected: str
    at: str = ""


MISTAKES = [
    # What is not YAML
    Mistake(T0, "- id: E02", "- id: [E02", "did not find", "valid YAML", at="  title: shoulder-tip pain"),
    Mistake(T0, "version: 1", "version: 1\nversion: 2", "the key 'version' twice", "valid YAML", at="version: 2"),
    Mistake(T0, "- id: E02", "\t- id: E02", "character", "valid YAML"),
    Mistake(T0, "- id: E02", "- id: E02\n  title: one", "the key 'title' twice", "valid YAML", at="  title: shoulder"),
    Mistake(T0, "- id: E02", "- id: E02\n  [a, b]: c", "a list or mapping as a key", "valid YAML", at="  [a, b]: c"),
    Mistake(T0, "- id: E02", "- id: *E02", "undefined alias", "valid YAML"),
    Mistake("wording/opening.yml", "opening:", "opening: !secret", "could not determine a constructor", "valid YAML"),
    # The head of a file
    Mistake(T0, "version: 1", "versions: 1", "'no version'", "version at the head", at="# T0"),
    Mistake(T0, "version: 1", "version: one", "'one'", "a whole number"),
    Mistake(T0, "reviewed_on: null", "reviewed_on: soon", "'soon'", "such as 2026-03-31"),
    Mistake(T0, "reviewed_on: null", "reviewed_on: 31.3.2026", "'31.3.2026'", "such as 2026-03-31"),
    Mistake(T0, "reviewed_on: null", "reviewed_on: 2026-03-31T10:00:00Z", "datetime", "the day of the sign-off"),
    Mistake(T0, "level: T0", "level: T9", "'T9'", "one of T0, T1"),
    Mistake("symptoms.yml", "symptoms:\n", "symptom:\n", "nothing", "a list of symptoms", at="# Symptoms"),
    Mistake("wording/opening.yml", "opening:", "opening: 3\nrest:", "3", "a text, or keys with texts"),
    # An entry of its own review state
    Mistake(T0, "- id: E02", "- id: E02\n  version: x", "'x'", "a whole number", at="  version: x"),
    Mistake(T0, "- id: E02", "- id: E02\n  reviewed_on: never", "'never'", "such as", at="  reviewed_on: never"),
    # Keys nobody knows, and those that are missing
    Mistake("rules/t1_go_now.yml", "  when: heavy", "  wen: heavy", "'wen'", "did you mean 'when'?"),
    Mistake("rules/t1_go_now.yml", "  when: heavy\n", "", "nothing", "the name of a definition", at="- id: D02"),
    Mistake(T0, "  title: shoulder-tip pain", "  titel: shoulder-tip pain", "'titel'", "did you mean 'title'?"),
    Mistake(T0, "  title: shoulder-tip pain", "  title: ['x']\n  # pain", "a list", "a text", at="  title: ['x']"),
    Mistake(SAFETY, "  why: Some symptoms", "  whi: Some symptoms", "'whi'", "did you mean 'why'?"),
    Mistake(SAFETY, "  kind: choice", "  kind: choise", "'choise'", "did you mean 'choice'?"),
    Mistake(SAFETY, "  text: Could you be pregnant at the moment?\n", "", "nothing", "a text", at="- id: pregnant_now"),
    Mistake(SAFETY, '{value: "no", label: "No"}', '{value: no, label: "No"}', "False", "a text"),
    Mistake(SAFETY, "label: \"No\"}", "lable: \"No\"}", "'lable'", "did you mean 'label'?"),
    Mistake("medicines.yml", "id: ptu, name", "id: ptu, nam", "'nam'", "did you mean 'name'?"),
    Mistake("conditions.yml", "snomed_seen", "snomed_sen", "'snomed_sen'", "did you mean"),
    # Criteria
    Mistake(T0, "{symptom: shoulder_tip_pain}", "{symptoms: x}", "'symptoms'", "did you mean 'symptom'?"),
    Mistake(T0, "{symptom: shoulder_tip_pain}", "{symptom: x, family: y}", "a mapping", "one key of"),
    Mistake(T0, "{symptom: shoulder_tip_pain}", "{symptom: [x]}", "a list", "a word"),
    Mistake(T0, "[chest_pain, breathless, coughing_blood]", "chest_pain", "'chest_pain'", "a list of words"),
    Mistake(T0, "{symptom: shoulder_tip_pain}", "{at_least: {age: old}}", "'old'", "a number"),
    Mistake(T0, "{symptom: shoulder_tip_pain}", "{at_least: {age: 3, days: 4}}", "a mapping", "one fact and its value"),
    # Ids nobody knows
    Mistake(T0, "{symptom: shoulder_tip_pain}", "{symptom: sholder_tip_pain}", "'sholder_tip_pain'",
            "an id of symptoms; did you mean 'shoulder_tip_pain'?"),
    Mistake(T0, "shoulder_tip_pain}, could_be_pregnant", "shoulder_tip_pain}, could_be_pregnent",
            "'could_be_pregnent'", "did you mean 'could_be_pregnant'?"),
    Mistake(T0, "{symptom: shoulder_tip_pain}", "{rule: D33}", "'rule.D33'", "a rule that exists"),
    Mistake(T0, "{symptom: shoulder_tip_pain}", "{medicine_flag: teratogenic}", "'medicine_flag.teratogenic'",
            "did you mean 'medicine_flag.teratogen'?"),
    Mistake(T0, "{symptom: shoulder_tip_pain}", "{at_least: {gestation_week: 20}}", "'gestation_week'",
            "did you mean 'gestation_weeks'?"),
    Mistake(T0, "  add: [R_999]", "  add: [R_990]", "'R_990'", "an id of recommendations.yml"),
    Mistake(T0, "  add: [R_999]", "  add: R_999", "'R_999'", "a list of recommendation ids"),
    Mistake("evidence/immune.yml", "not_needed: X_NK", "not_needed: X_NKK", "'X_NKK'", "did you mean 'X_NK'?"),
    Mistake("conditions.yml", "[R_ENDO, E_TRAB", "[R_ENDO, E_TRABB", "'E_TRABB'", "did you mean 'E_TRAB'?"),
    Mistake("definitions.yml", "- id: pregnant\n  when:\n    any:", "- id: pregnant\n  when:\n    any:\n    - pregnant",
            "pregnant → pregnant", "names that do not need themselves", at="- id: pregnant\n"),
    # Ids twice, of the wrong shape, labels nobody knows
    Mistake(T0, "- id: E02", "- id: E01", "'E01'", "an id that no other entry has", at="- id: E01\n  title: shoulder"),
    Mistake("recommendations.yml", "id: R_999,", "id: C_999,", "'C_999'", "an id that starts with E_, R_ or I_"),
    Mistake("recommendations.yml", "kind: referral", "kind: referal", "'referal'", "did you mean 'referral'?"),
    Mistake("not_needed.yml", "- id: X_NK", "- id: NK", "'NK'", "an id that starts with X_"),
    Mistake("rules/t4_planned.yml", "evidence: consider_in_selected", "evidence: consider", "'consider'",
            "did you mean"),
    Mistake("evidence/immune.yml", "evidence: not_recommended", "evidence: not_recomended", "'not_recomended'",
            "did you mean 'not_recommended'?"),
    Mistake("evidence/immune.yml", "    answer: >-", "    anser: >-", "'anser'", "did you mean 'answer'?"),
    Mistake("standards.yml", "- id: CRISIS", "- id: CRISES", "'CRISES'", "did you mean 'CRISIS'?"),
    Mistake("locales.yml", "- id: unknown", "- id: nowhere", "no locale 'unknown'", "do not tell where", at="# Whom"),
    Mistake("locales.yml", "  crisis:\n", "  crysis:\n", "'crysis'", "did you mean 'crisis'?"),
    Mistake("open_points.yml", "  touches: [locale.*]", "  touches: locale.*", "'locale.*'", "a list of words"),
]  # fmt: skip
IN_THE_LEXICON = [
    Mistake("lexicon/topics.yml", "topics:", "topic:", "'topic'", "did you mean 'topics'?"),
    Mistake("lexicon/pain.yml", "symptoms:", "symptoms: []\nsources:", "'sources'", "did you mean 'source'?",
            at="sources:"),
    Mistake("lexicon/quantities.yml", "  unit: ", "  unit: k", "'k", "one of count"),
    Mistake("lexicon/topics.yml", "    (immune|immunity", "    ((immune|immunity", "'((immune", "phrase.py"),
    Mistake("lexicon/hints.yml", "about: waters", "about: watrs", "'watrs'", "did you mean 'waters'?"),
    Mistake("lexicon/hints.yml", "when: later", "when: latter", "'latter'", "did you mean 'later'?"),
    Mistake("lexicon/swelling.yml", "  one_leg: (left", "  unborn: (left", "'unborn'",
            "no other file of the lexicon has"),
    Mistake("lexicon/lately.yml", "  pregnancy_ended:", "  pregnancy_endet:", "'pregnancy_endet'",
            "did you mean 'pregnancy_ended'?"),
    Mistake("lexicon/lately.yml", "    (before this|", "    ((before this|", "'((before this", "phrase.py"),
]  # fmt: skip


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT, tmp_path / "protocol"))


def make(mistake: Mistake, root: Path) -> int:
    """Make the mistake; the number of the line that should be named."""
    path = root / mistake.file
    content = path.read_text(encoding="utf-8")
    assert mistake.old in content, f"{mistake.file} has changed: say {mistake.old!r} otherwise"
    place = content.index(mistake.old)
    content = content.replace(mistake.old, mistake.new, 1)
    path.write_text(content, encoding="utf-8")
    place = content.index(mistake.at) if mistake.at else place + len(mistake.new) - len(mistake.new.lstrip())
    return content[:place].count("\n") + 1


def named(mistake: Mistake) -> str:
    return f"{mistake.file}: {mistake.new[:30]}"


@pytest.mark.parametrize("mistake", MISTAKES, ids=named)
def test_a_mistake_is_named_with_its_file_and_line(copy: Path, mistake: Mistake) -> None:
    line = make(mistake, copy)
    with pytest.raises(ProtocolError) as refused:
        load(copy)
    says = str(refused.value)
    assert says.startswith(f"{mistake.file}:{line}, "), says
    assert mistake.found in refused.value.found
    assert mistake.expected in refused.value.expected


@pytest.mark.parametrize("mistake", IN_THE_LEXICON, ids=named)
def test_a_mistake_in_the_lexicon_is_named_with_its_file_and_line(copy: Path, mistake: Mistake) -> None:
    line = make(mistake, copy)
    with pytest.raises(ProtocolError) as refused:
        load_lexicon(copy)
    says = str(refused.value)
    assert says.startswith(f"{mistake.file}:{line}, "), says
    assert mistake.found in says
    assert mistake.expected in says


def test_a_sign_that_is_looked_for_has_words(copy: Path) -> None:
    path = copy / "lexicon" / "lately.yml"
    path.write_text("source: x\n", encoding="utf-8")
    with pytest.raises(ProtocolError, match=r"signs: found no sign '[a-z_]+', expected phrases under this name"):
        load_lexicon(copy)


def test_forty_kinds_of_mistake_are_tried() -> None:
    assert len(MISTAKES) + len(IN_THE_LEXICON) >= 40


def test_bytes_that_are_not_text_are_named_with_their_line(copy: Path) -> None:
    (copy / "standards.yml").write_bytes(b"version: 1\nreviewed_on: null\nstandards: \xff\n")
    with pytest.raises(ProtocolError) as refused:
        load(copy)
    assert str(refused.value).startswith("standards.yml:3, text: found bytes that are not UTF-8")


def test_a_file_that_is_missing_is_named(copy: Path) -> None:
    (copy / "standards.yml").unlink()
    with pytest.raises(ProtocolError) as refused:
        load(copy)
    assert str(refused.value) == "standards.yml, file: found no such file, expected one."
