"""The patient's own word for what happened is the one she reads, wherever her loss is named (clinical.md §9 rule 1)."""

from __future__ import annotations

import pytest

from tests.support.interviews import history, protocol, with_losses
from yarrow.clinical import interview
from yarrow.clinical.history import History
from yarrow.clinical.summary import summarise
from yarrow.clinical.term import OWN, as_term, counted_losses, in_her_word, loss_word, one_loss, which_loss
from yarrow.protocol.spoken import spoken

# What she chose, and how "your loss" and "your most recent loss" then read.
CHOSEN = [
    ("pregnancy loss", "your loss", "your most recent loss"),
    ("miscarriage", "your miscarriage", "your most recent miscarriage"),
    ("Miscarriage ", "your miscarriage", "your most recent miscarriage"),
    ("baby", "the loss of your baby", "your most recent loss of a baby"),
    ("pregnancy", "the loss of your pregnancy", "your most recent loss of a pregnancy"),
    # Any other word of hers is kept for the clinician, and not put into our mouth.
    ("our little bean", "your loss", "your most recent loss"),
]


def told(term: str | None) -> History:
    """Two losses, and the word she chose for them."""
    chosen = {} if term is None else {"preferred_term": term}
    return with_losses(
        history(losses_count=2, days_since_loss=30, age=31, pregnant_now="no", **chosen),
        {"type": "miscarriage_clinical", "weeks": 8},
        {"type": "miscarriage_clinical", "weeks": 9},
    )


@pytest.mark.parametrize(("term", "loss", "recent"), CHOSEN)
def test_her_loss_is_named_in_the_word_she_chose(term: str, loss: str, recent: str) -> None:
    assert in_her_word("I'm so sorry for your loss.", told(term)) == f"I'm so sorry for {loss}."
    assert in_her_word("How long ago was your most recent loss?", told(term)) == f"How long ago was {recent}?"


def test_until_she_has_chosen_the_neutral_word_stands() -> None:
    assert in_her_word("I'm so sorry for your losses.", told(None)) == "I'm so sorry for your losses."


@pytest.mark.parametrize("term", OWN)
def test_no_other_word_is_touched(term: str) -> None:
    said = "After two losses it is a standard check. Has your weight loss stopped? Is your hair loss new?"
    assert in_her_word(said, told(term)) == said


@pytest.mark.parametrize(("term", "loss", "recent"), CHOSEN)
def test_the_questions_are_asked_in_her_word(term: str, loss: str, recent: str) -> None:
    since = interview.find(protocol(), told(term), "days_since_loss")
    positive = interview.find(protocol(), told(term), "test_still_positive")
    detail = interview.find(protocol(), told(term), "losses[1].weeks")
    assert since is not None
    assert recent in since.text
    assert positive is not None
    assert loss in positive.text
    assert detail is not None
    assert f"second {loss_word(told(term))}" in detail.text


@pytest.mark.parametrize("term", OWN)
def test_nothing_said_calls_her_loss_otherwise(term: str) -> None:
    for place, text in spoken(protocol()):
        assert "your loss" not in in_her_word(text, told(term)).replace("your losses", ""), place


@pytest.mark.parametrize(
    ("term", "counted"),
    [
        ("baby", "Losses before 24 weeks: 2"),
        ("pregnancy", "Losses before 24 weeks: 2"),
        ("miscarriage", "2 miscarriages"),
        ("pregnancy loss", "2 losses"),
    ],
)
def test_the_summary_counts_in_her_word(term: str, counted: str) -> None:
    assert counted in str(summarise(protocol(), told(term)))


@pytest.mark.parametrize(
    ("term", "one"),
    [
        ("baby", "the loss of a baby"),
        ("miscarriage", "a miscarriage"),
        ("pregnancy loss", "a loss"),
        ("bean", "a loss"),
    ],
)
def test_a_reason_names_a_loss_and_never_just_a_baby(term: str, one: str) -> None:
    assert one_loss(told(term)) == one


@pytest.mark.parametrize(
    ("term", "first", "counted"),
    [
        ("baby", "the first baby you lost", "the loss of 2 babies"),
        ("pregnancy", "the first pregnancy you lost", "the loss of 2 pregnancies"),
        ("miscarriage", "your first miscarriage", "2 miscarriages"),
        ("pregnancy loss", "your first loss", "2 losses"),
    ],
)
def test_a_bare_plural_of_what_she_lost_is_never_counted(term: str, first: str, counted: str) -> None:
    assert which_loss(told(term), 0) == first
    assert counted_losses(told(term), 2) == counted


@pytest.mark.parametrize(("term", "one"), [("baby", "the baby you lost"), ("miscarriage", "your miscarriage")])
def test_an_only_loss_has_no_number(term: str, one: str) -> None:
    assert which_loss(history(losses_count=1, preferred_term=term), 0) == one


@pytest.mark.parametrize(
    ("said", "term"),
    [
        ("miscarriage", "miscarriage"),
        ("Baby.", "baby"),
        ("my baby", "baby"),
        ("our little bean", "little bean"),
        ("angel babies", "angel babies"),
        ("i just say loss", "loss"),
        ("I call them my babies, all of them were", "baby"),
        ("to me it was a miscarriage I suppose", "miscarriage"),
        # Too long for a name, or two words to choose from, or one refused.
        ("i really dont know what to call it, it was the worst day of my life", None),
        ("not miscarriage please, I can't bear that word at all", None),
        ("some days baby and other days miscarriage I think", None),
        # Nothing that would be odd or cruel to read back.
        ("4 angel babies", "baby"),
        ("my failure", None),
        ("a dead baby", "baby"),
        ("i hate this", None),
        ("whatever", None),
        ("what?", None),
        ("12", None),
        ("", None),
    ],
)
def test_only_a_name_for_it_is_taken_as_her_word(said: str, term: str | None) -> None:
    assert as_term(said) == term
