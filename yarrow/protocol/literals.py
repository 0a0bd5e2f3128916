"""The sentences that stand in the code and reach a patient: a fixed text for when the protocol itself is not there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Whoever talks with patients. What clinicians and programs read is made elsewhere.
FOLDERS = ("yarrow/clinical", "yarrow/intake", "yarrow/gateway", "yarrow/terminal", "actions")
FEWEST_WORDS = 3
WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")


@lru_cache(maxsize=2)
def literals(root: Path = ROOT) -> tuple[tuple[str, int, str], ...]:
    """File, line and text of each sentence: it begins with a capital and has three words or more."""
    return tuple(_literals(root))


def _literals(root: Path) -> Iterator[tuple[str, int, str]]:
    paths = sorted(path for folder in FOLDERS for path in (root / folder).rglob("*.py"))
    for path in paths:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        left_out = {*_docstrings(tree), *_parts_of_joined(tree)}
        for node in ast.walk(tree):
            if id(node) not in left_out and (text := _text(node)) and _is_sentence(text):
                yield path.relative_to(root).as_posix(), node.lineno, text  # type: ignore[attr-defined]


def _text(node: ast.AST) -> str | None:
    """The text of a literal; what only a run decides is a bare pair of braces."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return None


def _is_sentence(text: str) -> bool:
    return text[:1].isupper() and " " in text.strip() and len(WORD.findall(text)) >= FEWEST_WORDS


def _docstrings(tree: ast.AST) -> Iterator[int]:
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list) and body and isinstance(body[0], ast.Expr):
            yield id(body[0].value)


def _parts_of_joined(tree: ast.AST) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield from (id(part) for part in node.values)
