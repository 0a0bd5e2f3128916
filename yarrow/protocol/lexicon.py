"""Reads protocol/lexicon/*.yml: how patients say things."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, get_args

from yarrow.clinical.schema import check
from yarrow.language.classes import class_lookup
from yarrow.language.lexicon import Concept, Cue, Hint, HintTime, Lexicon, Named, QuantityWords, Remark
from yarrow.language.losses import Losses, LossWordsError
from yarrow.language.phrase import PhraseError, parse
from yarrow.language.sign_names import SIGN_NAMES
from yarrow.language.signs import Signs
from yarrow.language.understanding import Assertion
from yarrow.protocol.errors import ProtocolError
from yarrow.protocol.files import mapping, read_folder, text
from yarrow.protocol.where import Where

ROOT = Path(__file__).resolve().parents[2] / "protocol"
FOLDER = "lexicon"
PARTS = frozenset({
    "version", "reviewed_on", "source", "conditions", "symptoms", "medicines", "tests", "cues", "acts", "asks",
    "topics", "worries", "losses", "results", "unclear", "idioms", "fillers", "result_terms", "spellings", "classes",
    "real_words", "mended", "plain_words", "quantities", "states", "answers", "parts", "remarks", "signs", "hints",
    "loss_words",
})  # fmt: skip
ASSERTIONS = frozenset(get_args(Assertion))
KINDS = ("condition", "symptom", "medicine", "test")
UNITS = frozenset({"count", "hours", "pads", "months", "days_ago", "text"})
CONCEPT_KEYS = frozenset({"say", "also", "event", "danger", "weak", "others", "bare", "denies", "tells"})
CUE_KEYS = frozenset({"category", "direction", "say", "types", "reach", "targets", "ends"})
REMARK_KEYS = frozenset({"status", "kinds", "say", "every", "doubted", "of_others", "instead"})
HINT_KEYS = frozenset({"about", "when", "say"})
HINT_TIMES = frozenset(get_args(HintTime))
QUANTITY_KEYS = frozenset({"path", "unit", "say", "near"})
PART = re.compile(r"<(\w+)>")
DEEPEST = 5  # parts inside parts
Pages = dict[Where, Mapping[str, Any]]


def load_lexicon(root: Path | None = None) -> Lexicon:
    """The lexicon under `root` (default: the repository's protocol/); raises ProtocolError that says what to mend."""
    folder = root or ROOT
    pages = {where: _page(content, where) for content, where in read_folder(folder, FOLDER)}
    parts = _merged(pages, "parts")
    pages = {where: {name: _with_parts(part, parts, where.at(name)) for name, part in page.items() if name != "parts"}
             for where, page in pages.items()}  # fmt: skip
    lexicon = Lexicon(
        concepts=tuple(_concepts(pages)),
        cues=tuple(_cues(pages)),
        remarks=tuple(_remarks(pages)),
        acts=_named(pages, "acts"),
        asks=_named(pages, "asks"),
        topics=_named(pages, "topics"),
        worries=_named(pages, "worries"),
        losses=_named(pages, "losses"),
        results=_named(pages, "results"),
        unclear=_named(pages, "unclear"),
        hints=tuple(_hints(pages)),
        loss_words=_loss_words(pages),
        signs=tuple(_signs(pages)),
        idioms=_lines(pages, "idioms"),
        fillers=_lines(pages, "fillers"),
        answers=_answers(pages),
        states=_named(pages, "states"),
        quantities=tuple(_quantities(pages)),
        result_terms=_merged(pages, "result_terms"),
        spellings=_merged(pages, "spellings"),
        classes={name: tuple(str(word) for word in words) for name, words in _merged(pages, "classes").items()},
        mended=_word_set(pages, "mended"),
        plain_words=_word_set(pages, "plain_words"),
        real_words=_word_set(pages, "real_words"),
    )
    for missing in sorted(SIGN_NAMES - {sign.id for sign in lexicon.signs}):
        raise ProtocolError(FOLDER, "signs", f"no sign {missing!r}", "phrases under this name in one of its files")
    try:
        Losses.of(lexicon, Signs(lexicon, class_lookup(lexicon.classes)))
    except LossWordsError as error:
        raise ProtocolError(FOLDER, "loss_words", str(error), "a list for each that is read, and no other") from None
    return lexicon


def _page(content: Any, where: Where) -> Mapping[str, Any]:
    page = mapping(content, where, PARTS)
    if "source" not in page:
        raise where.error("no source", "where its content comes from")
    return page


def _with_parts(content: Any, parts: Mapping[str, Any], where: Where) -> Any:
    """The content with the text of a part wherever a phrase names one: `<belly>`."""
    if isinstance(content, Mapping):
        return {key: _with_parts(value, parts, where.at(key)) for key, value in content.items()}
    if isinstance(content, list):
        return [_with_parts(value, parts, where.at(index)) for index, value in enumerate(content)]
    if not isinstance(content, str):
        return content
    for _ in range(DEEPEST):
        content = PART.sub(partial(_part_text, parts, where), content)
    return content


def _part_text(parts: Mapping[str, Any], where: Where, found: re.Match[str]) -> str:
    name = found.group(1)
    if name not in parts:
        raise where.unknown(name, frozenset(parts))
    return "(" + "|".join(str(parts[name]).strip().splitlines()) + ")"


def _concepts(pages: Pages) -> Iterator[Concept]:
    for where, page in pages.items():
        for kind in KINDS:
            for id_, entry, place in _part(page, f"{kind}s", where):
                yield _concept(kind, id_, entry, place)


def _concept(kind: Any, id_: str, entry: Any, where: Where) -> Concept:
    if isinstance(entry, str):
        return Concept(kind, id_.partition("/")[0], _phrases(entry, where))
    entry = mapping(entry, where, CONCEPT_KEYS)
    return Concept(
        kind, id_.partition("/")[0], _phrases(entry.get("say"), where.at("say")), tuple(entry.get("also", ())),
        event=bool(entry.get("event")), danger=bool(entry.get("danger")),
        weak=tuple(entry.get("weak", ())), others=bool(entry.get("others")),
        bare=bool(entry.get("bare")), denies=bool(entry.get("denies")),
        tells=_told(entry.get("tells", {}), where.at("tells")),
    )  # fmt: skip


def _told(told: Any, where: Where) -> tuple[tuple[str, Any], ...]:
    """What words settle beside the symptom they name: facts of the schema with values it takes."""
    for problem in check(told):
        raise where.error(problem, "facts of the schema, such as bleeding_heavy: true")
    return tuple(told.items())


def _cues(pages: Pages) -> Iterator[Cue]:
    for entry, where in _entries(pages, "cues", CUE_KEYS):
        types = entry.get("types")
        yield Cue(
            text(entry, "category", where),
            entry.get("direction", "forward").upper(),
            _phrases(entry.get("say"), where.at("say")),
            types=frozenset(word.upper() for word in types) if types else None,
            reach=entry.get("reach"),
            targets=entry.get("targets"),
            ends=frozenset(entry.get("ends", ())),
        )


def _remarks(pages: Pages) -> Iterator[Remark]:
    for entry, where in _entries(pages, "remarks", REMARK_KEYS):
        if entry.get("status") not in ASSERTIONS:
            raise where.at("status").unknown(entry.get("status"), ASSERTIONS)
        yield Remark(
            entry["status"], frozenset(entry.get("kinds", ("condition",))), _phrases(entry.get("say"), where.at("say")),
            every=bool(entry.get("every")), doubted=bool(entry.get("doubted")), of_others=bool(entry.get("of_others")),
            instead=bool(entry.get("instead")),
        )  # fmt: skip


def _answers(pages: Pages) -> Mapping[str, tuple[Named, ...]]:
    """The ways to say each answer, by question and by the answer's value."""
    found: dict[str, tuple[Named, ...]] = {}
    for where, page in pages.items():
        for question, said, place in _part(page, "answers", where):
            answers = mapping(said, place, None)
            found[question] = tuple(Named(str(value), _phrases(words, place.at(value)))
                                    for value, words in answers.items())  # fmt: skip
    return found


def _quantities(pages: Pages) -> Iterator[QuantityWords]:
    for entry, where in _entries(pages, "quantities", QUANTITY_KEYS):
        if entry.get("unit") not in UNITS:
            raise where.at("unit").unknown(entry.get("unit"), UNITS)
        words = _phrases(entry.get("say"), where.at("say"))
        yield QuantityWords(text(entry, "path", where), entry["unit"], words, entry.get("near"))


def _entries(pages: Pages, part: str, allowed: frozenset[str]) -> Iterator[tuple[Mapping[str, Any], Where]]:
    for where, page in pages.items():
        for index, entry in enumerate(page.get(part) or ()):
            place = where.at(part).at(index)
            yield mapping(entry, place, allowed), place


def _part(page: Mapping[str, Any], part: str, where: Where) -> Iterator[tuple[str, Any, Where]]:
    """Each id of a part of the page with what it holds and its place."""
    for id_, entry in mapping(page.get(part) or {}, where.at(part)).items():
        yield str(id_), entry, where.at(part).at(id_)


def _named(pages: Pages, part: str) -> tuple[Named, ...]:
    found = (one for where, page in pages.items() for one in _part(page, part, where))
    return tuple(Named(id_, _phrases(say, where)) for id_, say, where in found)


def _hints(pages: Pages) -> Iterator[Hint]:
    """The hints; what they are about is a danger that has words of its own."""
    symptoms = (one for where, page in pages.items() for one in _part(page, "symptoms", where))
    dangers = {
        id_.partition("/")[0] for id_, entry, _ in symptoms if isinstance(entry, Mapping) and entry.get("danger")
    }
    for entry, where in _entries(pages, "hints", HINT_KEYS):
        if entry.get("about") not in dangers:
            raise where.at("about").unknown(entry.get("about"), dangers, "a symptom that is a danger")
        if entry.get("when") not in HINT_TIMES:
            raise where.at("when").unknown(entry.get("when"), HINT_TIMES)
        yield Hint(entry["about"], entry["when"], _phrases(entry.get("say"), where.at("say")))


def _signs(pages: Pages) -> Iterator[Named]:
    """The signs; a name that nothing looks for would never be heard, so it is an error."""
    for where, page in pages.items():
        for name, say, place in _part(page, "signs", where):
            if name not in SIGN_NAMES:
                raise where.at("signs").unknown_key(name, SIGN_NAMES)
            yield Named(name, _phrases(say, place))


def _loss_words(pages: Pages) -> dict[str, dict[str, frozenset[str]]]:
    """The word lists of losses, by the module that reads them and their name."""
    found: dict[str, dict[str, frozenset[str]]] = {}
    for where, page in pages.items():
        for module, lists, place in _part(page, "loss_words", where):
            for name in mapping(lists, place, None):
                found.setdefault(module, {})[name] = frozenset(text(lists, name, place).split())
    return found


def _lines(pages: Pages, part: str) -> tuple[str, ...]:
    return tuple(line for where, page in pages.items() if part in page for line in _phrases(page[part], where.at(part)))


def _merged(pages: Pages, part: str) -> dict[str, Any]:
    """What all files hold of this part. Raises ProtocolError where two name the same: one would silently win."""
    merged: dict[str, Any] = {}
    for where, page in pages.items():
        for key, value in page.get(part, {}).items():
            if key in merged:
                raise where.at(part).at(key).error(key, "a name that no other file of the lexicon has")
            merged[key] = value
    return merged


def _word_set(pages: Pages, part: str) -> frozenset[str]:
    return frozenset(" ".join(page.get(part, "") for page in pages.values()).split())


def _phrases(say: Any, where: Where) -> tuple[str, ...]:
    """One phrase a line. Raises ProtocolError that names the line of a phrase that cannot be read."""
    if not isinstance(say, str):
        raise where.error(say, "phrases, one a line, after '|'")
    for number, line in enumerate(say.splitlines(), 1):
        try:
            if line.strip():
                parse(line.strip())
        except PhraseError as error:
            refused = where.error(line.strip(), f"a phrase as yarrow/language/phrase.py says ({error})")
            raise replace(refused, line=refused.line and refused.line + number) from None
    return tuple(line.strip() for line in say.splitlines() if line.strip())
