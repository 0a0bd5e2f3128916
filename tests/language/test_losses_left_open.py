"""A count left open is asked for, whatever numbers stand beside it: `I lost count`, `she says two, I say three`."""

from __future__ import annotations

import pytest

from yarrow.language.reader import Reader

OPEN = [
    "I've stopped counting by now. A missed one at 9 weeks and some chemicals",
    "two chemicals and a mc at 10 weeks that I know of, hard to say how many in all",
    "I honestly couldn't tell you how many miscarriages, it was years ago",
    "god knows how many miscarriages, one was at 12 weeks",
    "I can't remember if it's two or three. One was at 8 weeks, a miscarriage",
    "depends who you ask: hospital says two, I say three. All miscarriages.",
    "The GP says one miscarriage, I say two.",
    "husband thinks two, I think three, no idea which is right. miscarriages I mean",
    "I put 3 losses on the sheet, then told the midwife 5, and I don't know which one you want",
    "Between 3 and 5 misses, my cycles were all over the place",
    "between 2 and 4 angels, my sister has the list, I don't",
]
SETTLED = [
    ("Never lost a pregnancy. Spotted with my second at 9 weeks but he is 3 now", 0),
    ("No miscarriages. Pregnant for the second time at 10 weeks", 0),
    ("I've had 2 miscarriages, I don't want a third", 2),
    ("two miscarriages, I don't know how many weeks", 2),
    ("two miscarriages and I lost track of my cycles", 2),
    ("the letter says two but it should be three miscarriages", 3),
    ("she says one, I say two, because she leaves out the ectopic. so one miscarriage, at 9 weeks", 1),
    ("No losses until last year. First at 6 weeks, second at 8.", 2),
    ("No other losses. The first was at 7 weeks.", 1),
    ("Baby no 1 at 39 weeks, no 2 gone at 7, no 3 at 36 weeks, no 4 gone at 8", 2),
    ("Lost count? Not me. Two miscarriages, 8 and 9 weeks.", 2),
]


def counted(reader: Reader, text: str) -> int | None:
    """The number of losses read."""
    return next((fact.value for fact in reader.read(text).facts if fact.path == "losses_count"), None)


@pytest.mark.parametrize("text", OPEN)
def test_a_count_left_open_is_not_stated(reader: Reader, text: str) -> None:
    """No number is right, so none is written down."""
    assert counted(reader, text) is None


@pytest.mark.parametrize(("text", "count"), SETTLED)
def test_a_count_that_is_settled_is(reader: Reader, text: str, count: int) -> None:
    """What is not known is something else, or one of the numbers is said to be right."""
    assert counted(reader, text) == count


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("period's 5 days late now, every test is negative", []),
        ("my period's a week overdue and the tests are white", []),
        ("positive test, then my period came 5 days later", [1]),
    ],
)
def test_a_late_period_is_no_loss_whatever_the_tests_say(reader, text, counts):
    assert [fact.value for fact in reader.read(text).facts if fact.path == "losses_count"] == counts
