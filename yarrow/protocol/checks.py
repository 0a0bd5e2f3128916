"""Checks for authors of the protocol, stricter than loading: what is missing, what nobody can reach, how it sounds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from yarrow.clinical.criterion import Criterion, Member, walk
from yarrow.clinical.losses import LOSS_TYPES
from yarrow.clinical.open_point import is_touched
from yarrow.clinical.protocol import Protocol
from yarrow.clinical.question import Question, Setting
from yarrow.clinical.schema import is_path
from yarrow.protocol.agreement import never_output, topics_without_answer
from yarrow.protocol.literals import literals
from yarrow.protocol.marks import unmarked
from yarrow.protocol.places import Places
from yarrow.protocol.problem import Problem
from yarrow.protocol.reach import unreachable
from yarrow.protocol.spoken import spoken, undecided
from yarrow.protocol.used_wording import UsedKeys, named_keys, unused, used_keys
from yarrow.protocol.vignettes import Vignette, vignette_problems
from yarrow.protocol.voice import ROOT, Voice, load_voice, our_voice
from yarrow.protocol.where import one_of

LOSS_PARTS = ("losses[]", "losses[+]")


def check(
    protocol: Protocol,
    used: Iterable[UsedKeys] | None = None,
    *,
    root: Path = ROOT,
    vignettes: Sequence[Vignette] = (),
    today: date | None = None,
) -> list[Problem]:
    """All that an author has to mend, each with its file and line; nothing if all is well.

    `used`: the wording keys of the code (default: ours). `root`: the files of the protocol. `vignettes`: if there are
    none, they are not looked at. `today`: a sign-off after it is a mistake.
    """
    found = [
        *_content(protocol),
        *unmarked(root, today),
        *topics_without_answer(protocol, root),
        *never_output(protocol),
        *_missing_wording(protocol, used_keys() if used is None else used),
        *_unused_wording(protocol),
        *_voice(protocol, our_voice() if root == ROOT else load_voice(root)),
        *(vignette_problems(protocol, vignettes) if vignettes else ()),
    ]
    places = Places(root)
    return [problem.located(places) for problem in found]


def _content(protocol: Protocol) -> Iterator[Problem]:
    yield from _duplicates(protocol)
    yield from _incomplete(protocol)
    yield from _unknown_ids(protocol)
    yield from _unknown_settings(protocol)
    yield from _out_of_reach(protocol)
    yield from _open_points(protocol)


def _duplicates(protocol: Protocol) -> Iterator[Problem]:
    ids = [("question", question.id) for question in protocol.questions]
    ids += [("rule", rule.id) for rule in protocol.rules]
    ids += [("section", section.id) for section in protocol.sections]
    for kind, name in (pair for pair, count in Counter(ids).items() if count > 1):
        yield Problem(f"{kind}.{name}", "unique", f"this {kind} twice", "an id that no other has")
    for question in protocol.questions:
        for value, count in Counter(option.value for option in question.options).items():
            if count > 1:
                found = f"the option {value!r} {count} times"
                yield Problem(f"question.{question.id}", "unique", found, "options with different values", word=value)


def _incomplete(protocol: Protocol) -> Iterator[Problem]:
    for question in protocol.questions:
        for field in ("why", "source"):
            if not getattr(question, field).strip():
                yield Problem(f"question.{question.id}", field, f"no {field}", f"a {field} for every question")
    for place, sources in _sources(protocol):
        if not sources:
            yield Problem(place, "source", "no source", "where this comes from")
    for rule in protocol.rules:
        for add in rule.adds:
            if add.id not in protocol.recommendations:
                expected = one_of(add.id, protocol.recommendations, "an id of recommendations.yml")
                yield Problem(f"rule.{rule.id}", "known id", repr(add.id), expected, word=add.id)


def _sources(protocol: Protocol) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield from ((f"rule.{rule.id}", rule.sources) for rule in protocol.rules)
    yield from ((f"recommendation.{item.id}", item.sources) for item in protocol.recommendations.values())
    yield from ((f"not_needed.{item.id}", item.sources) for item in protocol.not_needed.values())
    yield from ((f"evidence.{topic.id}", topic.sources) for topic in protocol.evidence.values())


def _unknown_ids(protocol: Protocol) -> Iterator[Problem]:
    for place, criterion in _criteria(protocol):
        for part in walk(criterion):
            if isinstance(part, Member):
                for member in part.ids:
                    if not _is_member(protocol, part.family, member):
                        expected = one_of(member, _members(protocol)[part.family], f"an id of {part.family}")
                        yield Problem(place, "known id", repr(member), expected, word=member)


def _criteria(protocol: Protocol) -> Iterator[tuple[str, Criterion]]:
    for section in protocol.sections:
        if section.when is not None:
            yield f"section.{section.id}", section.when
    for question in protocol.questions:
        own = (question.when, *question.ahead, *(option.when for option in question.options))
        yield from ((f"question.{question.id}", criterion) for criterion in own if criterion is not None)
    yield from ((f"rule.{rule.id}", rule.when) for rule in protocol.rules)


def _unknown_settings(protocol: Protocol) -> Iterator[Problem]:
    for question in protocol.questions:
        place = f"question.{question.id}"
        settings = [setting for option in question.options for setting in option.sets]
        known_by = [Setting(path) for paths in question.known_by.values() for path in paths]
        for setting in (*settings, *known_by):
            if not _is_fact(protocol, question, setting):
                yield Problem(place, "known fact", repr(setting.path), "a fact of the schema", word=setting.path)
        for condition in question.known_by:
            if condition not in protocol.conditions:
                expected = one_of(condition, protocol.conditions, "an id of conditions.yml")
                yield Problem(place, "known id", repr(condition), expected, word=condition)


def _is_fact(protocol: Protocol, question: Question, setting: Setting) -> bool:
    family, _, member = setting.path.partition(".")
    if family in LOSS_PARTS:
        types = setting.value.get("type") if isinstance(setting.value, dict) else None
        return types is None or types in LOSS_TYPES
    if setting.path in (question.id, question.fact):
        return True
    return is_path(setting.path) and (not member or _is_member(protocol, family, member))


def _is_member(protocol: Protocol, family: str, member: str) -> bool:
    ids = _members(protocol)
    return family not in ids or member in ids[family]


def _members(protocol: Protocol) -> dict[str, Iterable[str]]:
    return {
        "symptoms": protocol.symptoms,
        "conditions": protocol.conditions,
        "medicines": protocol.medicines,
        "losses": LOSS_TYPES,
    }


def _out_of_reach(protocol: Protocol) -> Iterator[Problem]:
    for question in unreachable(protocol):
        found = "a `when` that no answers can make true, so it is never asked"
        yield Problem(f"question.{question.id}", "reachable", found, "a `when` that answers can make true")


def _open_points(protocol: Protocol) -> Iterator[Problem]:
    for point in protocol.open_points:
        for touched in point.touches:
            if not any(is_touched(touched, key) for key in protocol.reviews):
                expected = one_of(touched, protocol.reviews, "the key of an item")
                yield Problem(f"open_point.{point.id}", "known id", repr(touched), expected, word=touched)


def _missing_wording(protocol: Protocol, used: Iterable[UsedKeys]) -> Iterator[Problem]:
    known = set(protocol.wording)
    for call in used:
        if not call.is_met(known):
            expected = one_of(call.keys[0], known, "a key that a wording file has")
            yield Problem("", "wording", " or ".join(call.keys), expected, call.file, call.line)


def _unused_wording(protocol: Protocol) -> Iterator[Problem]:
    for key in unused(protocol.wording, named_keys()):
        yield Problem(f"wording.{key}", "wording", "wording that no code says", "wording that is used")


def _voice(protocol: Protocol, voice: Voice) -> Iterator[Problem]:
    said = dict(spoken(protocol))
    for lang in protocol.spellings:
        other = dict(spoken(protocol.speaking_to({"lang": lang})))
        said.update({f"{place} ({lang})": text for place, text in other.items() if text != said.get(place)})
    for place, text in said.items():
        yield from (Problem(place, "voice", problem, "Yarrow's voice") for problem in voice.problems(text))
    for file, line, text in literals():
        yield from (Problem("", "voice", problem, "Yarrow's voice", file, line) for problem in voice.problems(text))
    for name in undecided(protocol):
        yield Problem(name, "voice", "a text nobody decided about", "a row of yarrow/protocol/spoken.py")
    for rule in voice.rules:
        for text in (text for text in rule.breaks if not rule.found(text)):
            yield Problem(f"voice.{rule.id}", "voice", f"“{text}” let through", "an example the rule finds")
        for text in (text for text in rule.keeps if voice.problems(text)):
            yield Problem(f"voice.{rule.id}", "voice", f"“{text}” refused", "an example without a problem")
