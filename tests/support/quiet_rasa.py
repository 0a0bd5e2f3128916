"""Imports Rasa once for the tests: without TensorFlow, and without the warnings of its own imports."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from yarrow.nlu.logs import silence_debug
from yarrow.nlu.without_tensorflow import leave_out_tensorflow

os.environ["RASA_TELEMETRY_ENABLED"] = "false"
leave_out_tensorflow()
silence_debug()


@contextmanager
def quiet() -> Iterator[None]:
    """Rasa's own warnings (its imports, its talk of slot auto-fill for every domain) are not ours to mend."""
    # Recorded and dropped, not filtered: some of what Rasa imports sets filters of its own.
    with warnings.catch_warnings(record=True):
        warnings.simplefilter("default")
        yield


with quiet():
    import rasa.core.agent
    import rasa.core.policies.rule_policy
    import rasa.core.run
    import rasa.nlu.classifiers.logistic_regression_classifier
    import rasa.nlu.featurizers.sparse_featurizer.count_vectors_featurizer
    import rasa.nlu.tokenizers.whitespace_tokenizer  # noqa: F401
