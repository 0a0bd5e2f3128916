"""The same words are another kind of turn at another open question, and look-alikes of a request are none."""

from __future__ import annotations

import pytest

from yarrow.language.understanding import Asked, AskedOption

PLAIN = (AskedOption("yes", "Yes"), AskedOption("no", "No"))
SUPPORT = Asked("support_wanted", "yes_no", "support_wanted", PLAIN)
PREGNANT = Asked(
    "pregnant_now", "choice", "pregnant_now",
    (AskedOption("yes", "Yes, I am pregnant"), AskedOption("no", "No"), AskedOption("unsure", "I'm not sure")),
)  # fmt: skip
DELETE = Asked(
    "confirm_delete", "choice", None, (AskedOption("yes", "Yes, delete it all"), AskedOption("no", "No, keep it"))
)
LOSSES = Asked("losses_count", "number", "losses_count", minimum=0, maximum=30)
CTD = Asked(
    "ctd_symptoms", "multi_choice", "ctd_symptoms",
    (AskedOption("pleurisy", "Sharp chest pain a doctor called pleurisy"), AskedOption("joints", "Swollen joints")),
)  # fmt: skip
ASKS = Asked("asks", "text", "asks_other", (AskedOption("none", "No, nothing else"),))
SAID = [
    (PREGNANT, "yes, got the line I was waiting for", {"yes", "answer"}),
    (PREGNANT, "haven't dared test", {"unsure"}),
    (PREGNANT, "too scared to find out", {"unsure"}),
    (SUPPORT, "go on so, send me the leaflet", {"yes"}),
    (SUPPORT, "wouldn't say no", {"yes"}),
    (SUPPORT, "might as well", {"yes"}),
    (SUPPORT, "send me a nurse", {"ask_person"}),
    (SUPPORT, "have you got an email for the clinic line", {"ask_person"}),
    (SUPPORT, "who am I actually talking to", {"ask_person"}),
    (DELETE, "wait no, leave it", {"no", "correct"}),
    (DELETE, "hold on, keep the lot", {"no"}),
    (DELETE, "hang on a minute", {"pause"}),
    (LOSSES, "leave it", {"skip"}),
    (LOSSES, "can we just skip over that bit", {"skip"}),
    (LOSSES, "I'll give that one a miss", {"skip"}),
    (LOSSES, "what do you count as one", {"why"}),
    (LOSSES, "can you put that in plain english", {"why"}),
    (LOSSES, "you've lost me", {"why"}),
    (LOSSES, "I'd have to ask the hospital", {"unsure"}),
    (LOSSES, "ask the hospital", {"skip"}),
    (LOSSES, "don't make me count them, I just weep", {"distress"}),
    (LOSSES, "I don't know how much more of this I can bear", {"distress"}),
    (LOSSES, "just finding the letter", {"pause"}),
    (LOSSES, "can I pop back when I have the letter", {"pause"}),
    (ASKS, "does the red light do anything or is it snake oil", {"ask_evidence"}),
    (ASKS, "has anyone shown that intralipids help", {"ask_evidence"}),
    (ASKS, "is it me or is it him", {"ask_diagnosis"}),
    (ASKS, "did we leave it too late", {"ask_diagnosis"}),
    (ASKS, "how long do we have to wait", {"ask_treatment"}),
]


@pytest.mark.parametrize(("asked", "text", "acts"), SAID)
def test_the_act_is_that_of_the_open_question(reader, asked, text, acts):
    assert reader.read(text, asked=asked).act in acts


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("I've told 3 consultants", None),
        ("back in 20", None),
        ("4. I told 2 friends", 4),
        ("3 sisters and 2 losses", 2),
        ("three", 3),
        ("about 2 people say but I count 5", 5),
    ],
)
def test_people_and_minutes_are_no_losses(reader, text, count):
    facts = {fact.path: fact.value for fact in reader.read(text, asked=LOSSES).facts}
    assert facts.get("losses_count") == count


@pytest.mark.parametrize("text", ["wait no, leave it", "leave it", "hold on, keep the lot"])
def test_what_was_to_be_deleted_is_kept(reader, text):
    assert reader.read(text, asked=DELETE).chosen == ("no",)


@pytest.mark.parametrize(("text", "chosen"), [("what's pleurisy", ()), ("the pleurisy one", ("pleurisy",))])
def test_asking_what_a_name_means_does_not_choose_it(reader, text, chosen):
    assert reader.read(text, asked=CTD).chosen == chosen


@pytest.mark.parametrize("text", ["will anyone else read this", "does my gp get a copy", "who'll see what I write"])
def test_who_sees_it_is_met_as_a_worry_about_that(reader, text):
    assert reader.read(text, asked=LOSSES).worries[:1] == ("confidential",)
