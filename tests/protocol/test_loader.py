"""The protocol loads whole; a mistake in any file is refused with the file, the place, and what was expected."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from yarrow.clinical.criterion import Member, walk
from yarrow.clinical.level import Level
from yarrow.protocol.errors import ProtocolError
from yarrow.protocol.loader import ROOT, content_hash, load


@pytest.fixture(scope="module")
def protocol():
    return load()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT, tmp_path / "protocol"))


def edit(root: Path, name: str, old: str, new: str) -> None:
    path = root / name
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("rules/t0_call_now.yml", "symptom: faint", "symptom: fanit", "'fanit', expected an id of symptoms"),
        ("rules/t0_call_now.yml", "could_be_pregnant", "could_be", "'could_be', expected a definition"),
        ("rules/t0_call_now.yml", "level: T0", "level: T9", "expected one of T0, T1"),
        ("rules/t0_call_now.yml", "add: [R_999]", "add: [R_998]", "'R_998', expected an id of recommendations.yml"),
        ("rules/t0_call_now.yml", "- id: E02", "- id: E01", "E01: found 'E01', expected an id that no other entry has"),
        ("rules/t0_call_now.yml", "{rule: D03}", "{rule: D33}", "'rule.D33', expected a definition"),
        ("rules/t0_call_now.yml", "version: 1", "versions: 1", "found 'no version'"),
        ("rules/t1_go_now.yml", "  when: heavy", "  then: heavy", "found 'then', expected one of add"),
        ("rules/t1_go_now.yml", "  when: heavy\n", "", "D02.when: found nothing"),
        ("rules/t2_today.yml", "{level: T1, when", "{level: now, when", "expected one of T0, T1"),
        ("rules/t3_two_weeks.yml", "conditions: planning", "conditions: trying", "expected planning or pregnant"),
        ("rules/t4_planned.yml", "{n_t2: 1}", "{n_t3: 1}", "'n_t3', expected a fact of the flat schema"),
        ("rules/t4_planned.yml", "evidence: consider_in_selected", "evidence: maybe", "expected one of standard"),
        (
            "definitions.yml",
            "when: {medicine: steroid_long}",
            "when: steroid_long",
            "names that do not need themselves",
        ),
        ("standards.yml", "- id: CRISIS", "- id: CALM", "expected one of SAFEGUARD"),
        ("standards.yml", "  source: clinical.md §6.2 rule 9 [P]", "  source: ''", "expected where this comes from"),
        ("recommendations.yml", "kind: referral", "kind: place", "expected one of safety_net"),
        ("recommendations.yml", "id: R_999,", "id: C_999,", "an id that starts with E_, R_ or I_"),
        ("not_needed.yml", "- id: X_NK", "- id: NK", "an id that starts with X_"),
        ("conditions.yml", "snomed_seen", "snomed_ct", "expected one of certain, icd10"),
        ("conditions.yml", "[R_ENDO, E_TRAB]", "[R_ENDO, E_TRABB]", "'E_TRABB', expected an id of recommendations"),
        ("conditions.yml", "groups: [autoimmune]", "groups: autoimmune", "a list of words"),
        ("medicines.yml", "id: ptu, name", "id: ptu, nome", "found 'nome'"),
        ("locales.yml", "- id: unknown", "- id: nowhere", "no locale 'unknown'"),
        ("symptoms.yml", "symptoms:\n", "symptom:\n", "a list of symptoms"),
    ],
)
def test_a_mistake_is_refused_with_what_was_expected(copy, name, old, new, says):
    edit(copy, name, old, new)
    with pytest.raises(ProtocolError) as refused:
        load(copy)
    assert says in str(refused.value)


def test_a_folder_without_rules_is_refused(copy):
    shutil.rmtree(copy / "rules")
    with pytest.raises(ProtocolError, match="expected at least one"):
        load(copy)


def test_the_version_changes_with_any_file_and_only_then(copy):
    before = content_hash(copy)
    assert before == content_hash(ROOT)
    edit(copy, "standards.yml", "version: 1", "version: 2")
    assert content_hash(copy) != before


def test_all_rules_of_the_fact_sheet_are_there_the_most_urgent_first(protocol):
    numbers = {"E": range(1, 12), "D": range(1, 16), "S": [*range(1, 9), *range(10, 17)], "U": range(1, 13)}
    expected = {f"{letter}{number:02}" for letter, found in numbers.items() for number in found}
    expected |= {f"P{number:02}" for number in range(1, 15) if number != 2} | {"P02a", "P02b", "R00", "R01"}
    assert {rule.id for rule in protocol.rules} == expected
    levels = {"E": Level.T0, "D": Level.T1, "S": Level.T2, "U": Level.T3, "P": Level.T4, "R": Level.T5}
    assert all(rule.level is levels[rule.id[0]] for rule in protocol.rules)
    assert [rule.level for rule in protocol.rules] == sorted(rule.level for rule in protocol.rules)


def test_everything_clinical_names_its_source(protocol):
    items = [*protocol.rules, *protocol.standards, *protocol.overlays]
    for family in (protocol.recommendations, protocol.not_needed, protocol.conditions, protocol.medicines):
        items += family.values()
    items += [*protocol.symptoms.values(), *protocol.locales.values()]
    assert [item for item in items if not item.sources] == []


def test_every_recommendation_can_be_reached(protocol):
    adds = [add for rule in protocol.rules for add in (*rule.adds, *(a for raised in rule.raises for a in raised.adds))]
    adds += [add for standard in protocol.standards for add in standard.adds]
    adds += [add for condition in protocol.conditions.values() for add in (*condition.planning, *condition.pregnant)]
    assert set(protocol.recommendations) == {add.id for add in adds}


def test_every_urgent_symptom_belongs_to_a_rule(protocol):
    """A symptom that no rule, definition or group speaks of would be asked for nothing."""
    spoken = {
        member
        for criterion in protocol.named.values()
        for part in walk(criterion)
        if isinstance(part, Member) and part.family == "symptoms"
        for member in part.ids
    }
    assert set(protocol.symptoms) == spoken


@pytest.mark.parametrize("locale", ["UK", "US", "IE", "EU", "AU", "NZ", "CA", "IN", "other", "unknown"])
def test_each_locale_has_somebody_to_call(protocol, locale):
    found = protocol.locale(locale)
    assert found.id == locale
    assert all((found.emergency, found.urgent_advice, found.crisis, found.abuse, found.under18))


def test_an_unknown_place_gets_words_that_work_anywhere(protocol):
    assert protocol.locale(None) is protocol.locale("Atlantis") is protocol.locales["unknown"]
    assert "112" in protocol.locale(None).emergency


def test_teratogens_and_medicines_to_keep_are_flagged_as_the_fact_sheet_has_them(protocol):
    flags = {name: medicine.flags for name, medicine in protocol.medicines.items()}
    for name in (
        "methotrexate",
        "mycophenolate",
        "warfarin",
        "doac",
        "acei_arb",
        "statin",
        "valproate",
        "lithium",
        "glp1",
    ):
        assert "teratogen" in flags[name]
    for name in ("hydroxychloroquine", "azathioprine", "levothyroxine", "insulin", "biologic", "prednisolone"):
        assert "keep" in flags[name]
        assert "teratogen" not in flags[name]
