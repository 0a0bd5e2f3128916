"""The `yarrow` command finds its verbs, explains itself, and starts fast."""

import importlib
import subprocess
import sys

import pytest

from yarrow.cli import VERBS, main


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_its_file(verb):
    command = importlib.import_module(f"yarrow.commands.{verb}")
    assert callable(command.add_arguments)
    assert callable(command.run)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself(verb, capsys):
    with pytest.raises(SystemExit) as left:
        main([verb, "--help"])
    assert left.value.code == 0
    assert f"usage: yarrow {verb}" in capsys.readouterr().out


def test_the_usage_names_every_verb(capsys):
    assert main([]) == 0
    shown = capsys.readouterr().out
    assert all(f"  {verb}" in shown for verb in VERBS)


def test_a_misspelt_verb_is_met_with_the_likely_one(capsys):
    assert main(["trage"]) == 2
    assert "did you mean `yarrow triage`?" in capsys.readouterr().err


def test_an_unknown_verb_points_to_the_list(capsys):
    assert main(["zzz"]) == 2
    assert "`yarrow --help` lists what there is." in capsys.readouterr().err


def test_naming_the_verbs_loads_none_of_the_heavy_libraries():
    heavy = ("spacy", "medspacy", "sqlalchemy", "fastapi", "httpx", "rich", "prompt_toolkit", "yaml", "asyncio")
    code = f"import sys, yarrow.cli; yarrow.cli.main([]); print([m for m in {heavy} if m in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert ran.stdout.splitlines()[-1] == "[]"


def test_output_nobody_reads_any_more_is_no_accident():
    line = "import sys; from yarrow.cli import main; sys.exit(main(['triage']))"
    entries = '{"id": 1, "facts": {}}\n' * 200
    first_line = subprocess.run(
        ["sh", "-c", f'{sys.executable} -c "{line}" | head -n 1'],
        input=entries, capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    assert "Traceback" not in first_line.stderr
