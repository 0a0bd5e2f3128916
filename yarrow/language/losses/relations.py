"""The words by which people are named where losses are told, each set as wide as its use allows."""

from __future__ import annotations

from yarrow.language.people import People, inflected, possessive

SOMEBODY = frozenset({"someone", "everyone"})
WHOEVER = frozenset({"people", "others"})


class Relations:
    """Who may be told of beside the patient, who may be her child, who may write for her, and by what words."""

    def __init__(self, people: People) -> None:
        women = people.kinswomen | people.friends | people.of("woman_in_law", "woman") | people.wives | people.partners
        self.mothers = people.mothers
        self.husbands = people.husbands
        self.wives = people.wives
        self.partners = people.partners
        # Those who write for a daughter, a sister or a friend, and for whom they do.
        self.parents = people.mothers | people.fathers | people.of("aunt")
        self.written_for = people.daughters | people.sisters | people.of("girl", "niece", "friend") | {"law"}
        # Beside one of these a pregnancy or a loss is another's.
        self.anothers = inflected(people.kinswomen | people.friends | people.animals)
        self.relatives = inflected(women | people.of("brother")) | SOMEBODY | WHOEVER | {"law"}
        # Women who may be of her own pregnancies or of the story itself: more is needed to tell of them as others.
        self.maybe_hers = inflected(people.of("woman", "daughter", "girl")) | SOMEBODY | {"people", "ma", "twin"}
        self.women = (
            inflected(women) | possessive(people.of("brother")) | self.maybe_hers | {"ex", "exs", "bil", "ate", "lola"}
        )
        self.surely_others = self.women - self.maybe_hers
