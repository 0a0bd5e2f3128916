"""What no file of the repository may hold."""

import ast
import re

import pytest

from tests.support.repository import ROOT, name_of, python_files, tracked

# Put together here so that this file does not hold what it looks for.
REGISTRIES = ["py" + "pi.org", "python" + "hosted.org", "npm" + "js.org", "npm" + "js.com", "deb." + "debian.org"]
MACHINES = ["/" + "root/", "/" + "work/", "/home" + "/", "/Us" + "ers/", "/opt/" + "wheels"]
SPEAKING = ("text", "words", "said", "answer", "message", "patient")
LOG_CALLS = ("debug", "info", "warning", "error", "exception", "critical", "log")


def lines():
    for path in tracked():
        try:
            content = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(content.splitlines(), start=1):
            yield f"{name_of(path)}:{number}", line


@pytest.mark.parametrize("word", REGISTRIES)
def test_no_file_names_a_package_registry(word):
    assert [place for place, line in lines() if word in line] == []


@pytest.mark.parametrize("word", MACHINES)
def test_no_file_names_a_folder_of_one_machine(word):
    assert [place for place, line in lines() if word in line] == []


def test_no_file_holds_what_is_left_to_do():
    mark = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
    names = {"tests/house/test_files.py", "yarrow/commands/doctor.py", "tests/cli/test_triage.py"}
    assert [place for place, line in lines() if mark.search(line) and place.split(":")[0] not in names] == []


def test_no_test_is_skipped_for_good():
    for path in python_files("tests"):
        assert "pytest.mark." + "skip(" not in path.read_text(encoding="utf-8"), name_of(path)


def test_no_log_line_holds_a_patients_words():
    found = []
    for path in python_files("yarrow", "actions"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if is_log_call(node) and any(map(speaks, [*node.args[1:], *(word.value for word in node.keywords)])):
                found.append(f"{name_of(path)}:{node.lineno}")
    assert found == []


def is_log_call(node):
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in LOG_CALLS
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in ("log", "logger", "logging")
    )


def speaks(value):
    """Whether the value could be what somebody said: `said.text`, `words`, but not `message.id`."""
    name = value.attr if isinstance(value, ast.Attribute) else value.id if isinstance(value, ast.Name) else ""
    return name in SPEAKING


def test_every_folder_says_what_it_is_for():
    for folder in ROOT.iterdir():
        if folder.is_dir() and any(name_of(path).startswith(f"{folder.name}/") for path in tracked()):
            told = [folder / "__init__.py", folder / "README.md"]
            if folder.name not in ("requirements", ".ci", "yarrow"):
                assert any(file.exists() and file.read_text(encoding="utf-8").strip() for file in told), folder.name
