"""What the YAML files name exists, and everything that exists is named: Rasa itself would only warn, or not notice."""

import ast
import re
import subprocess

import pytest
import yaml

from tests.support.repository import ROOT, name_of, python_files

BOT_PYTHON = ROOT / ".venv" / "bot" / "bin" / "python"
DOTTED = re.compile(r"\byarrow\.[a-z_]+(?:\.[a-z_]+)*\.[A-Z]\w+")


def content(name):
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", ["config.yml", "endpoints.yml", "credentials.yml"])
def test_every_dotted_path_is_a_class(file):
    found = DOTTED.findall((ROOT / file).read_text(encoding="utf-8"))
    assert found
    for dotted in found:
        module, _, name = dotted.rpartition(".")
        tree = ast.parse((ROOT / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8"))
        assert name in [node.name for node in tree.body if isinstance(node, ast.ClassDef)], dotted


def test_no_event_broker_is_configured():
    # Rasa takes an unknown broker type with a warning and keeps nothing (rasa/core/brokers/broker.py:124).
    assert "event_broker" not in content("endpoints.yml")


def test_the_tracker_store_is_ours():
    # An unknown store type would silently become the in-memory one.
    assert content("endpoints.yml")["tracker_store"]["type"] == "yarrow.nlu.snapshot.SnapshotTrackerStore"


def test_the_one_channel_is_the_gateways():
    assert list(content("credentials.yml")) == ["yarrow.nlu.channel.GatewayChannel"]


def test_the_domain_and_the_code_name_the_same_actions():
    # `rasa data validate` does not compare them.
    code = (
        "from rasa_sdk.executor import ActionExecutor as E; e = E(); e.register_package('actions'); "
        "print(' '.join(sorted(e.actions)))"
    )
    ran = subprocess.run([BOT_PYTHON, "-W", "ignore", "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert sorted(ran.stdout.splitlines()[-1].split()) == sorted(content("domain.yml")["actions"])


def test_every_action_of_the_rules_is_in_the_domain():
    known = {*content("domain.yml")["actions"], "action_listen", "action_session_start", "action_restart"}
    used = re.compile(r"^\s*- action: (\S+)", re.MULTILINE)
    for path in (*(ROOT / "data" / "rules").glob("*.yml"), *(ROOT / "data" / "stories").glob("*.yml")):
        missing = {name for name in used.findall(path.read_text(encoding="utf-8")) if name not in known}
        assert not missing, path.name


def test_every_intent_with_examples_is_in_the_domain():
    intents = {next(iter(item)) if isinstance(item, dict) else item for item in content("domain.yml")["intents"]}
    for path in (ROOT / "data" / "nlu").rglob("*.yml"):
        entries = content(name_of(path)).get("nlu", [])
        named = {entry["intent"].partition("/")[0] for entry in entries if "intent" in entry}
        assert named <= intents, path.name


def test_utterances_named_in_the_code_are_in_the_domain():
    responses = content("domain.yml").get("responses") or {}
    for path in python_files("actions", "yarrow"):
        for name in re.findall(r"[\"'](utter_\w+)[\"']", path.read_text(encoding="utf-8")):
            assert name in responses, f"{name_of(path)} names {name}"
