"""What kind of turn a message is."""

from __future__ import annotations

import pytest

from yarrow.language.understanding import Asked, AskedOption

YES_NO = Asked("planning", "yes_no", "planning", (AskedOption("yes", "Yes"), AskedOption("no", "No")))
SAID = {
    "yes": ["yes", "yeah", "yep", "Yes please", "yh", "yes i am", "sure", "I do", "aye", "correct", "that's right"],
    "no": [
        "no",
        "nope",
        "nah",
        "No thanks",
        "none",
        "none of those",
        "nope none of those",
        "never",
        "not really",
        "I don't",
        "no, nothing",
        "none of the above",
    ],
    "unsure": [
        "not sure",
        "I don't know",
        "idk",
        "dunno",
        "can't remember",
        "no idea",
        "maybe",
        "I'm not sure sorry",
        "dont know how many",
    ],
    "skip": [
        "skip",
        "rather not say",
        "I'd rather not say",
        "prefer not to say",
        "pass",
        "next question please",
        "I don't want to answer",
        "skip this one please",
    ],
    "why": [
        "why?",
        "why do you ask?",
        "why do you need to know",
        "what's that for?",
        "why does it matter",
        "how is that relevant?",
    ],
    "delete": [
        "delete my data",
        "please erase everything I told you",
        "delete everything",
        "I want you to delete all my information",
    ],
    "ask_person": [
        "can I talk to a real person",
        "I want to speak to a nurse",
        "are you a robot?",
        "talk to a human please",
        "can someone call me",
    ],
    "pause": ["can we pause", "I need a break", "I'll come back later", "got to go", "can I finish this later", "brb"],
    "ask_diagnosis": [
        "do I have lupus?",
        "what's wrong with me?",
        "could it be endometriosis?",
        "is it cancer",
        "do you think I have coeliac?",
        "am I miscarrying?",
    ],
    "ask_treatment": [
        "should I take aspirin?",
        "can I stop my methotrexate?",
        "what should I take?",
        "should I stop taking my levothyroxine",
        "is it safe to take ibuprofen?",
        "should I go gluten free?",
        "how much folic acid should I take",
    ],
    "ask_evidence": [
        "what are NK cells?",
        "does intralipid work?",
        "is there evidence for leaky gut?",
        "tell me about progesterone",
        "do probiotics help?",
        "my clinic says I need an NK cell test, is it worth it?",
        "what is zonulin",
        "is red light therapy proven",
    ],
    "distress": [
        "I can't cope",
        "I feel so alone",
        "I'm heartbroken",
        "it's all my fault",
        "I can't stop crying",
        "I feel like a failure",
    ],
    "answer": ["I have hashimotos", "two miscarriages", "I'm 34", "I'm bloated all the time", "my mum has lupus"],
    "other": ["what's the weather like", "asdfgh", "my cat is ginger", "hello"],
}


@pytest.mark.parametrize(("act", "text"), [(act, text) for act, texts in SAID.items() for text in texts])
def test_the_act_is_told(reader, act, text):
    """The act follows from the words."""
    assert reader.read(text).act == act


@pytest.mark.parametrize(
    "text",
    [
        "actually it was three",
        "sorry, I meant two miscarriages",
        "wait, I said 34 but I'm 35",
        "no wait, I do have hashimotos",
        "correction: it was an ectopic",
    ],
)
def test_a_correction_is_told(reader, text):
    """A change to something already known is a correction."""
    known = {"losses_count": 2, "age": 34, "conditions": []}
    assert reader.read(text, context=known, asked=YES_NO).act == "correct"


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("what are NK cells?", ("nk_cells",)),
        ("is leaky gut real?", ("leaky_gut",)),
        ("should I take aspirin?", ("aspirin",)),
        ("does progesterone help?", ("progesterone",)),
        ("is there evidence for zonulin tests?", ("zonulin",)),
        ("what about thyroid antibodies, do they cause miscarriage?", ("thyroid_antibodies",)),
        ("does intralipid work", ("intralipid",)),
        ("do gut cleanses work?", ("cleanse",)),
        ("is red light therapy worth it?", ("red_light",)),
    ],
)
def test_the_topic_is_told(reader, text, topics):
    """What is asked about, by the id of its evidence answer."""
    assert reader.read(text).topics == topics


def test_a_medicine_asked_about_is_not_taken(reader):
    """A question about a medicine records no medicine."""
    for text in (
        "should I take aspirin?",
        "what about progesterone?",
        "is metformin any good?",
        "my clinic offered me intralipids",
    ):
        assert not [f for f in reader.read(text).facts if f.path.startswith("medicines.")]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("too personal that, next one", "skip"),
        ("I'm not going into it", "skip"),
        ("what's that got to do with my miscarriages", "why"),
        ("I don't see how my age is relevant", "why"),
        ("haven't a notion", "unsure"),
        ("your guess is as good as mine", "unsure"),
        ("calling it a night, will pick this up tomorrow", "pause"),
        ("the baby is screaming, back later", "pause"),
        ("wipe the lot please", "delete"),
        ("I don't want any of this kept", "delete"),
        ("put me through to the ward", "ask_person"),
        ("I'd rather speak to a midwife", "ask_person"),
        ("I just want my baby back", "distress"),
        ("I cry every night", "distress"),
        ("what on earth is a TPO test", "ask_evidence"),
        ("I told you 34 earlier but that was wrong", "correct"),
    ],
)
def test_the_act_is_told_in_other_words_too(reader, text, act):
    """Families of wordings, at an open question."""
    assert reader.read(text, asked=YES_NO, context={"age": 34}).act == act


@pytest.mark.parametrize(
    "text",
    ["wipe and there is blood", "my clot was clear on the scan", "I stopped my tablets", "he would see us"],
)
def test_everyday_words_make_no_request(reader, text):
    """Verbs of deleting, pausing and calling are not always a request."""
    assert reader.read(text).act not in ("delete", "pause", "ask_person")


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("hang on, you put me down as 34, that should be 35", "correct"),
        ("nearly, but I turned 35 in June", "correct"),
        ("can you fix something, I turned 35", "correct"),
        ("hold on, what difference does it make?", "why"),
        ("not that I've been told", "no"),
        ("no thanks, I don't trust a computer", "no"),
        ("not right now, maybe next year", "no"),
        ("phone is on 3 percent, I'll finish it from my tablet", "pause"),
    ],
)
def test_words_that_only_take_breath_or_begin_are_not_the_act(reader, text, act):
    assert reader.read(text, asked=YES_NO, context={"age": 34}).act == act


@pytest.mark.parametrize(
    ("text", "not_act"),
    [
        ("he has no idea, but it's for my sister", "correct"),
        ("I told my GP but she did nothing", "correct"),
        ("I'm on the computer at work", "ask_person"),
        ("I can't take calls before five", "distress"),
        ("scrap what I said about 34", "delete"),
        ("do you know when reception opens", "unsure"),
    ],
)
def test_words_that_look_like_an_act_are_none(reader, text, not_act):
    assert reader.read(text, asked=YES_NO, context={"age": 34}).act != not_act


@pytest.mark.parametrize("text", ["none thank god", "Nope, touch wood", "none, thanks be to God"])
def test_thanks_to_heaven_beside_a_no_leave_it_a_no(reader, text):
    assert reader.read(text, asked=YES_NO).act == "no"
