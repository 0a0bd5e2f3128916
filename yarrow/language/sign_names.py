"""The names of the signs the reader looks for; what each is in words is in protocol/lexicon (`signs:`).

A name here without phrases there, or phrases there under a name that is not here, is an error when the lexicon is read.
"""

from __future__ import annotations

from typing import Literal, get_args

SignName = Literal[
    # yarrow.language.bygone
    "another_time",
    "of_a_life",
    "over_for_good",
    "always_so",
    "for_years",
    # yarrow.language.hints
    "not_hinted",
    "hint_is_over",
    # yarrow.language.lately
    "birth",
    "no_birth",
    "baby_aged",
    "egg_collection",
    "operation",
    "loss_lately",
    "transfer",
    "pregnant_by_the_way",
    "maybe_pregnant",
    "no_pregnancy",
    "still_to_come",
    "only_wished",
    "pregnancy_ended",
    "pregnancy_before_this",
    # yarrow.language.losses.farewell
    "loss_left_us",
    # yarrow.language.losses.the_word
    "only_a_word",
    # yarrow.language.losses.unsettled
    "loss_count_open",
    "loss_count_doubted",
]
SIGN_NAMES: frozenset[str] = frozenset(get_args(SignName))
