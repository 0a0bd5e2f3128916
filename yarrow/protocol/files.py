"""The YAML files of a folder of the protocol, each entry with its place for error messages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from yarrow.protocol.criteria import Where
from yarrow.protocol.errors import ProtocolError


def read_yaml(path: Path, root: Path) -> tuple[Any, Where]:
    """The content of one file. Raises ProtocolError if it is not YAML."""
    name = path.relative_to(root).as_posix()
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader), Where(name)  # noqa: S506 (a safe loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"line {mark.line + 1}" if mark else "top"
        raise ProtocolError(name, place, getattr(error, "problem", None) or "no YAML", "valid YAML") from None


def read_folder(root: Path, folder: str) -> Iterator[tuple[Any, Where]]:
    """Each file of the folder, in the order of their names. Raises ProtocolError if there is none."""
    paths = sorted((root / folder).glob("*.yml"))
    if not paths:
        raise ProtocolError(folder, "top", "no .yml file", "at least one")
    for path in paths:
        yield read_yaml(path, root)


def mapping(value: Any, where: Where, allowed: frozenset[str] | None = None) -> Mapping[str, Any]:
    """The value as a mapping whose keys are all allowed. Raises ProtocolError."""
    if not isinstance(value, Mapping):
        raise where.error(value, "a mapping")
    for key in value:
        if allowed is not None and key not in allowed:
            raise where.error(key, f"one of {', '.join(sorted(allowed))}")
    return value


def text(entry: Mapping[str, Any], key: str, where: Where, default: str | None = None) -> str:
    """The words under a key. Raises ProtocolError if they are missing and there is no default, or are not words."""
    value = entry.get(key, default)
    if not isinstance(value, str) or (not value.strip() and default is None):
        raise where.at(key).error(value, "a text")
    return " ".join(value.split()) if "\n" in value else value


# A safe loader to which a key written twice is an error: the second would silently win. The C parser is several times
# faster; only a PyYAML built without it lacks it.
_Loader: Any = type("_Loader", (getattr(yaml, "CSafeLoader", yaml.SafeLoader),), {})


def _construct_mapping(loader: Any, node: yaml.MappingNode) -> dict[Any, Any]:
    seen: set[Any] = set()
    for key_node, _ in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in seen:
            raise yaml.constructor.ConstructorError(None, None, f"the key {key!r} twice", key_node.start_mark)
        seen.add(key)
    made: dict[Any, Any] = loader.construct_mapping(node, deep=True)
    return made


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _construct_mapping)
