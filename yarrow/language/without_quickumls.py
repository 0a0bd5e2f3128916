"""Import medspaCy's ConText without QuickUMLS.

medspaCy imports QuickUMLS to register a component that Yarrow has no use for (medspacy/util.py:14), and with it NLTK,
scikit-learn and scipy.stats: 0.5 s and 60 MB in every process that reads messages. An empty module takes its name while
medspaCy is imported, and no longer: whoever imports QuickUMLS afterwards gets the real one.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

NAME = "quickumls"


@contextmanager
def without_quickumls() -> Iterator[None]:
    """While it lasts, `from quickumls import spacy_component` gives None; a QuickUMLS that is loaded is left alone."""
    if NAME in sys.modules:
        yield
        return
    stand_in = ModuleType(NAME)
    stand_in.spacy_component = None  # type: ignore[attr-defined]
    sys.modules[NAME] = stand_in
    try:
        yield
    finally:
        del sys.modules[NAME]
