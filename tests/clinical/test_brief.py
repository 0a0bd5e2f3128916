"""The brief: all that was told and nothing else, each as it stands; in her words, and in the clinician's terms."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from tests.support.briefs import HISTORIES, TODAY, Telling, full, page_for
from tests.support.interviews import history, protocol, with_losses
from yarrow.clinical.brief import Audience, Brief, brief
from yarrow.clinical.brief.document import Block, Entries, Items, Table, Text
from yarrow.clinical.fact import Fact, Provenance, Status
from yarrow.clinical.history import History
from yarrow.clinical.level import Level
from yarrow.clinical.recommendation import EVIDENCE
from yarrow.clinical.triage import assess

BOTH: tuple[Audience, Audience] = ("patient", "clinician")
SAFE = {path: Status.DENIED for path in ("symptoms.bleeding", "symptoms.faint", "symptoms.fever")}


def lines(block: Block) -> Iterator[tuple[str, Status | None, tuple[str, ...]]]:
    """Each line of a block: its words, how it stands, the facts it speaks of."""
    if isinstance(block, Text):
        yield from ((words, None, ()) for words in block.paragraphs)
    elif isinstance(block, Entries):
        yield from ((f"{entry.name}: {entry.value}", entry.status, entry.paths) for entry in block.entries)
    elif isinstance(block, Table):
        yield from ((" | ".join(row.cells), row.status, row.paths) for row in block.rows)
        yield from ((words, None, ()) for words in block.notes)
    else:
        assert isinstance(block, Items)
        yield from ((f"{item.text} {item.label}".strip(), item.status, item.paths) for item in block.items)


def shown(page: Brief, part_id: str | None = None) -> list[tuple[str, Status | None, tuple[str, ...]]]:
    """The lines of the page, or of one part; the annexes are not of the page."""
    parts = [part for part in page.parts if not part.annex and part_id in (None, part.id)]
    return [line for part in parts for block in part.blocks for line in lines(block)]


def words(page: Brief, part_id: str | None = None) -> str:
    return "\n".join(line for line, _, _ in shown(page, part_id))


def everything(page: Brief) -> str:
    return json.dumps(page.to_json(), ensure_ascii=False)


# ---------------------------------------------------------------- all histories


@pytest.mark.parametrize("audience", BOTH)
@pytest.mark.parametrize("name", HISTORIES)
def test_every_history_has_a_page_with_an_urgency_and_an_end(name: str, audience: Audience) -> None:
    page = page_for(HISTORIES[name](), audience, conversation="c1")
    assert page.title
    assert page.urgency is not None
    assert page.urgency.title
    assert page.ending
    assert "22" in page.made
    assert "c1" in page.conversation
    assert "{" not in everything(replace(page, parts=())).replace('{"', "")
    assert len({part.id for part in page.parts}) == len(page.parts)


@pytest.mark.parametrize("name", HISTORIES)
def test_the_same_history_gives_the_same_page(name: str) -> None:
    assert page_for(HISTORIES[name](), "patient") == page_for(HISTORIES[name](), "patient")


# ---------------------------------------------------------------- how soon


@pytest.mark.parametrize(
    ("name", "level", "title"),
    [
        ("collapse", "T0", "Now"),
        ("heavy", "T1", "Now, within the hour"),
        ("spotting", "T2", "Today"),
        ("american", "T3", "Within two weeks"),
        ("full", "T4", "In the next four weeks or so"),
        ("unsure", "T5", "No rush"),
    ],
)
def test_the_level_is_told_in_words(name: str, level: str, title: str) -> None:
    told = HISTORIES[name]()
    hers, theirs = page_for(told, "patient").urgency, page_for(told, "clinician").urgency
    assert hers is not None
    assert theirs is not None
    assert (hers.level, hers.title) == (level, title)
    assert theirs.level == level
    assert theirs.steps == tuple(one.name for one in Level)


def test_a_deployment_that_shows_no_level_still_shows_the_words_for_danger() -> None:
    danger = page_for(HISTORIES["collapse"](), "patient", guidance="safety_net").urgency
    calm = page_for(full(), "patient", guidance="safety_net").urgency
    assert danger is not None
    assert calm is not None
    assert "999" in danger.paragraphs[0]
    assert (danger.level, calm.level) == (None, None)
    assert calm.title == "For your visit"
    assert "four weeks" not in everything(page_for(full(), "patient", guidance="safety_net"))


def test_nothing_reassures_while_safety_questions_are_open() -> None:
    told = history(age=30, pregnant_now="no")
    page = page_for(told, "patient")
    assert page.urgency is not None
    assert page.urgency.title == "Not clear yet"
    assert page.urgency.level is None
    assert "needs urgent care" not in everything(page)
    theirs = page_for(told, "clinician").urgency
    assert theirs is not None
    assert any("may be too low" in sentence for sentence in theirs.paragraphs)


def test_a_red_flag_nobody_could_settle_is_for_today() -> None:
    told = history(age=30, pregnant_now="no", symptoms_now=Status.DECLINED)
    page, theirs = page_for(told, "patient"), page_for(told, "clinician")
    assert page.urgency is not None
    assert (page.urgency.level, page.urgency.title) == ("T2", "Today")
    assert theirs.urgency is not None
    assert "symptoms_now" in " ".join(theirs.urgency.paragraphs)


@pytest.mark.parametrize("name", ["collapse", "heavy"])
@pytest.mark.parametrize("audience", BOTH)
def test_an_emergency_is_short(name: str, audience: Audience) -> None:
    page = page_for(HISTORIES[name](), audience)
    assert not {"asks", "not_needed", "later", "deferred", "bring", "origins"} & {part.id for part in page.parts}
    if audience == "patient":
        assert any("get help first" in notice for notice in page.notices)
        assert "999" in everything(page) or "911" in everything(page)


def test_what_is_for_today_stands_before_what_she_told() -> None:
    order = [part.id for part in page_for(HISTORIES["spotting"](), "patient").parts]
    assert order.index("ask_about") < order.index("about") < order.index("later")


# ---------------------------------------------------------------- losses


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
    assert "n_eshre 3 · n_asrm 2 · n_t1 2 · n_t2 0 · n_fetal10 1" in words(page_for(full(), "clinician"), "losses")


def test_a_loss_without_details_widens_the_counts() -> None:
    told = with_losses(history(losses_count=3), {"type": "miscarriage_clinical", "weeks": 12, "confirmed": "scan"})
    page = page_for(told, "clinician")
    assert "n_eshre 3 · n_asrm 1–3" in words(page, "losses")
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


# ---------------------------------------------------------------- conditions, medicines, tests


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


# ---------------------------------------------------------------- gut and other symptoms


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


# ---------------------------------------------------------------- what to ask about


def test_advice_stands_under_what_she_told_with_its_label() -> None:
    part = page_for(full(), "patient").part("ask_about")
    assert part is not None
    titles = [block.title for block in part.blocks if isinstance(block, Items)]
    assert titles[0] == "You told me about 3 miscarriages"
    items = {item.id: item for block in part.blocks if isinstance(block, Items) for item in block.items}
    assert items["E_PARENT_KARYO"].label == "For some people"
    assert items["E_APL"].label == ""
    assert all(block.tick for block in part.blocks if isinstance(block, Items))


def test_the_clinician_reads_every_recommendation_with_its_rules_and_sources() -> None:
    triage, page = assess(protocol(), full()), page_for(full(), "clinician")
    advice, annex = words(page, "ask_about"), page.part("sources")
    assert annex is not None
    behind = {line.split(" | ")[0]: line for block in annex.blocks for line, _, _ in lines(block)}
    for item in triage.recommendations:
        if item.recommendation.kind != "closing":
            assert item.text in advice
            assert all(rule in advice for rule in item.rules)
            assert all(source in behind[item.id] for source in item.recommendation.sources)
    for fired in triage.rules:
        assert fired.rule.title in words(page, "rules")
        assert all(source in behind[fired.id] for source in fired.rule.sources)


def test_both_sides_stand_where_guidelines_disagree() -> None:
    told = history(pregnant_now="no", age=30, losses_count=2, asks__ivig=True)
    annex = page_for(told, "clinician").part("sources")
    assert annex is not None
    behind = "\n".join(line for block in annex.blocks for line, _, _ in lines(block))
    sides = [protocol().rule["P01"].disagreement, protocol().evidence["ivig"].disagreement]
    assert all(side and side in behind for side in sides)
    assert all(side not in everything(page_for(told, "patient")) for side in sides)


def test_what_is_not_needed_says_how_well_that_is_known() -> None:
    part = page_for(full(), "patient").part("not_needed")
    assert part is not None
    groups = {block.title: block.items for block in part.blocks if isinstance(block, Items)}
    assert "natural killer" in groups["Not recommended"][0].text
    assert {"Not recommended", "Not enough evidence"} <= set(groups)


def test_every_label_has_words_on_both_pages() -> None:
    for audience in BOTH:
        assert all(f"brief.{audience}.evidence.{label}" in protocol().wording for label in (*EVIDENCE, "unknown"))


def test_her_questions_stand_with_what_to_ask_and_with_her_words_where_nothing_is_checked() -> None:
    hers, theirs = words(page_for(full(), "patient"), "asks"), words(page_for(full(), "clinician"), "asks")
    assert "Natural killer (NK) cells Not recommended" in hers
    assert "“does my old tattoo matter” No checked answer yet" in hers
    assert protocol().evidence["nk_cells"].ask_clinic[0] in hers
    assert "Her own question: “does my old tattoo matter” No checked answer yet" in theirs


# ---------------------------------------------------------------- what is not known


def test_what_is_missing_is_named_apart_by_why() -> None:
    page = words(page_for(HISTORIES["unsure"](), "patient"), "missing")
    assert "Left out: Age, Medicines, Constipation" in page
    assert "Not sure about: Conditions, Bloating" in page
    assert "Periods" in page.partition("Not asked")[2]


def test_rules_that_may_still_fire_say_what_would_settle_them() -> None:
    told = history(pregnant_now=Status.UNKNOWN, symptoms__bleeding=True)
    undetermined = assess(protocol(), told).undetermined
    assert undetermined
    page = words(page_for(told, "clinician"), "missing")
    assert all(f"{found.rule} {found.level.name}" in page for found in undetermined)
    assert "may still" not in everything(page_for(told, "patient"))


def test_answers_that_do_not_agree_are_said_to_both() -> None:
    told = HISTORIES["conflicting"]()
    assert set(assess(protocol(), told).conflicts) == {"pregnancy", "losses"}
    assert sum("Conflict" in notice for notice in page_for(told, "clinician").notices) == 2
    assert any("do not agree" in notice for notice in page_for(told, "patient").notices)


# ---------------------------------------------------------------- for whom, and who may read what


@pytest.mark.parametrize(("value", "expected"), [("other_agrees", "knows and agrees"), ("other", "does not know yet")])
def test_a_page_about_somebody_else_says_so(value: str, expected: str) -> None:
    assert any(expected in notice for notice in page_for(history(for_whom=value, age=40), "patient").notices)
    assert any("another person" in notice for notice in page_for(history(for_whom=value, age=40), "clinician").notices)


def test_under_18_names_somebody_to_talk_to() -> None:
    hers, theirs = (page_for(HISTORIES["seventeen"](), audience) for audience in BOTH)
    assert any("Childline, 0800 1111" in notice for notice in hers.notices)
    assert any("UNDER18" in notice for notice in theirs.notices)
    assert not any("under 18" in notice for notice in page_for(history(age=18), "patient").notices)


def test_an_empty_history_says_that_nothing_was_told_and_advises_nothing() -> None:
    page = page_for(HISTORIES["empty"](), "patient")
    assert any("have not told me anything" in notice for notice in page.notices)
    assert [part.id for part in page.parts] == ["safety", "bring"]


def test_support_stands_unless_it_is_not_wanted() -> None:
    assert "Tommy's" in words(page_for(history(locale="UK", age=30), "patient"), "support")
    assert page_for(history(locale="UK", age=30, support_wanted=False), "patient").part("support") is None


@pytest.mark.parametrize(
    ("locale", "number", "paper"), [("UK", "999", "A4"), ("US", "911", "Letter"), ("AU", "000", "A4")]
)
def test_numbers_paper_and_date_are_those_of_the_place(locale: str, number: str, paper: str) -> None:
    page = page_for(history(locale=locale, age=30), "patient")
    assert number in words(page, "safety")
    assert page.paper == paper
    assert page.made == ("Made on November 22, 2026" if locale == "US" else "Made on 22 November 2026")


def test_the_united_states_reads_american_english() -> None:
    page = page_for(HISTORIES["american"](), "patient")
    assert page.lang == "en-US"
    assert "celiac" in words(page)
    assert "oeliac" not in words(page)


def test_what_is_not_signed_off_says_so_and_what_is_does_not() -> None:
    told, signed = full(), {
        key: replace(review, reviewed_on=date(2026, 1, 1)) for key, review in protocol().reviews.items()
    }  # fmt: skip
    approved = replace(protocol(), reviews=signed)
    page = brief(approved, told, assess(approved, told), audience="patient", today=TODAY)
    assert any("signed off" in words for words in page_for(told, "patient").ending)
    assert any("are not signed off" in words for words in page_for(told, "clinician").ending)
    assert not any("signed off" in words for words in page.ending)


def test_every_page_of_hers_says_that_it_is_no_diagnosis() -> None:
    for made in HISTORIES.values():
        assert protocol().recommendations["I_NO_DIAGNOSIS"].text in page_for(made(), "patient").ending


# ---------------------------------------------------------------- abuse


@pytest.mark.parametrize("audience", BOTH)
@pytest.mark.parametrize("path", ["symptoms.abuse", "symptoms.danger_now"])
@pytest.mark.parametrize("status", [Status.PRESENT, Status.DENIED, Status.PAST])
def test_abuse_leaves_no_trace(audience: Audience, path: str, status: Status) -> None:
    told = full()
    private = Fact(path, status, True if status is Status.PRESENT else None, Provenance("m999", 0, 9, "he hits me"))
    assert page_for(told.adding([private]), audience) == page_for(told, audience)


@pytest.mark.parametrize("audience", BOTH)
def test_the_words_of_the_message_that_told_of_abuse_are_nowhere(audience: Audience) -> None:
    page = everything(page_for(HISTORIES["hurt"](), audience))
    assert "hits" not in page
    assert "controls" not in page
    assert "S13" not in page
    assert "SAFEGUARD" not in page
    assert "told in her own words" in page


def test_a_result_made_from_abuse_is_not_believed_even_if_the_history_is_discreet() -> None:
    told = history(age=30, pregnant_now="no")
    private = told.adding([Fact("symptoms.abuse", value=True)])
    page = brief(protocol(), told, assess(protocol(), private), audience="clinician", today=TODAY)
    assert page == page_for(told, "clinician")


def test_only_staff_with_the_role_may_ask_for_what_is_private() -> None:
    page = page_for(HISTORIES["hurt"](), "clinician", include_private=True)
    assert "being hurt or controlled" in words(page, "private").lower()
    assert any("SAFEGUARD" in notice for notice in page.notices)
    assert "S13" in words(page, "rules")
    with pytest.raises(ValueError, match="never holds what is private"):
        page_for(HISTORIES["hurt"](), "patient", include_private=True)


# ---------------------------------------------------------------- any history


def any_history(seed: int) -> History:
    """Facts of every kind, in every state, in no order."""
    draw, content = random.Random(seed), protocol()
    statuses = list(Status)
    paths = [f"conditions.{one}" for one in draw.sample(sorted(content.conditions), 6)]
    paths += [f"medicines.{one}" for one in draw.sample(sorted(content.medicines), 6)]
    paths += [f"symptoms.{one}" for one in draw.sample(sorted(set(content.symptoms) - {"abuse", "danger_now"}), 14)]
    paths += [f"asks.{one}" for one in draw.sample(sorted(content.evidence), 4)]
    paths += [f"family_history.{one}" for one in ("coeliac", "ibd", "vte", "autoimmune")]
    paths += [f"{family}_other" for family in ("conditions", "medicines", "symptoms", "family_history", "asks")]
    values = {
        "age": draw.randint(18, 50), "pregnant_now": draw.choice(["yes", "no", "unsure"]), "planning": True,
        "trying_months": 7, "live_births": 1, "gluten_free": False, "hb_status": "anaemia", "phq2_mood": 2,
        "ivf.treatment": "past", "ivf.failed_transfers": 2, "tests.tpo": "positive", "tests.uterus": "normal",
        "losses_count": 2, "losses[0]": {"type": "miscarriage_clinical", "weeks": 9}, "losses[1]": {"type": "ectopic"},
        "condition_treatment.sle": "tablets", "preferred_term": "my angel", "contact": "0123", "recent_event": "loss",
    }  # fmt: skip
    told = [(path, "her own words" if path.endswith("_other") else True) for path in paths] + list(values.items())
    draw.shuffle(told)
    return History(tuple(_stated(draw, path, value, statuses) for path, value in told))


def _stated(draw: random.Random, path: str, value: object, statuses: list[Status]) -> Fact:
    status = draw.choice(statuses) if draw.random() < 0.6 else Status.PRESENT
    return Fact(path, status, value if status is Status.PRESENT else None)  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", range(60))
def test_every_present_fact_stands_on_the_clinicians_page_and_no_other_as_present(seed: int) -> None:
    told = any_history(seed)
    page = page_for(told, "clinician")
    present = {path for path, fact in told.latest.items() if fact.status is Status.PRESENT}
    on_page = {path for _, status, paths in shown(page) if status in (Status.PRESENT, None) for path in paths}
    as_present = {path for _, status, paths in shown(page) if status is Status.PRESENT for path in paths}
    assert present <= on_page
    assert as_present - {"losses[0]", "losses[1]"} <= present


@pytest.mark.parametrize("audience", BOTH)
@pytest.mark.parametrize("seed", range(60))
def test_unknown_is_never_shown_as_a_no_nor_anything_as_what_it_is_not(seed: int, audience: Audience) -> None:
    told = any_history(seed)
    for line, status, paths in shown(page_for(told, audience)):
        stands = {told.status(path) for path in paths}
        if status is Status.DENIED:
            assert stands <= {Status.DENIED}, line
        if status is Status.PRESENT and not any(path.startswith("losses[") for path in paths):
            assert stands <= {Status.PRESENT}, line


@pytest.mark.parametrize("seed", range(20))
def test_no_page_says_that_a_symptom_is_there_that_was_denied(seed: int) -> None:
    told = any_history(seed)
    labels = {
        path: protocol().symptoms[path.partition(".")[2]].label for path in told.latest if path.startswith("symptoms.")
    }
    rows = [line for line, _, _ in shown(page_for(told, "clinician"), "symptoms") if line.split(" | ")[1] == "present"]
    said = [words for line in rows for words in line.split(" | ")[2].split(", ")]
    for path, label in labels.items():
        if "," not in label:
            assert (label in said) is (told.status(path) is Status.PRESENT)
