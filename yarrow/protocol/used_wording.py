"""The wording keys the code asks for, read from its source."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("yarrow", "actions")
# The functions that say the wording of a key. `first_of` is content if one of its keys exists.
SAYING = frozenset({"say", "phrase", "message"})
CHOOSING = "first_of"
KEY = re.compile(r"[a-z_]+(\.[A-Za-z0-9_*]+)+")


@dataclass(frozen=True)
class UsedKeys:
    """Keys one call asks for, one of which must exist; `*` stands for what only a run decides."""

    file: str
    line: int
    keys: tuple[str, ...]

    def is_met(self, wording: Iterator[str] | set[str]) -> bool:
        """Whether one of the keys has wording."""
        known = set(wording)
        return any(_is_met(key, known) for key in self.keys)


def used_keys(root: Path = ROOT) -> list[UsedKeys]:
    """Every use of wording in the code under `root`, by file and line."""
    paths = sorted(path for folder in FOLDERS for path in (root / folder).rglob("*.py"))
    return [used for path in paths for used in _in_file(path, root)]


@lru_cache(maxsize=1)
def named_keys(root: Path = ROOT) -> frozenset[str]:
    """Every text of the code that could be a wording key, in a call or a table; `*` stands for what a run decides."""
    paths = [path for folder in FOLDERS for path in (root / folder).rglob("*.py")]
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in paths)
    nodes = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.expr))
    return frozenset(key for node in nodes for key in _keys(node) if KEY.fullmatch(key))


def unused(wording: Iterable[str], named: Iterable[str]) -> list[str]:
    """The wording keys that none of the named ones can mean."""
    exact = {key for key in named if "*" not in key}
    open_ones = [re.compile(".+".join(re.escape(part) for part in key.split("*"))) for key in named if "*" in key]
    return [key for key in wording if key not in exact and not any(one.fullmatch(key) for one in open_ones)]


def _in_file(path: Path, root: Path) -> Iterator[UsedKeys]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or _name(node) not in (*SAYING, CHOOSING):
            continue
        keys = tuple(key for argument in node.args for key in _keys(argument) if KEY.fullmatch(key))
        groups = [keys] if _name(node) == CHOOSING else [(key,) for key in keys]
        yield from (UsedKeys(path.relative_to(root).as_posix(), node.lineno, group) for group in groups if group)


def _name(call: ast.Call) -> str:
    function = call.func
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def _keys(node: ast.expr) -> Iterator[str]:
    """The keys an argument can be: a text, a text with parts left open, or one of two texts."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in node.values)
    elif isinstance(node, ast.IfExp):
        yield from _keys(node.body)
        yield from _keys(node.orelse)


def _is_met(key: str, known: set[str]) -> bool:
    if "*" not in key:
        return key in known
    pattern = re.compile(".+".join(re.escape(part) for part in key.split("*")))
    return any(pattern.fullmatch(name) for name in known)
