"""Imports point inwards, every package stands in a layer, and only one module reads the environment."""

import ast
import re
import subprocess
import sys

import tomllib

from tests.support.repository import ROOT, name_of, python_files

TOOLS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
# The supervisor hands its own environment on to the parts; Rasa reads its settings from nowhere else.
PASS_IT_ON = {
    "yarrow/settings.py",
    "yarrow/supervisor/part.py",
    "yarrow/nlu/server.py",
    "yarrow/nlu/action_server.py",
    "yarrow/nlu/train.py",
    "yarrow/nlu/intents.py",
}


def test_imports_point_inwards():
    linter = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    ran = subprocess.run(
        [sys.executable, "-c", linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert re.search(r"Contracts: [1-9]\d* kept, 0 broken", ran.stdout)


def test_every_child_of_yarrow_stands_in_a_layer():
    contract = next(one for one in TOOLS["importlinter"]["contracts"] if one["type"] == "layers")
    layered = {name.strip() for layer in contract["layers"] for name in layer.split("|")}
    children = {
        f"yarrow.{path.stem}" if path.is_file() else f"yarrow.{path.name}"
        for path in (ROOT / "yarrow").iterdir()
        if path.stem != "__init__" and (path.suffix == ".py" or (path / "__init__.py").exists())
    }
    unplaced = {child for child in children if not any(f"{name}.".startswith(f"{child}.") for name in layered)}
    assert unplaced == set()


def test_only_the_settings_read_the_environment():
    readers = set()
    for path in python_files("yarrow", "actions"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv", "putenv"):
                readers.add(name_of(path))
    assert readers <= PASS_IT_ON


def test_nothing_is_started_by_importing_a_package():
    modules = "yarrow.gateway.main, yarrow.bootstrap.web, yarrow.supervisor.supervisor, yarrow.terminal.api"
    code = f"import threading, {modules}; print(threading.active_count())"
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "1"
