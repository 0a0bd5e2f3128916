"""Signs are found by name, in the words the lexicon has for them and no others, however many modules ask."""

from __future__ import annotations

from yarrow.language.classes import class_lookup
from yarrow.language.lexicon import Lexicon, Named
from yarrow.language.signs import Signs
from yarrow.language.spelling import Speller
from yarrow.language.text import Sentence, sentences
from yarrow.language.vocabulary import known_words

LEXICON = Lexicon(
    concepts=(),
    cues=(),
    signs=(
        Named("birth", ("section", "emergency section", "{baby} .. (born|arrived)")),
        Named("urgent", ("emergency",)),
        Named("birth", ("gave birth",)),
    ),
    classes={"baby": ("baby", "girl")},
)


def signs() -> Signs:
    return Signs(LEXICON, class_lookup(LEXICON.classes))


def told(text: str) -> Sentence:
    return sentences(text)[0]


def places(text: str) -> dict[str, list[tuple[int, int]]]:
    found = signs().in_(told(text))
    return {name: [(match.start, match.end) for match in some] for name, some in found.items()}


def test_a_sign_is_found_where_it_stands():
    assert places("home since my section on Monday") == {"birth": [(3, 4)]}


def test_a_sign_may_stand_in_several_files_and_in_several_places():
    assert places("the girl was finally born after I gave birth to a boy") == {"birth": [(1, 5), (7, 9)]}


def test_nothing_is_there_where_no_sign_is_said():
    assert places("I feel a bit odd") == {}


def test_a_longer_phrase_hides_a_shorter_one_of_the_same_sign_only():
    assert places("an emergency section") == {"birth": [(1, 3)], "urgent": [(1, 2)]}


def test_only_the_form_that_is_written_is_meant():
    assert places("two sections of the form") == {}


def test_the_words_of_a_class_are_found_in_other_forms():
    assert places("the girls were born") == {"birth": [(1, 4)]}


def test_whether_one_of_several_is_there():
    found = signs()
    assert found.any_in(told("an emergency"), "birth", "urgent")
    assert not found.any_in(told("an emergency"), "birth")


def test_whoever_asks_gets_the_same_answer():
    """A sentence is walked once, however many modules look at it."""
    found, sentence = signs(), told("after the section")
    assert found.in_(sentence) == found.in_(sentence)


def test_an_equal_sentence_of_another_place_has_the_same_signs():
    found = signs()
    assert found.in_(told("after the section")) == found.in_(told("after the section"))


def test_a_word_of_a_sign_is_no_misspelling_of_another():
    """`Gravy` is close to `gravid`; once a clinician has listed it, it stays."""
    listed = Lexicon(concepts=(), cues=(), signs=(Named("birth", ("gravy train",)),))
    assert Speller({}, {"gravid"}, known_words(listed)).mend(told("the gravy")).tokens[1].norm == "gravy"
