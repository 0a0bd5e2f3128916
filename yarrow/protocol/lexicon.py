"""Reads protocol/lexicon/*.yml: how patients say things."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from yarrow.language.lexicon import Concept, Cue, Lexicon, Named, QuantityWords
from yarrow.language.phrase import PhraseError, parse
from yarrow.protocol.errors import ProtocolError

ROOT = Path(__file__).resolve().parents[2] / "protocol"
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C one reads the folder ten times as fast
PARTS = frozenset({
    "version", "reviewed_on", "source", "conditions", "symptoms", "medicines", "tests", "cues", "acts", "asks",
    "topics", "losses", "results", "unclear", "idioms", "fillers", "result_terms", "spellings", "classes",
    "real_words", "mended", "plain_words", "quantities", "states",
})  # fmt: skip
KINDS = ("condition", "symptom", "medicine", "test")
UNITS = frozenset({"count", "hours", "pads", "months", "days_ago", "text"})
CONCEPT_KEYS = frozenset({"say", "also", "event", "danger", "weak", "others"})
Pages = dict[str, dict[str, Any]]
Place = tuple[str, str]  # the file and the place in it, as errors name them


def load_lexicon(root: Path | None = None) -> Lexicon:
    """The lexicon under `root` (default: the repository's protocol/); raises ProtocolError that says what to mend."""
    folder = (root or ROOT) / "lexicon"
    pages = {path.name: _read(path) for path in sorted(folder.glob("*.yml"))}
    if not pages:
        raise ProtocolError(str(folder), "the folder", "no files", "lexicon files, *.yml")
    return Lexicon(
        concepts=tuple(_concepts(pages)),
        cues=tuple(_cues(pages)),
        acts=_named(pages, "acts"),
        asks=_named(pages, "asks"),
        topics=_named(pages, "topics"),
        losses=_named(pages, "losses"),
        results=_named(pages, "results"),
        unclear=_named(pages, "unclear"),
        idioms=_lines(pages, "idioms"),
        fillers=_lines(pages, "fillers"),
        states=_named(pages, "states"),
        quantities=tuple(_quantities(pages)),
        result_terms=_merged(pages, "result_terms"),
        spellings=_merged(pages, "spellings"),
        classes={name: tuple(str(word) for word in words) for name, words in _merged(pages, "classes").items()},
        mended=_word_set(pages, "mended"),
        plain_words=_word_set(pages, "plain_words"),
        real_words=_word_set(pages, "real_words"),
    )


def _read(path: Path) -> dict[str, Any]:
    try:
        page = yaml.load(path.read_text(encoding="utf-8"), LOADER)  # noqa: S506 (a safe loader, the C one if built)
    except yaml.YAMLError as error:
        raise ProtocolError(_name(path), "the file", f"what is not YAML ({error})", "valid YAML") from None
    if not isinstance(page, dict):
        raise ProtocolError(_name(path), "the top", type(page).__name__, "a mapping")
    for part in page.keys() - PARTS:
        raise ProtocolError(_name(path), "the top", f"the part '{part}'", f"one of {', '.join(sorted(PARTS))}")
    if "source" not in page:
        raise ProtocolError(_name(path), "the top", "no source", "where its content comes from")
    return page


def _name(path: Path) -> str:
    return f"lexicon/{path.name}"


def _concepts(pages: Pages) -> Iterator[Concept]:
    for name, page in pages.items():
        for kind in KINDS:
            for id_, entry in page.get(f"{kind}s", {}).items():
                yield _concept(kind, id_, entry, (f"lexicon/{name}", f"{kind} {id_}"))


def _concept(kind: Any, id_: str, entry: Any, where: Place) -> Concept:
    entry = entry if isinstance(entry, dict) else {"say": entry}
    for key in entry.keys() - CONCEPT_KEYS:
        raise ProtocolError(*where, f"the key '{key}'", f"one of {', '.join(sorted(CONCEPT_KEYS))}")
    return Concept(
        kind, id_.partition("/")[0], _phrases(entry.get("say"), where), tuple(entry.get("also", ())),
        event=bool(entry.get("event")), danger=bool(entry.get("danger")),
        weak=tuple(entry.get("weak", ())), others=bool(entry.get("others")),
    )  # fmt: skip


def _cues(pages: Pages) -> Iterator[Cue]:
    for name, page in pages.items():
        for number, entry in enumerate(page.get("cues", ()), 1):
            where = (f"lexicon/{name}", f"cue {number} ({entry.get('category', 'no category')})")
            types = entry.get("types")
            yield Cue(
                entry["category"],
                entry.get("direction", "forward").upper(),
                _phrases(entry.get("say"), where),
                types=frozenset(word.upper() for word in types) if types else None,
                reach=entry.get("reach"),
                targets=entry.get("targets"),
                ends=frozenset(entry.get("ends", ())),
            )


def _quantities(pages: Pages) -> Iterator[QuantityWords]:
    for name, page in pages.items():
        for entry in page.get("quantities", ()):
            where = (f"lexicon/{name}", f"quantity {entry.get('path', 'without a path')}")
            if entry.get("unit") not in UNITS:
                raise ProtocolError(*where, f"the unit '{entry.get('unit')}'", f"one of {', '.join(sorted(UNITS))}")
            yield QuantityWords(entry["path"], entry["unit"], _phrases(entry.get("say"), where), entry.get("near"))


def _named(pages: Pages, part: str) -> tuple[Named, ...]:
    return tuple(
        Named(str(id_), _phrases(say, (f"lexicon/{name}", f"{part} {id_}")))
        for name, page in pages.items()
        for id_, say in page.get(part, {}).items()
    )


def _lines(pages: Pages, part: str) -> tuple[str, ...]:
    return tuple(
        line for name, page in pages.items() if part in page for line in _phrases(page[part], (f"lexicon/{name}", part))
    )


def _merged(pages: Pages, part: str) -> dict[str, Any]:
    return {key: value for page in pages.values() for key, value in page.get(part, {}).items()}


def _word_set(pages: Pages, part: str) -> frozenset[str]:
    return frozenset(" ".join(page.get(part, "") for page in pages.values()).split())


def _phrases(say: Any, where: Place) -> tuple[str, ...]:
    """One phrase a line."""
    if not isinstance(say, str):
        raise ProtocolError(*where, type(say).__name__, "phrases, one a line, after '|'")
    phrases = tuple(line.strip() for line in say.splitlines() if line.strip())
    for phrase in phrases:
        try:
            parse(phrase)
        except PhraseError as error:
            raise ProtocolError(*where, str(error), "a phrase as yarrow/language/phrase.py says") from None
    return phrases
