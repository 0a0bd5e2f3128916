"""What could tell who somebody is, replaced in a text by something invented, before the text leaves the house.

The stand-ins are of the same kind, so that the sentence stays one a patient could have written. Dates are replaced too:
to the day they can name a person. A person approves every text before it is used; nothing here is trusted alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import phonenumbers

from yarrow.console.work.names import names

REGIONS = ("GB", "US", "IE", "AU", "NZ", "CA", "IN")
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
DAY = r"(?:[0-2]?\d|3[01])(?:st|nd|rd|th)?"
YEAR = r"(?:19|20)\d\d"
STREET = (
    r"(?:street|st|road|rd|avenue|ave|lane|ln|close|drive|dr|court|ct|crescent|cres|terrace|place|pl|way|gardens|grove|"
    r"boulevard|blvd|hill|square|sq|mews|row|parade|highway|walk|view|park|rise|green)"
)


BIRTH = r"born|birthday|dob|d\.o\.b\.?|date of birth"
NUMBERED = (
    r"nhs|hospital|patient|medicare|mrn|ssn|social security|insurance|policy|membership|passport|licen[cs]e|pps|chi"
    r"|reference|ref|case|record|aadhaar"
)


@dataclass(frozen=True)
class Span:
    """A piece of a text that tells who somebody is. `stand_in`: what is put in its place."""

    start: int
    end: int
    kind: str
    stand_in: str


@dataclass(frozen=True)
class Masked:
    """The text with stand-ins, and where in it they are."""

    text: str
    spans: tuple[Span, ...]

    @property
    def pieces(self) -> tuple[tuple[str, bool], ...]:
        """The text in pieces; True: a stand-in."""
        found: list[tuple[str, bool]] = []
        at = 0
        for span in self.spans:
            found += [(self.text[at : span.start], False), (self.text[span.start : span.end], True)]
            at = span.end
        return tuple(piece for piece in (*found, (self.text[at:], False)) if piece[0])


def masked(text: str) -> Masked:
    """The text without what could tell who somebody is."""
    pieces, spans, at, length = [], [], 0, 0
    for span in _apart(_found(text)):
        kept = text[at : span.start]
        start = length + len(kept)
        spans.append(Span(start, start + len(span.stand_in), span.kind, span.stand_in))
        pieces += [kept, span.stand_in]
        length, at = start + len(span.stand_in), span.end
    return Masked("".join((*pieces, text[at:])), tuple(spans))


def _apart(found: list[Span]) -> Iterator[Span]:
    """The spans in order, none within or over another: the longer one stands."""
    taken: list[Span] = []
    for span in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if all(span.end <= other.start or other.end <= span.start for other in taken):
            taken.append(span)
    yield from sorted(taken, key=lambda one: one.start)


def _found(text: str) -> list[Span]:
    by_rule = [
        Span(match.start(group), match.end(group), kind, stand_in)
        for kind, stand_in, rule, group in RULES
        for match in rule.finditer(text)
    ]
    named = [Span(start, end, "name", "Sam") for start, end in names(text)]
    return [*by_rule, *_phones(text), *named]


def _phones(text: str) -> list[Span]:
    found = []
    for region in REGIONS:
        matcher = phonenumbers.PhoneNumberMatcher(text, region, leniency=phonenumbers.Leniency.POSSIBLE)
        found += [Span(one.start, one.end, "phone", "07700 900123") for one in matcher if _is_phone(one.raw_string)]
    return found


def _is_phone(raw: str) -> bool:
    """Not a year, a dose, or a blood result that happens to be long enough."""
    return sum(sign.isdigit() for sign in raw) >= 7 and not re.fullmatch(r"[\d.]+\s*[-–]\s*[\d.]+|\d+[.,]\d+", raw)


def _rule(pattern: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile(pattern, flags)


Rule = tuple[str, str, re.Pattern[str], int | str]
# Kind, stand-in, where it is found, and which group of that is replaced. No stand-in belongs to anybody: the domains
# and numbers are those set aside for examples.
RULES: tuple[Rule, ...] = (
    ("e-mail", "name@example.org", _rule(r"[\w.+'-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+"), 0),
    ("e-mail", "name@example.org", _rule(r"\b[\w.+-]+ at [\w-]+(?: dot |\.)(?:com|org|net|co\.uk|co dot uk|ie)\b"), 0),
    ("address", "example.org", _rule(r"\b(?:https?://|www\.)\S+[\w/]"), 0),
    ("address", "example.org", _rule(r"\b(?:facebook|instagram|linkedin|tiktok)\.com/\S+"), 0),
    ("handle", "@example", _rule(r"(?<![\w.])@[a-z_][\w.]{2,}"), 0),
    ("number", "999 000 0000", _rule(r"\b\d{3}[ -]\d{3}[ -]\d{4}\b"), 0),
    ("number", "000-00-0000", _rule(r"\b\d{3}[- ]\d{2}[- ]\d{4}\b"), 0),
    ("number", "QQ 00 00 00 A", _rule(r"\b[A-CEGHJ-PR-TW-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b"), 0),
    ("number", "0000000A", _rule(r"\b\d{7}[A-W][A-IW]?\b"), 0),
    ("number", "000000", _rule(
        rf"\b(?:{NUMBERED})(?: (?:number|no\.?|num|card|id))*(?: is|:|#)*\s*"
        r"#?((?=[\w-]*\d)[A-Z]{0,4}-?\d[\d A-Z-]{3,17}\d[A-Z]?)\b"
    ), 1),
    ("number", "4000 0000 0000 0000", _rule(r"\b(?:\d{4}[ -]?){3}\d{2,4}\b"), 0),
    ("postcode", "ZZ99 3WZ", _rule(r"\b[A-PR-UWYZ][A-HK-Y]?\d[\dA-HJKMNP-Y]? ?\d[ABD-HJLNP-UW-Z]{2}\b"), 0),
    ("postcode", "A0A 0A0", _rule(r"\b[ABCEGHJ-NPRSTVXY]\d[A-Z][ -]?\d[A-Z]\d\b"), 0),
    ("postcode", "A00 0000", _rule(r"\b(?:[AC-FHKNPRTV-Y]\d{2}|D6W) ?[0-9AC-FHKNPRTV-Y]{4}\b", re.NOFLAG), 0),
    ("postcode", "ZZ 00000", _rule(r"\b[A-Z]{2},? \d{5}(?:-\d{4})?\b", re.NOFLAG), 0),
    ("postcode", "00000", _rule(r"\b(?:zip|zip ?code|post ?code|pin ?code)(?: is|:)?\s*(\d{4,6}(?:-\d{4})?)\b"), 1),
    ("street", "1 Example Street", _rule(
        rf"\b(?:(?:flat|apartment|apt|unit|house)\.? )?\d+[a-z]?,? (?:\d+[a-z]?,? )?(?:[A-Z][\w'-]+ ){{1,3}}{STREET}\b"
    ), 0),
    ("street", "Example Street", _rule(rf"\b(?:[A-Z][a-z'-]+ ){{1,2}}{STREET.upper()}\b", re.NOFLAG), 0),
    ("street", "Example Street", _rule(
        r"\b(?:[A-Z][a-z'-]+ ){1,2}(?:Street|Road|Avenue|Lane|Close|Drive|Court|Crescent|Terrace|Gardens|Grove|Mews)\b",
        re.NOFLAG), 0),
    ("date", "1 January 2000", _rule(rf"\b{DAY}(?: of)?[ -/]{MONTH}\.?,?[ -/]+(?:{YEAR}|\d\d)\b"), 0),
    ("date", "January 1, 2000", _rule(rf"\b{MONTH}\.? {DAY},? (?:{YEAR}|'?\d\d)\b"), 0),
    ("date", "01/01/2000", _rule(r"\b\d{1,2}[/.-]\d{1,2}[/.-](?:(?:19|20)\d\d|\d\d)\b"), 0),
    ("date", "2000-01-01", _rule(r"\b(?:19|20)\d\d[/.-]\d{1,2}[/.-]\d{1,2}\b"), 0),
    ("date", "1 January", _rule(
        rf"\b(?:{BIRTH})\b\D{{0,12}}({DAY}(?: of)? {MONTH}|{MONTH} {DAY}|\d{{6,8}})\b"
    ), 1),
    ("date", "2000", _rule(rf"\b(?:born|birth|dob)\b[^.\d]{{0,20}}({YEAR})\b"), 1),
    ("date", "January 2000", _rule(rf"\b(?:born|birth|dob)\b[^.\d]{{0,20}}({MONTH} {YEAR})\b"), 1),
)  # fmt: skip
