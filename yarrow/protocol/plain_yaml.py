"""YAML as JSON people expect it: only true and false are yes/no values, dates stay text, no name is given twice."""

from __future__ import annotations

import re
from typing import Any

import yaml

BOOLEAN, TIMESTAMP = "tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp"


class NotYaml(ValueError):
    """The text is not YAML; the message says where and why."""


class PlainLoader(yaml.SafeLoader):
    """A safe loader with YAML 1.2's idea of a boolean: `pregnant_now: no` is the word, as the facts want it."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """A mapping whose names are all different."""
        names = [self.construct_object(key, deep=True) for key, _ in node.value]
        double = next((name for at, name in enumerate(names) if name in names[:at]), None)
        if double is not None:
            raise yaml.MarkedYAMLError(problem=f"“{double}” is given twice", problem_mark=node.start_mark)
        return dict(super().construct_mapping(node, deep=deep))


PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in (BOOLEAN, TIMESTAMP)]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
PlainLoader.add_implicit_resolver(BOOLEAN, re.compile("^(?:true|True|false|False)$"), list("tTfF"))


class BareLoader(PlainLoader):
    """A plain loader that takes no references: a few lines of them can stand for more than any memory holds."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """A node, if it is written out."""
        if self.check_event(yaml.AliasEvent):
            event: Any = self.peek_event()  # type: ignore[no-untyped-call]
            raise yaml.MarkedYAMLError(problem="a reference (*name)", problem_mark=event.start_mark)
        return super().compose_node(parent, index)


def parse_yaml(text: str, *, references: bool = True) -> Any:
    """The value of a YAML document; `references`: whether it may refer back to itself. Raises NotYaml."""
    try:
        return yaml.load(text, Loader=PlainLoader if references else BareLoader)  # noqa: S506 - a safe loader
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}, column {mark.column + 1}: " if mark else ""
        raise NotYaml(f"{where}{getattr(error, 'problem', None) or 'unreadable'}") from None
    except RecursionError:
        raise NotYaml("it is nested too deeply") from None
    except ValueError:
        raise NotYaml("a number or a date is none") from None
