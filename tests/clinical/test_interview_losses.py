"""One loss after the other: its kind, its weeks and how it was confirmed, each asked once and only where it matters."""

from __future__ import annotations

import pytest

from tests.support.interviews import answered, asks, due, history, protocol, with_losses
from yarrow.clinical import interview
from yarrow.clinical.fact import Fact, Provenance, Status
from yarrow.clinical.history import History


def losses_due(told: History) -> list[str]:
    return [question for question in due(told) if question.startswith("losses[")]


def answer(told: History, question_id: str, value: object) -> History:
    question = interview.find(protocol(), told, question_id)
    assert question is not None
    return answered(told, question, value)


def test_each_loss_is_finished_before_the_next_is_begun() -> None:
    told = with_losses(history(losses_count=2), {"type": "miscarriage_clinical"})
    assert losses_due(told) == ["losses[0].weeks", "losses[0].confirmed", "losses[1]"]


def test_as_many_losses_are_asked_about_as_were_told() -> None:
    assert losses_due(history(losses_count=3)) == ["losses[0]", "losses[1]", "losses[2]"]


def test_an_ectopic_told_first_is_not_one_of_the_losses_to_describe() -> None:
    told = with_losses(history(losses_count=2), {"type": "ectopic"})
    assert losses_due(told) == ["losses[1]", "losses[2]"]


def test_weeks_and_confirmation_are_not_asked_of_a_very_early_loss() -> None:
    told = with_losses(history(losses_count=1), {"type": "biochemical"})
    assert losses_due(told) == []


def test_a_loss_told_in_full_is_not_asked_about() -> None:
    told = with_losses(history(losses_count=1), {"type": "miscarriage_clinical", "weeks": 9, "confirmed": "scan"})
    assert losses_due(told) == []


def test_a_loss_without_a_name_may_be_named_once() -> None:
    told = with_losses(history(losses_count=1), {"type": "unknown_loss", "weeks": 9})
    assert losses_due(told) == ["losses[0].type"]
    assert losses_due(answer(told, "losses[0].type", "unsure")) == []
    named = answer(told, "losses[0].type", "miscarriage")
    assert named.value("losses[0]") == {"type": "miscarriage_clinical", "weeks": 9}


def test_not_sure_what_kind_is_an_answer() -> None:
    told = answer(history(losses_count=1), "losses[0]", "unsure")
    assert told.value("losses[0]") == {"type": "unknown_loss"}
    assert "losses[0].type" not in losses_due(told)


@pytest.mark.parametrize("status", [Status.UNKNOWN, Status.DECLINED])
def test_a_detail_left_out_is_not_asked_again(status: Status) -> None:
    told = with_losses(history(losses_count=1), {"type": "miscarriage_clinical", "confirmed": "scan"})
    assert losses_due(answer(told, "losses[0].weeks", status)) == []


def test_a_loss_left_out_is_one_of_the_count() -> None:
    told = answer(history(losses_count=2), "losses[0]", Status.DECLINED)
    assert losses_due(told) == ["losses[1]"]


def test_the_parts_of_a_loss_come_together() -> None:
    told = answer(history(losses_count=1), "losses[0]", "miscarriage")
    told = answer(told, "losses[0].weeks", 7)
    told = answer(told, "losses[0].confirmed", "scan")
    assert told.value("losses[0]") == {"type": "miscarriage_clinical", "weeks": 7, "confirmed": "scan"}
    assert told.flat["losses"] == [{"type": "miscarriage_clinical", "weeks": 7, "confirmed": "scan"}]


def test_merging_keeps_what_was_told_and_says_where_it_comes_from() -> None:
    told = with_losses(history(), {"type": "miscarriage_clinical", "weeks": 7})
    fact = interview.merge_loss(told, 0, {"confirmed": "scan"}, Provenance("m9"))
    assert fact == Fact("losses[0]", value={"type": "miscarriage_clinical", "weeks": 7, "confirmed": "scan"},
                        provenance=Provenance("m9"))  # fmt: skip


def test_other_outcomes_take_places_of_their_own() -> None:
    told = answer(history(losses_count=2), "other_outcomes", ["ectopic", "stillbirth"])
    assert told.value("losses[2]") == {"type": "ectopic"}
    assert told.value("losses[3]") == {"type": "stillbirth"}
    assert losses_due(told) == ["losses[0]", "losses[1]"]
    assert not asks("other_outcomes", told)


def test_methotrexate_for_an_ectopic_is_noted_with_it() -> None:
    told = answer(history(losses_count=0), "other_outcomes", ["ectopic_methotrexate"])
    assert told.flat["medicines"] == ["mtx_for_ectopic"]
    assert told.flat["losses"] == [{"type": "ectopic"}]


def test_no_other_outcomes_is_an_answer() -> None:
    assert not asks("other_outcomes", answer(history(), "other_outcomes", ["none"]))


def test_a_corrected_count_asks_about_the_loss_that_is_new() -> None:
    told = with_losses(history(losses_count=1), {"type": "biochemical"}).adding([Fact("losses_count", value=2)])
    assert losses_due(told) == ["losses[1]"]


@pytest.mark.parametrize(
    ("count", "place", "term", "words"),
    [
        (1, 0, None, "your loss"),
        (1, 0, "miscarriage", "your miscarriage"),
        (2, 1, "Miscarriage", "your second miscarriage"),
        (2, 0, "baby", "the first baby you lost"),
        (2, 0, "something only she says", "your first loss"),
        (12, 11, None, "your next loss"),
    ],
)
def test_a_loss_is_named_in_her_word(count: int, place: int, term: str | None, words: str) -> None:
    told = history(losses_count=count, **({"preferred_term": term} if term else {}))
    question = interview.find(protocol(), told, f"losses[{place}]")
    assert question is not None
    assert question.text.startswith(f"About {words}: ")
