"""The pipelines that are compared. Each is measured alone, without the rules that decide before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Step = dict[str, Any]
WORDS: Step = {"name": "CountVectorsFeaturizer", "max_ngram": 2}
LETTERS: Step = {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 2, "max_ngram": 5}
# Without what was seen once or twice: a quarter of the words and pairs, and of the parts of words.
OFTEN: Step = {**WORDS, "min_df": 2}
LETTERS_OFTEN: Step = {**LETTERS, "max_ngram": 4, "min_df": 3}
REGRESSION: Step = {"name": "LogisticRegressionClassifier", "max_iter": 300}


@dataclass(frozen=True)
class Candidate:
    """A pipeline by name. `folds`: how many of the five parts of the data it is tried on."""

    name: str
    about: str
    steps: tuple[Step, ...]
    folds: int = 5
    tensorflow: bool = False

    def config(self) -> dict[str, Any]:
        """Its config.yml."""
        pipeline = [{"name": "WhitespaceTokenizer"}, *self.steps]
        return {"recipe": "default.v1", "assistant_id": self.name, "language": "en", "pipeline": pipeline}


def vector(scale: float) -> Step:
    """The sentence encoder's vector, this long."""
    return {"name": "yarrow.nlu.sentence_vector.SentenceVector", "scale": scale}


# What `rasa init` writes.
STOCK: tuple[Step, ...] = (
    {"name": "RegexFeaturizer"},
    {"name": "LexicalSyntacticFeaturizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
    {"name": "DIETClassifier", "epochs": 100, "constrain_similarities": True},
    {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1},
)
CANDIDATES: tuple[Candidate, ...] = (
    Candidate("counts", "words and parts of words, logistic regression", (WORDS, LETTERS, REGRESSION)),
    Candidate("vector", "sentence vector, logistic regression", (vector(5), REGRESSION)),
    Candidate("vector_words", "sentence vector and common words, logistic regression", (vector(5), OFTEN, REGRESSION)),
    Candidate(
        "vector_often",
        "sentence vector, common words and parts of words, logistic regression",
        (vector(5), OFTEN, LETTERS_OFTEN, REGRESSION),
    ),
    Candidate(
        "vector_counts",
        "sentence vector, all words and parts of words, logistic regression",
        (vector(5), WORDS, LETTERS, REGRESSION),
        folds=1,
    ),
    Candidate("diet", "stock Rasa: DIET, 100 epochs, and fallback", STOCK, folds=1, tensorflow=True),
)
