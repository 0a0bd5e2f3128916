"""The repository's own files, for the house tests."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = ("yarrow", "actions", "tools", "tests", "bench")


@cache
def tracked() -> tuple[Path, ...]:
    """Every file git knows that is there."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return tuple(path for name in listed.split("\0") if name and (path := ROOT / name).is_file())


def python_files(*folders: str) -> tuple[Path, ...]:
    """The tracked Python files below these folders."""
    return tuple(path for path in tracked() if path.suffix == ".py" and name_of(path).split("/")[0] in folders)


def name_of(path: Path) -> str:
    """The file's path inside the repository."""
    return path.relative_to(ROOT).as_posix()


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node
