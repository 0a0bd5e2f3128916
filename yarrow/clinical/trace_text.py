"""A trace as lines to read in a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from yarrow.clinical.trace import Trace

SIGNS = {"true": "+", "false": "-", "unknown": "?"}


def trace_text(trace: Trace) -> str:
    """The whole trace: why this level, what was added and why, what was left out, and what would change it."""
    entry = trace.to_json()
    return "\n".join(
        [
            f"Level {entry['level']} (protocol {entry['protocol']})",
            *_rules(entry["rules"]),
            *_advice("Advised", entry["advice"]),
            *_advice("Deferred until there is help", entry["deferred"]),
            *_left_out(entry),
            *_rest(entry),
            *_would_change(entry),
            "  + holds   - does not hold   ? not known",
        ]
    )


def _rules(rules: list[dict[str, Any]]) -> Iterator[str]:
    for rule in rules:
        yield f"\n{rule['rule']} {rule['level']}: {rule['title']}"
        yield f"    source: {'; '.join(rule['sources'])}"
        yield from _tree(rule["when"], 4)
        for item in rule["raises"]:
            yield f"    raised to {item['level']}: {'yes' if item['holds'] else 'no'}"
            yield from _tree(item["when"], 6)
        for add in rule["adds"]:
            if not add["added"]:
                yield f"    not added here: {add['id']}"
                yield from _tree(add["when"], 6)


def _tree(node: Mapping[str, Any], indent: int) -> Iterator[str]:
    facts = ", ".join(map(_fact, node.get("facts", ())))
    yield f"{' ' * indent}{SIGNS[node['truth']]} {node['says']}{f'   [{facts}]' if facts else ''}"
    for part in node.get("parts", ()):
        yield from _tree(part, indent + 2)


def _fact(fact: Mapping[str, Any]) -> str:
    if fact["status"] is None or fact["value"] is None:
        return f"{fact['path']}: {fact['status'] or 'not known'}"
    value = fact["value"] if fact["status"] == "present" else fact["status"]
    words = f", “{fact['told']}”" if fact["told"] else ""
    by = f" ({fact['captured']})" if fact["captured"] else ""
    return f"{fact['path']}: {_plain(value)}{words}{by}"


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return " ".join(str(part) for part in value.values() if part is not None)
    return str(value)


def _advice(heading: str, items: list[dict[str, Any]]) -> Iterator[str]:
    if items:
        yield f"\n{heading}"
    for item in items:
        asked = (ask["condition"] or ask["rule"] or "a standard" for ask in item["asked_by"])
        later = ", later" if item.get("when") == "later" else ""
        yield f"  {item['id']} ({item['evidence']}{later}) for {', '.join(dict.fromkeys(asked))}"
        if item["told"]:
            yield f"      told: {'; '.join(item['told'])}"


def _left_out(entry: Mapping[str, Any]) -> Iterator[str]:
    done = {item["id"]: item for item in entry["done"]}
    if entry["left_out"]:
        yield "\nLeft out"
    for item in entry["left_out"]:
        asked = ", ".join(rule for rule in dict.fromkeys(item["asked_by"]) if rule) or "a standard"
        yield f"  {item['id']}, asked for by {asked}: {', '.join(item['facts']) or 'not for this patient'}"
        if item["id"] in done:
            found = done[item["id"]]
            how = f", {found['captured']}" if found["captured"] else ""
            words = f", “{found['told']}”" if found["told"] else ""
            yield f"      already done: {found['result']} (from {found['from']}{how}{words})"


def _rest(entry: Mapping[str, Any]) -> Iterator[str]:
    if entry["overlays"]:
        yield "\nOverlays"
    for overlay in entry["overlays"]:
        yield f"  {overlay['id']}"
        yield from _tree(overlay["when"], 4)
    if entry["conflicts"]:
        yield f"\nAnswers that do not agree: {', '.join(entry['conflicts'])}"
    if entry["undetermined"]:
        yield "\nNot settled"
    for rule in entry["undetermined"]:
        yield f"  {rule['rule']} {rule['level']} ({rule['title']}): {', '.join(rule['missing'])}"


def _would_change(entry: Mapping[str, Any]) -> Iterator[str]:
    change = entry["would_change"]
    yield "\nWhat would change the level"
    for rule in change["up"]:
        yield f"  up to {rule['level']} ({rule['rule']}), depending on: {', '.join(rule['missing'])}"
    without = ", ".join(change["down"]["without"])
    if without:
        yield f"  without {without} it would be {change['down']['level']}"
