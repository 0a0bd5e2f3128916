"""`make install` finds what really runs, and `make test` counts what really ran."""

import importlib.util
import os
import subprocess
import sys
import time

import pytest

from tests.support.repository import ROOT


def tool(name):
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


install, suites = tool("install"), tool("suites")
HERE = sys.version_info[:2]


@pytest.fixture
def shim(tmp_path):
    """A command that exists and fails, as pyenv's shims do for versions that are not chosen."""
    path = tmp_path / "python3.10"
    path.write_text("#!/bin/sh\necho 'pyenv: python3.10: command not found' >&2\nexit 127\n")
    path.chmod(0o755)
    return path


def test_a_command_that_exists_but_does_not_run_is_no_python(shim):
    assert install.real_path(str(shim), ((3, 10),)) is None


def test_a_python_of_another_version_is_not_taken():
    assert install.real_path(sys.executable, ((2, 7),)) is None
    assert install.real_path(sys.executable, (HERE,)) == sys._base_executable


def test_pyenvs_folder_is_searched_when_the_shim_fails(shim, tmp_path, monkeypatch):
    there = tmp_path / "pyenv" / "versions" / f"{HERE[0]}.{HERE[1]}.99" / "bin"
    there.mkdir(parents=True)
    (there / "python").symlink_to(sys._base_executable)
    monkeypatch.setenv("PATH", str(shim.parent))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))
    assert install.find_python((HERE,)) is not None


def test_no_python_at_all_is_none(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    assert install.find_python(((3, 10),)) is None


def test_an_environment_is_current_only_for_what_it_was_made_from(tmp_path):
    pins = tmp_path / "pins.txt"
    pins.write_text("a==1")
    made = install.fingerprint(pins)
    install.stamp(tmp_path, made)
    assert install.is_current(tmp_path, made)
    pins.write_text("a==2")
    assert not install.is_current(tmp_path, install.fingerprint(pins))


def test_pips_settings_are_carried_over_to_uv(monkeypatch):
    monkeypatch.setenv("PIP_INDEX_URL", "http://mirror.example/simple")
    monkeypatch.delenv("UV_DEFAULT_INDEX", raising=False)
    assert install.environment()["UV_DEFAULT_INDEX"] == "http://mirror.example/simple"


def test_a_report_is_counted_with_errors_as_failures(tmp_path):
    report = tmp_path / "report.xml"
    cases = "<testcase/><testcase><failure/></testcase><testcase><error/></testcase><testcase><skipped/></testcase>"
    report.write_text(f"<testsuites><testsuite>{cases}</testsuite></testsuites>")
    assert suites.count(report) == suites.Tally(1, 2, 1)


def test_a_suite_that_cannot_start_is_a_failure(monkeypatch, capsys):
    monkeypatch.setattr(suites, "SUITES", (suites.Suite("web", "/bin/false", ("cli",)),))
    assert suites.main([]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "0 passed, 1 failed, 0 skipped"


def test_the_last_line_sums_up_every_suite(monkeypatch, capsys):
    results = iter([(suites.Tally(3, 0, 1), 0), (suites.Tally(2, 1, 0), 1)])
    monkeypatch.setattr(suites, "SUITES", suites.SUITES[:2])
    monkeypatch.setattr(suites, "run", lambda *_: next(results))
    assert suites.main([]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "5 passed, 1 failed, 1 skipped"


def test_what_starts_every_process_runs_when_nothing_else_does(monkeypatch):
    running, beside = [], []

    def run(suite, _output=None):
        running.append(suite.name)
        beside.append((suite.name, len(running)))
        time.sleep(0.05)
        running.remove(suite.name)
        return suites.Tally(1), 0

    monkeypatch.setattr(suites, "run", run)
    assert suites.main([]) == 0
    assert max(count for _, count in beside) == suites.BESIDE
    assert {count for name, count in beside if name in ("e2e", "browser")} == {1}


def test_the_lines_of_two_suites_do_not_mix(tmp_path, capfd):
    suite = suites.Suite("web", "/bin/echo", ("cli",))
    suites.run(suite, tmp_path / "lines")
    first, second, third = capfd.readouterr().out.splitlines()[:3]
    assert first == "== web: cli"
    assert second.startswith("-m pytest")
    assert third.startswith("== web: ")


def test_an_unknown_suite_is_named_with_those_there_are(capsys):
    assert suites.main(["everything"]) == 2
    assert "core-web" in capsys.readouterr().err


def test_every_folder_with_tests_belongs_to_a_suite():
    ours = {folder for suite in suites.SUITES for folder in suite.folders}
    there = {path.relative_to(ROOT / "tests").parts[0] for path in (ROOT / "tests").rglob("test_*.py")}
    assert there <= ours


def test_make_help_lists_every_target():
    shown = subprocess.run(["make", "-s", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    phony = next(line for line in (ROOT / "Makefile").read_text().splitlines() if line.startswith(".PHONY:"))
    for target in phony.split()[1:]:
        assert f"make {target} " in shown


def test_ci_runs_exactly_the_readmes_test_command():
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert script.rstrip().splitlines()[-1] == "exec make test </dev/null"
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
