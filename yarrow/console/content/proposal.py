"""A proposed protocol as somebody sends it: a ZIP of .yml files, taken apart with no trust in anything it says.

Nothing is written outside the folder given; nothing larger than a protocol can be is unpacked.
"""

from __future__ import annotations

import io
import re
import shutil
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import yaml

MOST_ENTRIES = 400
MOST_BYTES = 8_000_000  # of all files, unpacked; ours have half a million
MOST_BYTES_EACH = 1_000_000
MOST_PARTS = 200_000  # of the YAML of one file, every reference followed
MOST_DEPTH = 40
NAME = re.compile(r"(?:[A-Za-z0-9][A-Za-z0-9 _.()-]{0,80}/){0,6}[A-Za-z0-9][A-Za-z0-9_-]{0,80}\.yml")
# What computers and people put beside the files, and nobody means.
BESIDE = re.compile(r"(?:^|/)(?:__MACOSX/.*|\._[^/]*|\.DS_Store|Thumbs\.db|desktop\.ini|[^/]*\.md)$", re.IGNORECASE)
FOLDERS = ("questions", "rules", "wording", "evidence", "lexicon")
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# The loader is written in C where there is one.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Refused(Exception):
    """The proposal is not taken; the message says why, and what to do."""


def unpack(packed: bytes, folder: Path, *, beside: Path | None = None) -> tuple[str, ...]:
    """Write the files into the folder, which is empty; returns their names. Raises Refused.

    `beside`: the protocol that files which were not sent are taken from.
    """
    found = dict(_files(packed))
    if not found:
        raise Refused("There is no .yml file in it. Send the folder of a protocol, or files of it.")
    if beside is not None:
        _copy(beside, folder)
    placed = {_place(name, folder, is_partial=beside is not None): text for name, text in _without_top(found).items()}
    if len(placed) < len(found):
        raise Refused("Two of the files are meant for the same place. Send each file once.")
    for name, text in placed.items():
        path = folder / name
        if not path.resolve().is_relative_to(folder.resolve()):
            raise Refused(f"The name “{name}” leads out of the folder.")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text)
    return tuple(sorted(placed))


def _files(packed: bytes) -> Iterator[tuple[str, bytes]]:
    """The files by name, each read no further than its bound, whatever the ZIP says of its size."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(packed))
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise Refused("It is not a ZIP file that can be read.") from None
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise Refused(f"It has more than {MOST_ENTRIES} files; a protocol has far fewer.")
    left, seen = MOST_BYTES, set[str]()
    for entry in entries:
        name = _checked(entry)
        if name is None:
            continue
        if name.lower() in seen:
            raise Refused(f"The file “{name}” is in it twice.")
        seen.add(name.lower())
        text = _read(archive, entry, min(left, MOST_BYTES_EACH))
        left -= len(text)
        _screen(name, text)
        yield name, text


def _checked(entry: zipfile.ZipInfo) -> str | None:
    """The name of an entry that is a file of a protocol; None for one to pass over. Raises Refused."""
    name = entry.orig_filename
    shown = name[:80].encode("ascii", "replace").decode()
    parts = PurePosixPath(name).parts
    if "\\" in name or name.startswith("/") or ".." in parts or ":" in name or "\0" in name:
        raise Refused(f"The name “{shown}” leads out of the folder.")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise Refused(f"“{shown}” is a link; send the file itself.")
    if name.endswith("/") or BESIDE.search(name):
        return None
    if not NAME.fullmatch(name):
        raise Refused(f"“{shown}” is not a file of a protocol: those end in .yml and have plain names.")
    if entry.flag_bits & 0x1:
        raise Refused("It is locked with a password. Send it without one.")
    if entry.compress_type not in METHODS:
        raise Refused("It is packed in a way that is not read here. Pack it as an ordinary ZIP file.")
    return name


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    try:
        with archive.open(entry) as file:
            text = file.read(most + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        raise Refused(f"“{entry.filename}” is damaged. Pack it again.") from None
    if len(text) > most:
        raise Refused("It is much larger than a protocol can be.")
    return text


def _screen(name: str, text: bytes) -> None:
    """Refuse YAML that is nested too deeply, or holds too much once every reference is followed."""
    sizes = dict[str, int]()  # of what has a name, references followed
    open_: list[tuple[str | None, int]] = [(None, 0)]  # the name of each list or mapping we are in, and its size so far
    try:
        for event in yaml.parse(text, Loader=LOADER):
            if isinstance(event, yaml.CollectionStartEvent):
                open_.append((event.anchor, 0))
                continue
            if isinstance(event, yaml.CollectionEndEvent):
                (anchor, size), added = open_.pop(), 1
                added += size
            elif isinstance(event, yaml.AliasEvent):
                anchor, added = None, sizes.get(str(event.anchor), MOST_PARTS + 1)
            elif isinstance(event, yaml.ScalarEvent):
                anchor, added = event.anchor, 1
            else:
                continue
            if anchor is not None:
                sizes[anchor] = added
            above, size = open_[-1]
            open_[-1] = (above, size + added)
            if len(open_) > MOST_DEPTH or size + added > MOST_PARTS:
                raise Refused(f"“{name}” is nested more deeply, or holds more, than a file of a protocol can.")
    except yaml.YAMLError:
        return  # reading it says where, and what was expected


def _without_top(found: dict[str, bytes]) -> dict[str, bytes]:
    """The same without the folder all of them lie in, as a ZIP of a folder has it."""
    while True:
        tops = {name.partition("/")[0] for name in found}
        if len(tops) > 1 or any("/" not in name for name in found) or tops <= set(FOLDERS):
            return found
        found = {name.partition("/")[2]: text for name, text in found.items()}


def _place(name: str, folder: Path, *, is_partial: bool) -> str:
    """Where a file belongs: as it is named; one that came without its folder, where a file of its name is already."""
    if not is_partial or "/" in name or (folder / name).is_file():
        return name
    there = [path for path in folder.rglob(name) if path.is_file()]
    if len(there) != 1:
        raise Refused(f"Where “{name}” belongs cannot be told. Send it in its folder, such as rules/{name}.")
    return there[0].relative_to(folder).as_posix()


def _copy(protocol: Path, folder: Path) -> None:
    for path in protocol.rglob("*.yml"):
        to = folder / path.relative_to(protocol)
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, to)
