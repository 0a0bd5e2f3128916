"""A patient in WhatsApp or Messenger: she taps what can be tapped, and types the number of what cannot."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from tests.support.app_person import AppPerson
from tests.support.gateway import RunningGateway
from tools.platforms.graph import GraphDouble
from tools.platforms.talk import Sent
from yarrow.gateway.channels.identity import Identity
from yarrow.settings import channels_key
from yarrow.store.values import Entry

NUMBERED = re.compile(r"^(\d+|[A-Z])[.):]?\s+(.+)$", re.MULTILINE)
Named = Callable[[Sent], str]


class MetaPatient(AppPerson):
    """`who`: as the double knows her, and as the adapter does; `named`: our name of a message, from what was sent."""

    def __init__(self, gateway: RunningGateway, double: GraphDouble, who: tuple[str, str], named: Named) -> None:
        super().__init__(gateway, double, who[0])
        self.platform, self._who, self._named = double, who[1], named

    # ------------------------------------------------------------ what she does
    def _choose(self, entry: Entry, labels: Sequence[str]) -> None:
        titles = [self._tappable(label) for label in labels]
        if len(labels) == 1 and titles[0] is not None:
            self.tap(titles[0])
        else:
            self.say(" ".join(self._sign(label) for label in labels))

    def _tappable(self, label: str) -> str | None:
        """The option of that label in the newest message of all, also where the label stands beneath a sign."""
        newest = self.got()[-1]
        if label in [title for title, _ in newest.options]:
            return label
        sections = newest.raw.get("interactive", {}).get("action", {}).get("sections", [{}])
        return next((row["title"] for row in sections[0].get("rows", ()) if row.get("description") == label), None)

    def _sign(self, label: str) -> str:
        """What stands before that label in the newest text that has it."""
        lines = ({line: sign for sign, line in NUMBERED.findall(text)} for text in reversed(self.texts))
        return next(found[label] for found in lines if label in found)

    # ------------------------------------------------------------ what she got, held against the record
    def arrived(self) -> list[int]:
        """The places in the conversation of what she got, in the order in which she got it; parts of one count once."""
        found = [self._place(sent) for sent in self.got()]
        return [seq for number, seq in enumerate(found) if number == 0 or found[number - 1] != seq]

    def twice(self) -> list[str]:
        """What she got more than once."""
        names = [self._named(sent) for sent in self.got()]
        return [name for name in names if names.count(name) > 1]

    def misread(self) -> list[str]:
        """What she did not get as the record says it: words left out, or never sent though nothing repeats them."""
        ours = self.ours()
        return [
            entry.message.text
            for number, entry in enumerate(ours)
            if not (self._read(entry) or any(one.message.text == entry.message.text for one in ours[number + 1 :]))
        ]

    def stands(self, place: int) -> str | None:
        """What has become of the message at that place; None: it is not to go out, or not sorted yet."""
        return next((one.state for one in self.dispatches() if one.seq == place), None)

    def _read(self, entry: Entry) -> bool:
        got = "".join(sent.text for sent in self.got() if self._place(sent) == entry.seq)
        return "".join(entry.message.text.split()) in "".join(got.split())

    def _place(self, sent: Sent) -> int:
        name = self._named(sent).partition(".")[0]
        return next(one.seq for one in self.dispatches() if one.id == name and one.seq is not None)

    def _line(self) -> Any:
        # By her name: the double takes a payload, from which it might be read, for a sign of life.
        channel, settings = self.platform.name, self.gateway.services.settings
        return self.gateway.record.lines.of_person(channel, Identity(channels_key(settings)).who(channel, self._who))
