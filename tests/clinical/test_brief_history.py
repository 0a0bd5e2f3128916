"""The history on the brief: losses, conditions, medicines, tests and symptoms, each as it stands."""

from __future__ import annotations

import pytest

from tests.support.briefs import HISTORIES, Telling, everything, full, page_for, shown, words
from tests.support.interviews import history, protocol, with_losses
from yarrow.clinical.brief import Audience
from yarrow.clinical.fact import Fact, Provenance, Status
from yarrow.clinical.history import History
from yarrow.clinical.triage import assess

BOTH: tuple[Audience, Audience] = ("patient", "clinician")


def test_each_loss_has_a_row_in_her_own_word() -> None:
    assert [line.split(" | ") for line, _, _ in shown(page_for(full(), "patient"), "losses")[:3]] == [
        ["Your first miscarriage", "before 24 weeks", "8 weeks", "seen on a scan"],
        ["Your second miscarriage", "very early, a positive test only", "not told", "not told"],
        ["Your third miscarriage", "before 24 weeks", "11 weeks", "seen on a scan"],
    ]


def test_the_clinician_reads_terms_and_by_whom_each_loss_is_counted() -> None:
    rows = [line.split(" | ") for line, _, _ in shown(page_for(full(), "clinician"), "losses")[:3]]
    assert rows[0] == ["1", "clinical miscarriage", "8", "seen on a scan", "ESHRE, ASRM, 1st trimester",
                       "“8 weeks, they saw it on the scan”"]  # fmt: skip
    assert rows[1][1:5] == ["biochemical loss", "not told", "not told", "ESHRE"]
    assert rows[2][4] == "ESHRE, ASRM, 1st trimester, ≥ 10 weeks"
    counts = "ESHRE: 3 · ASRM: 2 · 1st trimester: 2 · 2nd trimester: 0 · ≥ 10 weeks: 1"
    assert counts in words(page_for(full(), "clinician"), "losses")


@pytest.mark.parametrize(
    ("kind", "named"), [("stillbirth", "Your baby"), ("neonatal_death", "Your baby"), ("ectopic", "Your pregnancy")]
)
def test_a_baby_who_was_born_is_named_as_a_baby(kind: str, named: str) -> None:
    told = with_losses(history(losses_count=0), {"type": kind, "weeks": 31})
    assert shown(page_for(told, "patient"), "losses")[0][0].startswith(f"{named} | ")


def test_a_loss_without_details_widens_the_counts() -> None:
    told = with_losses(history(losses_count=3), {"type": "miscarriage_clinical", "weeks": 12, "confirmed": "scan"})
    page = page_for(told, "clinician")
    assert "ESHRE: 3 · ASRM: 1–3" in words(page, "losses")
    assert [line.split(" | ")[1] for line, _, _ in shown(page, "losses")[:3]] == [
        "clinical miscarriage", "not told", "not told"]  # fmt: skip


def test_not_told_not_sure_and_left_out_stay_three_things() -> None:
    told = with_losses(history(losses_count=2), {"type": "miscarriage_clinical", "confirmed": "none"})
    told = told.adding([Fact("losses[0].weeks", Status.UNKNOWN), Fact("losses[1]", Status.DECLINED)])
    rows = [line.split(" | ") for line, _, _ in shown(page_for(told, "patient"), "losses")[:2]]
    assert rows[0][2:] == ["not sure", "not confirmed"]
    assert rows[1][1:] == ["left out", "left out", "left out"]


@pytest.mark.parametrize(
    ("days", "words_of_it"),
    [
        (1, "1 day, around November 2026"),
        (13, "13 days, around November 2026"),
        (14, "about 2 weeks, around November 2026"),
        (62, "about 9 weeks, around September 2026"),
        (63, "about 2 months, around September 2026"),
        (731, "about 2 years, around November 2024"),
    ],
)
def test_the_last_loss_is_said_as_people_say_it(days: int, words_of_it: str) -> None:
    assert f": {words_of_it}" in words(page_for(history(losses_count=1, days_since_loss=days), "patient"), "losses")


def test_how_long_ago_counts_from_the_day_it_was_told() -> None:
    told = History((Fact("days_since_loss", value=10, provenance=Provenance(at="2026-03-20T08:00:00Z")),))
    assert "around March 2026" in words(page_for(told, "clinician"), "losses")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, "G4 P1"),
        ({"live_births": 0}, "G3 P0"),
        ({"pregnant_now": "yes"}, "G5 P1"),
        ({"live_births": 2}, None),  # twins, or two pregnancies
        ({"pregnant_now": "unsure"}, None),
        ({"other_outcomes": Status.UNKNOWN}, None),
        ({"losses[2]": {"type": "miscarriage_clinical"}}, None),  # may have been late enough to be a birth
        ({"losses[2]": {"type": "miscarriage_clinical", "weeks": 21}}, None),  # a birth in the United States
    ],
)
def test_gravidity_and_parity_stand_only_where_nothing_is_guessed(
    change: dict[str, object], expected: str | None
) -> None:
    told = history(losses_count=3, live_births=1, pregnant_now="no", other_outcomes=Status.DENIED)
    told = with_losses(told, *({"type": "miscarriage_clinical", "weeks": weeks} for weeks in (6, 8, 19)))
    told = told.adding(
        Fact(path, value) if isinstance(value, Status) else Fact(path, value=value) for path, value in change.items()
    )
    page = words(page_for(told, "clinician"), "losses")
    assert (expected in page) if expected else ("Gravidity" not in page)


def test_suspected_past_and_ruled_out_are_not_present() -> None:
    told = history(
        conditions__sle=Status.SUSPECTED, conditions__uc=Status.PAST, conditions__ra=True,
        conditions__coeliac=Status.DENIED,
    )  # fmt: skip
    hers = words(page_for(told, "patient"), "conditions")
    theirs = words(page_for(told, "clinician"), "conditions")
    assert "Lupus | you wonder about it" in hers
    assert "Ulcerative colitis | in the past" in hers
    assert "said no to: Coeliac disease" in hers
    assert "Lupus | suspected by the patient, unverified" in theirs
    assert "Rheumatoid arthritis | present" in theirs


def test_the_clinician_reads_codes_and_how_sure_they_are() -> None:
    page = words(page_for(full(), "clinician"), "conditions")
    assert "SNOMED CT 21983002*; ICD-10 E06.3" in page
    assert "Seen with this name in public lists only" in page
    assert "21983002" not in everything(page_for(full(), "patient"))


def test_medicines_stand_as_she_named_them() -> None:
    hers, theirs = page_for(full(), "patient"), page_for(full(), "clinician")
    assert "Eltroxin (levothyroxine) | taken now" in words(hers, "medicines")
    assert "a pregnancy vitamin | taken now" in words(hers, "medicines")
    assert "“eltroxin”" in words(theirs, "medicines")
    assert "not in the list; not assessed" in words(theirs, "medicines")


def test_what_specialists_say_of_a_medicine_is_for_the_clinician_alone() -> None:
    note = protocol().medicines["methotrexate"].note
    hers, theirs = (page_for(HISTORIES["american"](), audience) for audience in BOTH)
    assert note in words(theirs, "medicines")
    assert note not in everything(hers)
    assert "do not stop" in words(hers, "medicines")


def test_tests_say_what_was_found_and_who_says_so() -> None:
    told = history(**{"tests.tpo": "positive"}).adding(
        [Fact("tests.apl", value="negative", provenance=Provenance(captured="staff"))]
    )
    hers, theirs = (page_for(told, audience) for audience in BOTH)
    assert "Thyroid antibodies (TPO) | found | You" in words(hers, "tests")
    assert "Antiphospholipid antibodies | not found | The clinic's staff" in words(hers, "tests")
    assert "Thyroid antibodies (TPO) | positive | patient report" in words(theirs, "tests")
    assert "Antiphospholipid antibodies | negative | staff" in words(theirs, "tests")


def test_a_test_done_is_said_not_to_be_asked_for_again() -> None:
    done = assess(protocol(), full()).done
    assert [item.id for item in done] == ["E_THYROID"]
    assert "Not asked for again: E_THYROID" in words(page_for(full(), "clinician"), "tests")
    assert "Not asked for again" in words(page_for(full(), "patient"), "tests")


def test_gut_findings_stand_as_present_absent_not_sure_and_not_asked() -> None:
    told = history(symptoms__bloating=True, symptoms__diarrhoea=Status.DENIED, symptoms__constipation=Status.UNKNOWN)
    page = page_for(told, "patient")
    gut = {line.split(":")[0]: line for line, _, _ in shown(page, "gut")}
    assert gut["You notice"] == "You notice: Bloating"
    assert gut["You said no to"] == "You said no to: Diarrhoea"
    assert gut["Not sure, or left out"] == "Not sure, or left out: Constipation (not sure)"
    assert "blood in the stool" in gut["Not asked"]
    assert "diarrhoea" not in gut["Not asked"]


def test_gut_questions_never_asked_are_neither_yes_nor_no() -> None:
    assert "neither yes nor no" in words(page_for(history(age=31), "patient"), "gut")


def test_what_a_list_did_not_name_is_a_no_only_where_the_list_says_so() -> None:
    page = words(page_for(Telling().choose("ctd_symptoms", "joints").history, "clinician"), "symptoms")
    assert "Connective tissue | present | swollen joints" in page
    assert "Connective tissue | not asked | a rash after being in the sun" in page


def test_pertinent_negatives_are_read_in_full_by_the_clinician() -> None:
    told = Telling().choose("symptoms_now", "none").history
    page = words(page_for(told, "clinician"), "symptoms")
    for symptom in ("chest pain", "severe tummy pain", "a fever"):
        assert symptom in page
    assert "Red flags | present" not in page
    assert "None of the things asked about" in words(page_for(told, "patient"), "about")


def test_an_answer_changed_later_is_hers_and_one_worked_out_is_not() -> None:
    changed = Provenance("m9", 0, 11, "levo 50 mcg", "edited")
    told = history(pregnant_now="no").adding(
        [
            Fact("medicines.levothyroxine", value=True, provenance=changed),
            Fact("phq2", value=3, provenance=Provenance(captured="edited")),
        ]
    )
    theirs = page_for(told, "clinician")
    assert "“levo 50 mcg”" in words(theirs, "medicines")
    assert '["“levo 50 mcg”", "changed later"' in everything(theirs)
    assert '["–", "worked out"' in everything(theirs)


def test_a_tap_that_changed_an_answer_is_not_quoted() -> None:
    tapped = Provenance("m9", None, None, "Lupus", "edited")
    told = history(pregnant_now="no").adding([Fact("conditions.sle", value=True, provenance=tapped)])
    theirs = page_for(told, "clinician")
    assert '["Lupus", "changed later"' in everything(theirs)
    assert "“Lupus”" not in everything(theirs)
