"""The YAML files of a folder of the protocol, each entry with its place for error messages."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from yarrow.protocol.errors import ProtocolError
from yarrow.protocol.where import Where

# What a file says of itself, and any entry may say for itself: its version, and when a clinician signed it off.
META = frozenset({"version", "reviewed_on"})
HEAD = META | {"source"}


def read_yaml(path: Path, root: Path) -> tuple[Any, Where]:
    """The content of one file. Raises ProtocolError if it is not YAML."""
    name = path.relative_to(root).as_posix()
    try:
        return _content(path.read_text(encoding="utf-8")), Where(name, origin=path)
    except OSError:
        raise ProtocolError(name, "file", "no such file", "one") from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise ProtocolError(name, "text", "bytes that are not UTF-8", "text in UTF-8", line) from None
    except yaml.YAMLError as error:
        raise _not_yaml(name, error) from None


@lru_cache(maxsize=256)
def _content(text: str) -> Any:
    """What a text says. The same text is read once, however many readers want its file; nobody changes the result."""
    return yaml.load(text, Loader=_Loader)  # noqa: S506 (a safe loader)


def _not_yaml(name: str, error: yaml.YAMLError) -> ProtocolError:
    mark = getattr(error, "problem_mark", None)
    found = getattr(error, "problem", None) or getattr(error, "reason", None) or "no YAML"
    return ProtocolError(name, "YAML", found, "valid YAML", mark.line + 1 if mark else 1)


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
            raise where.unknown_key(key, allowed)
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
        if not isinstance(key, Hashable):
            raise yaml.constructor.ConstructorError(None, None, "a list or mapping as a key", key_node.start_mark)
        if key in seen:
            raise yaml.constructor.ConstructorError(None, None, f"the key {key!r} twice", key_node.start_mark)
        seen.add(key)
    made: dict[Any, Any] = loader.construct_mapping(node, deep=True)
    return made


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _construct_mapping)
