"""What the measured patients say: the same words to Yarrow and to stock Rasa."""

from __future__ import annotations

OPENING = ("yes, that's fine",)
# Repeated until the conversation is long enough, so that turns 5, 50 and 200 hear the same five messages.
# No danger among them: an emergency stops the history, and every turn after it would be a different one.
CYCLE = (
    "I'm 34",
    "why do you ask?",
    "I've had two miscarriages, at 7 and 9 weeks",
    "what are NK cells?",
    "my sister has lupus, I have Hashimoto's",
)
# Read one by one by the reader's benchmark: short and long, plain and tangled, with and without danger.
TEXTS = (
    "no",
    "34",
    "not sure",
    "about 8 months",
    "2 mcs and a chemical",
    "I've had three losses, one was ectopic",
    "no bleeding or cramps but dizzy",
    "my sister has lupus, I don't",
    "should I stop methotrexate?",
    "soaking a pad every hour for three hours and I feel faint",
    "they think it might be lupus but the tests are still pending",
    "actually it was three, one was ectopic",
    "I'm 34, not pregnant, we've been trying for 8 months and my cycles are regular. I've had two miscarriages, at 7 "
    "and 9 weeks, both seen on scan. I've got Hashimoto's and take levothyroxine, and my mum has coeliac disease.",
    "bloated most days since the summer, some diarrhoea, no blood, no weight loss, I stopped gluten in May but nobody "
    "ever tested me",
    "with my last pregnancy I collapsed and had to be blue-lighted",
    "my period is ten days late and there is a stabbing pain low down on my left side",
)


def line(turn: int) -> str:
    """What the patient says at this turn, counted from 1."""
    if turn <= len(OPENING):
        return OPENING[turn - 1]
    return CYCLE[(turn - len(OPENING) - 1) % len(CYCLE)]
