"""A proposed protocol is somebody's file: taken apart with no trust in anything it says."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from itertools import pairwise

import pytest

from yarrow.console.content.proposal import MOST_BYTES_EACH, MOST_ENTRIES, Refused, unpack
from yarrow.protocol.loader import ROOT, content_hash, load

RULES = "rules/t5_routine.yml"


def zipped(files, method=zipfile.ZIP_DEFLATED):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, text in files:
            entry = zipfile.ZipInfo("x") if isinstance(name, str) else name
            if isinstance(name, str):
                entry.filename = name
            entry.compress_type = method
            archive.writestr(entry, text)
    return held.getvalue()


def ours():
    return [(path.relative_to(ROOT).as_posix(), path.read_bytes()) for path in sorted(ROOT.rglob("*.yml"))]


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "inside"
    made.mkdir()
    yield made
    assert [path.name for path in tmp_path.iterdir()] == ["inside"], "something was written outside the folder"


def test_a_whole_protocol_is_unpacked_as_it_is(folder):
    unpack(zipped(ours()), folder)
    assert content_hash(folder) == content_hash(ROOT)


@pytest.mark.parametrize("top", ["protocol/", "yarrow-main/protocol/"])
def test_the_folder_it_was_packed_in_does_not_matter(folder, top):
    unpack(zipped([(top + name, text) for name, text in ours()]), folder)
    assert content_hash(folder) == content_hash(ROOT)


def test_what_computers_put_beside_the_files_is_passed_over(folder):
    beside = [("__MACOSX/rules/._t5_routine.yml", b"\0"), (".DS_Store", b"\0"), ("README.md", b"# words")]
    assert unpack(zipped([*beside, (RULES, b"[]")]), folder) == (RULES,)


def test_files_that_were_not_sent_stay_as_they_are(folder):
    changed = (ROOT / RULES).read_bytes() + b"# one more line\n"
    unpack(zipped([(RULES, changed)]), folder, beside=ROOT)
    assert (folder / RULES).read_bytes() == changed
    assert load(folder).rule.keys() == load().rule.keys()
    assert content_hash(folder) != content_hash(ROOT)


def test_a_changed_file_without_its_folder_goes_where_its_name_is(folder):
    assert unpack(zipped([("t5_routine.yml", b"[]")]), folder, beside=ROOT) == (RULES,)


def test_a_changed_file_whose_place_cannot_be_told_is_refused(folder):
    with pytest.raises(Refused, match="belongs cannot be told"):
        unpack(zipped([("conditions_new.yml", b"[]")]), folder, beside=ROOT)


@pytest.mark.parametrize(
    "name",
    [
        "../escape.yml",
        "rules/../../escape.yml",
        "/tmp/escape.yml",
        "..\\escape.yml",
        "C:escape.yml",
        "C:\\escape.yml",
        "rules/..",
        "a/../../../../../../../../tmp/escape.yml",
    ],
)
def test_a_name_that_leads_out_of_the_folder_is_refused(folder, name):
    with pytest.raises(Refused, match="leads out of the folder"):
        unpack(zipped([(RULES, b"[]"), (name, b"x: 1")]), folder)
    assert list(folder.iterdir()) == []


def test_a_link_is_refused(folder):
    link = zipfile.ZipInfo("rules/link.yml")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with pytest.raises(Refused, match="is a link"):
        unpack(zipped([(link, b"/etc/passwd")]), folder)


@pytest.mark.parametrize(
    "name", ["run.sh", "rules/run.py", "rules/.hidden.yml", "rules/t5.yaml", "rules/\u202eevil.yml"]
)
def test_what_is_no_file_of_a_protocol_is_refused(folder, name):
    with pytest.raises(Refused, match="is not a file of a protocol"):
        unpack(zipped([(name, b"x: 1")]), folder)


def test_a_file_that_unpacks_to_more_than_a_protocol_is_refused(folder):
    bomb = zipped([(RULES, b" " * (MOST_BYTES_EACH + 1))])
    assert len(bomb) < 5000
    with pytest.raises(Refused, match="much larger"):
        unpack(bomb, folder)


def test_a_bomb_that_lies_about_its_size_is_refused(folder):
    bomb = bytearray(zipped([(RULES, b" " * (MOST_BYTES_EACH * 3))]))
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<L", bomb, bomb.index(mark) + place, 10)
    with pytest.raises(Refused):
        unpack(bytes(bomb), folder)


def test_many_files_that_are_too_much_together_are_refused(folder):
    with pytest.raises(Refused, match="much larger"):
        unpack(zipped([(f"rules/r{n}.yml", b" " * 900_000) for n in range(10)]), folder)


def test_too_many_files_are_refused(folder):
    with pytest.raises(Refused, match="more than"):
        unpack(zipped([(f"rules/r{n}.yml", b"") for n in range(MOST_ENTRIES + 1)]), folder)


def test_a_file_that_is_there_twice_is_refused(folder):
    with pytest.warns(UserWarning, match="Duplicate name"):
        twice = zipped([(RULES, b"[]"), (RULES, b"[1]")])
    with pytest.raises(Refused, match="twice"):
        unpack(twice, folder)
    with pytest.raises(Refused, match="twice"):
        unpack(zipped([(RULES, b"[]"), (RULES.replace("t5", "T5"), b"[1]")]), folder)


def test_a_locked_zip_is_refused(folder):
    locked = bytearray(zipped([(RULES, b"[]")]))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(mark) + place] |= 1
    with pytest.raises(Refused, match="password"):
        unpack(bytes(locked), folder)


def test_another_way_of_packing_is_refused(folder):
    with pytest.raises(Refused, match="packed in a way"):
        unpack(zipped([(RULES, b"[]")], zipfile.ZIP_LZMA), folder)


@pytest.mark.parametrize("sent", [b"", b"PK", b"PK\x03\x04 and no more", b"%PDF-1.7", b"\0" * 1000])
def test_what_is_no_zip_is_refused(folder, sent):
    with pytest.raises(Refused, match=r"not a ZIP file|no \.yml file"):
        unpack(sent, folder)


def test_a_damaged_zip_is_refused(folder):
    sent = bytearray(zipped([(RULES, b"rules: words that are packed " * 40)]))
    start = sent.index(b"routine.yml") + 20
    sent[start : start + 8] = b"\xff" * 8
    with pytest.raises(Refused, match="damaged"):
        unpack(bytes(sent), folder)


def test_references_that_grow_are_refused(folder):
    laughs = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    laughs += [f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]" for before, name in pairwise("abcdefghi")]
    with pytest.raises(Refused, match="holds more"):
        unpack(zipped([(RULES, "\n".join(laughs).encode())]), folder)


def test_what_refers_to_itself_is_refused(folder):
    with pytest.raises(Refused, match="holds more"):
        unpack(zipped([(RULES, b"a: &a [*a, *a]")]), folder)


def test_deep_nesting_is_refused(folder):
    with pytest.raises(Refused, match="nested more deeply"):
        unpack(zipped([(RULES, b"[" * 5000 + b"]" * 5000)]), folder)


def test_a_text_that_is_referred_to_again_is_fine(folder):
    assert unpack(zipped([(RULES, b'- {note: &n "words"}\n- {note: *n}')]), folder) == (RULES,)
