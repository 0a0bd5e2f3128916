"""Evidence questions: answered honestly at any moment, with their cautions, and then the same question again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.intake.nurse import Nurse
from yarrow.bootstrap.bot import desk as real_desk
from yarrow.intake.case import Case, Standing
from yarrow.intake.evidence_source import asks_where_from
from yarrow.intake.ports import Desk
from yarrow.intake.unknown_topic import LONGEST, asking_words, asks_of_a_thing

KNOWN = {"age": 34, "pregnant_now": "no", "planning": True, "trying_months": 14}
EVERYWHERE = (
    "pregnant_now", "symptoms_now", "age", "cycles", "trying_months", "losses_count", "tests", "conditions",
    "medicines", "clots", "ctd_symptoms", "family_history", "gut_symptoms", "gluten_free", "phq2_mood",
    "support_wanted", "asks", "contact", "confirm_summary",
)  # fmt: skip


@pytest.fixture(scope="module")
def desk() -> Desk:
    return real_desk()


def asked(desk: Desk, text: str, at: str = "cycles", known: dict[str, Any] | None = None, **standing: Any) -> Nurse:
    nurse = Nurse.at(desk, at, {**KNOWN, **(known or {})}, **standing)
    nurse.say(text)
    return nurse


class TestAnswer:
    """What an answer holds."""

    def test_label_what_to_ask_and_that_nobody_has_reviewed_it(self, desk):
        nurse = asked(desk, "what are NK cells?")
        assert "natural killer cells in the womb help" in nurse.text
        assert "How well proven: not recommended." in nurse.text
        assert "You could ask the clinic:\n- Is this test part of a registered study?" in nurse.text
        assert "not been checked by a clinician" in nurse.text
        assert nurse.last.events == ({"event": "unreviewed_topic", "topic": "nk_cells"},)

    def test_once_signed_off_nothing_is_said_of_a_review(self, desk):
        review = replace(desk.protocol.reviews["evidence.nk_cells"], reviewed_on=date(2026, 11, 1))
        signed = replace(desk.protocol, reviews={**desk.protocol.reviews, "evidence.nk_cells": review})
        nurse = asked(replace(desk, protocol=signed), "what about NK cells and intralipid?")
        first, second = (message.text for message in nurse.last.messages[:2])
        assert "not been checked by a clinician" not in first
        assert "not been checked by a clinician" in second
        assert nurse.last.events == ({"event": "unreviewed_topic", "topic": "intralipid"},)

    def test_a_label_of_a_part_says_of_which(self, desk):
        assert "How well proven (for gut symptoms): standard care." in asked(desk, "what is calprotectin").text

    def test_where_guidelines_differ_it_is_said(self, desk):
        assert "Guidelines do not all agree" in asked(desk, "do thyroid antibodies matter").text
        assert "Guidelines do not all agree" not in asked(desk, "what are NK cells").text

    @pytest.mark.parametrize("question", EVERYWHERE)
    def test_the_open_question_comes_back_unchanged_wherever_it_is_asked(self, desk, question):
        nurse = asked(desk, "does a gut cleanse help?", question)
        before = Nurse.at(desk, question, KNOWN)
        before.say("what are NK cells?")
        assert "It makes sense to want to do something active" in nurse.text
        assert nurse.question == question
        assert nurse.last.messages[-1] == before.last.messages[-1]
        assert {fact.path for fact in nurse.last.facts} == {"asks.cleanse"}

    def test_after_the_advice_it_is_answered_and_nothing_is_asked(self, desk):
        nurse = asked(desk, "does intralipid work?", None, advice=True, status="completed")
        assert "not recommended outside research" in nurse.text
        assert nurse.question is None
        assert nurse.case.standing.status == "completed"

    def test_before_consent_it_is_answered_and_nothing_is_kept(self, desk):
        nurse = Nurse.opened(desk)
        nurse.say("what are NK cells?")
        assert "natural killer" in nurse.text
        assert nurse.last.facts == ()
        assert nurse.question == "consent"

    def test_a_second_time_it_is_shorter(self, desk):
        nurse = asked(desk, "what are NK cells?")
        first = nurse.last.messages[0].text
        nurse.say("tell me about NK cells")
        again = nurse.last.messages[0].text
        assert "natural killer" in again
        assert "not recommended" in again
        assert "You could ask the clinic" not in again
        assert len(again) < len(first)

    def test_two_topics_are_both_answered_under_their_names(self, desk):
        nurse = asked(desk, "what about intralipid and IVIG?")
        assert "About intralipid:" in nurse.text
        assert "About immunoglobulin infusions (IVIG):" in nurse.text
        assert nurse.flat["asks"] == ["intralipid", "ivig"]

    def test_of_more_than_two_the_others_are_offered_and_kept(self, desk):
        nurse = asked(desk, "what about NK cells, leaky gut, the MTHFR gene and red light therapy?")
        assert "You also asked about: the MTHFR gene test; red-light and laser therapy." in nurse.text
        assert "Red-light therapy is being studied" not in nurse.text
        assert {"mthfr", "red_light"} <= set(nurse.flat["asks"])
        nurse.say("what about red light therapy")
        assert "You could ask the clinic" in nurse.text  # named before, but not answered before

    def test_what_a_thing_is_taken_for_is_not_answered_beside_it(self, desk):
        nurse = asked(desk, "does inositol help with PCOS?")
        assert "Standard care is with your GP" not in nurse.text
        assert nurse.flat["asks"] == ["inositol"]

    @pytest.mark.parametrize("words", ["my clinic says NK testing is essential", "my clinic offers immune testing"])
    def test_what_a_clinic_says_is_met_without_blame(self, desk, words):
        nurse = asked(desk, words)
        assert nurse.text.startswith("It makes sense to ask")
        assert not {"scam", "wrong", "mistake", "waste"} & set(nurse.text.lower().split())

    @pytest.mark.parametrize(
        "words",
        [
            "i'm so scared, are NK cells killing my babies?",
            "would aspirin have saved my baby?",
            "does NK mean I lose this one",
        ],
    )
    def test_fear_is_met_first(self, desk, words):
        assert asked(desk, words).text.startswith("I hear how much this weighs on you.")

    def test_standard_care_that_a_clinic_offers_needs_no_such_word(self, desk):
        assert "It makes sense to ask" not in asked(desk, "my doctor recommends folic acid, does it help?").text


class TestAnsweredByTheWay:
    """An answer with a question behind it: both are taken, and the answer is not asked for again."""

    @pytest.mark.parametrize(
        ("question", "words", "path", "value"),
        [
            ("cycles", "they are regular. does intralipid work?", "cycles", "regular"),
            ("losses_count", "three. what are NK cells?", "losses_count", 3),
            ("losses_count", "I had two miscarriages, what are NK cells?", "losses_count", 2),
            ("age", "36. is moxibustion any good", "age", 36),
        ],
    )
    def test_the_next_question_follows(self, desk, question, words, path, value):
        known = {name: told for name, told in KNOWN.items() if name != path}
        nurse = Nurse.at(desk, question, known)
        nurse.say(words)
        assert nurse.flat[path] == value
        assert nurse.question not in (None, question)
        assert any(
            text in nurse.text for text in ("intralipid", "Intralipid", "natural killer", "reviewed information")
        )

    def test_a_loss_told_in_it_is_met_before_the_answer(self, desk):
        nurse = asked(desk, "three. what are NK cells?", "losses_count")
        assert "sorry for your losses" in nurse.last.messages[0].text
        assert "natural killer" in nurse.last.messages[1].text

    def test_doubt_before_a_question_is_no_answer(self, desk):
        assert asked(desk, "Not sure. what about moxibustion?").question == "cycles"


class TestCautions:
    """What her own facts call for."""

    def test_a_fact_told_before_is_heeded(self, desk):
        nurse = asked(desk, "do binders work?", known={"medicines": ["levothyroxine"]})
        assert "4 hours apart from binders" in nurse.text

    def test_a_medicine_named_in_the_question_is_heeded_too(self, desk):
        assert "4 hours apart from binders" in asked(desk, "is charcoal ok with my levothyroxine?").text

    @pytest.mark.parametrize("words", ["is milk thistle ok with warfarin", "does fish oil work with warfarin?"])
    def test_so_is_one_nobody_asks_the_evidence_of(self, desk, words):
        assert "blood" in asked(desk, words).text.partition("How well proven")[0].rpartition("\n\n")[0]

    def test_a_binder_with_thyroid_tablets_is_about_both(self, desk):
        text = asked(desk, "i bought a zeolite detox, can i take it with my thyroxine").text
        assert "4 hours apart from binders" in text

    def test_what_is_told_in_the_same_breath_is_heeded_and_kept(self, desk):
        nurse = asked(desk, "I have lupus. does red light therapy work?")
        assert "With lupus, light can bring on a flare" in nurse.text
        assert nurse.status("conditions.sle") == "present"

    def test_without_the_fact_it_is_not_said(self, desk):
        assert "4 hours" not in asked(desk, "do binders work?").text


class TestDanger:
    """The words of a level that stands are kept."""

    def test_same_day_words_come_first(self, desk):
        known = {"pregnant_now": "yes", "gestation_weeks": 8, "symptoms": ["bleeding"], "losses_count": 1}
        nurse = asked(desk, "does progesterone help?", "cycles", known, said=("S01",))
        assert nurse.last.messages[0].level == "T2"
        assert nurse.last.messages[0].text.startswith("Please still speak to someone today")
        assert "call an early pregnancy unit today" in nurse.text

    def test_while_help_is_on_its_way_nothing_else_is_said(self, desk):
        known = {"symptoms": ["chest_pain"]}
        nurse = asked(desk, "what are NK cells?", "can_you_get_help", known, said=("E03",))
        assert nurse.last.messages[0].level == "T0"
        assert "once you are safe" in nurse.text
        assert "natural killer" not in nurse.text
        assert nurse.question == "can_you_get_help"
        assert nurse.flat["asks"] == ["nk_cells"]

    def test_nor_of_something_unknown(self, desk):
        nurse = asked(desk, "does moxibustion work?", "can_you_get_help", {"symptoms": ["chest_pain"]}, said=("E03",))
        assert "reviewed information" not in nurse.text
        assert nurse.question == "can_you_get_help"

    @pytest.mark.parametrize(
        "words", ["i took a whole bottle of milk thistle", "is zeolite ok, I took too much of it?"]
    )
    def test_who_took_too_much_hears_whom_to_call_first(self, desk, words):
        assert "please call 111" in asked(desk, words).text.partition("\n")[0]

    def test_a_medicine_she_takes_is_not_what_she_asks_about(self, desk):
        text = asked(desk, "Are NK cells and a gut cleanse worth it? I take levothyroxine.").text
        assert "You also asked about" not in text
        assert "Despite the name" in text
        assert "It makes sense to want to do something active" in text

    def test_without_danger_no_level_is_stated(self, desk):
        assert not [m.level for m in asked(desk, "what are NK cells?").last.messages if m.level]

    def test_a_symptom_asked_about_is_never_called_unknown_and_left(self, desk):
        nurse = asked(desk, "is a racing heart normal?", at="age")
        assert "won't guess" not in nurse.text


class TestUnknown:
    """What nobody has reviewed."""

    THINGS = (
        "what about ozone therapy?", "does moxibustion work", "is acupuncture worth it", "should I try royal jelly",
        "have you heard of the perrin technique", "my friend swears by seed cycling", "thoughts on hyperbaric oxygen",
        "does stress cause miscarriage", "is there evidence for mayan massage", "tell me about assisted hatching",
    )  # fmt: skip
    NO_THINGS = (
        "what about my mum", "does it hurt", "what do you mean", "what happens to my data", "what about last year",
        "is this confidential", "does the clinic know", "what time does the clinic open", "how long does this take",
        "I took two tests", "it works for me", "does anything work", "my doctor recommended it",
    )  # fmt: skip

    @pytest.mark.parametrize("words", THINGS)
    def test_it_is_said_so_and_kept_for_staff_in_her_words(self, desk, words):
        nurse = asked(desk, words)
        assert nurse.text.startswith("I don't have reviewed information on that")
        assert nurse.fact("asks_other").value == words
        assert nurse.fact("asks_other").provenance.message == "m0"
        assert nurse.question == "cycles"

    @pytest.mark.parametrize("words", NO_THINGS)
    def test_other_words_do_not_ask_of_a_thing(self, words):
        assert not asks_of_a_thing(words)

    @pytest.mark.parametrize("question", ["asks", "medicines", "contact", "condition_treatment", "gut_symptoms", "age"])
    def test_it_is_no_answer_to_the_open_question(self, desk, question):
        nurse = asked(desk, "does moxibustion work?", question, {"conditions": ["ra"]})
        assert [fact.path for fact in nurse.last.facts] == ["asks_other"]
        assert "reviewed information" in nurse.text

    def test_the_event_holds_none_of_her_words(self, desk):
        assert asked(desk, "does moxibustion work").last.events == ({"event": "unknown_topic"},)

    def test_a_second_one_is_kept_beside_the_first_and_the_same_is_not_kept_twice(self, desk):
        nurse = asked(desk, "does moxibustion work?")
        nurse.say("what about ozone therapy?")
        nurse.say("does moxibustion work?")
        assert nurse.flat["asks_other"] == "does moxibustion work?; what about ozone therapy?"

    def test_before_consent_nothing_is_kept(self, desk):
        nurse = Nurse.opened(desk)
        nurse.say("does moxibustion work?")
        assert nurse.last.facts == ()
        assert "noted" not in nurse.last.messages[0].text

    def test_only_the_asking_sentence_is_kept(self):
        words = "I had a bad day. Does moxibustion work? He shouted again."
        assert asking_words(words) == "Does moxibustion work?"

    def test_a_very_long_question_is_cut(self):
        assert len(asking_words("does " + "very " * 100 + "long tea work?")) == LONGEST

    def test_bare_names_at_the_closing_question_are_answered(self, desk):
        nurse = asked(desk, "NK cells and leaky gut", "asks")
        assert "natural killer" in nurse.text
        assert "leaky" in nurse.text
        assert nurse.flat["asks"] == ["nk_cells", "leaky_gut"]

    def test_a_worry_at_the_closing_question_is_just_kept(self, desk):
        nurse = asked(desk, "I am worried it will happen again", "asks")
        assert "reviewed information" not in nurse.text
        assert nurse.flat["asks_other"] == "I am worried it will happen again"


class TestSources:
    """Where it comes from."""

    WORDS = (
        "where does that come from?", "what's the source", "who says so?", "sources?", "how do you know that?",
        "where did you get that from", "what is that based on", "is there a source for that",
    )  # fmt: skip

    @pytest.mark.parametrize("words", WORDS)
    def test_right_after_an_answer_its_sources_are_named_in_plain_words(self, desk, words):
        nurse = asked(desk, "what are NK cells?")
        nurse.say(words)
        assert "What I said about natural killer (NK) cells comes from:" in nurse.text
        assert "the UK's Royal College of Obstetricians and Gynaecologists, 2023" in nurse.text
        assert "[" not in nurse.last.messages[0].text
        assert "clinical.md" not in nurse.text
        assert nurse.question == "cycles"

    def test_what_is_not_checked_against_the_original_is_said(self, desk):
        nurse = asked(desk, "does metformin help?")
        nurse.say("where does that come from?")
        assert "still have to be checked against the original" in nurse.text

    def test_an_answer_without_a_published_source_says_so(self, desk):
        nurse = asked(desk, "what about LPS?")
        nurse.say("says who?")
        assert "without one paper to name" in nurse.text

    def test_before_any_answer_there_is_nothing_to_name(self, desk):
        assert "nothing I said so far" in asked(desk, "what's the evidence?").text

    def test_it_speaks_of_the_latest_answer(self, desk):
        nurse = asked(desk, "what are NK cells?")
        nurse.say("does intralipid work?")
        nurse.say("source?")
        assert "What I said about intralipid" in nurse.text

    @pytest.mark.parametrize("words", ["where is the clinic", "where do I get tested", "he says so", "34", "why?"])
    def test_other_words_do_not_ask_for_it(self, words):
        assert not asks_where_from(words)


def test_the_topics_answered_travel_with_the_standing():
    standing = Standing(explained=("nk_cells", "ivig"))
    assert Case.from_json(Case(standing=standing).to_json()).standing.explained == ("nk_cells", "ivig")


class TestLoss:
    """A loss told beside a question is met before the answer, once."""

    def test_it_is_acknowledged_before_the_answer(self, desk):
        nurse = asked(desk, "we've lost four babies. what are NK cells?", at="cycles")
        assert nurse.last.messages[0].text == "Thank you for telling me. I'm so sorry for your losses."
        assert nurse.case.standing.consoled

    def test_it_is_not_said_again(self, desk):
        nurse = asked(desk, "we've lost four babies. what are NK cells?", at="cycles")
        nurse.say("I lost the last one at 9 weeks. what is zonulin?")
        assert "so sorry" not in " ".join(message.text for message in nurse.last.messages)
