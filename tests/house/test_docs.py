"""Documentation cannot rot: the paths it names exist, its commands run, its records are complete."""

import re
import shlex
import subprocess

import pytest

from tests.support.repository import ROOT, name_of, tracked
from yarrow.cli import VERBS

README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [path for path in tracked() if path.suffix == ".md"]
RECORDS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
PATH = re.compile(r"`((?:yarrow|actions|protocol|data|tests|tools|docs|bench)/[\w./-]*|[a-z]+\.yml)`")
TARGETS = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


CHAT_API = (ROOT / "docs" / "chat-api.md").read_text(encoding="utf-8")


def commands(page=README):
    """Every line of a page's shell blocks, continued lines joined."""
    blocks = re.findall(r"```sh\n(.*?)```", page, re.DOTALL)
    return [line for block in blocks for line in block.replace("\\\n", " ").splitlines() if line.strip()]


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_path_a_page_names_exists(page):
    # What is written by a command is not there in a fresh clone.
    made = ("docs/quality.md",)
    named = {path for path in PATH.findall(page.read_text(encoding="utf-8")) if path not in made}
    assert [path for path in sorted(named) if not (ROOT / path).exists() and not (page.parent / path).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_leads_somewhere(page):
    links = re.findall(r"\]\((?!https?://)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_readme_is_short_enough_to_be_read():
    assert len(README.splitlines()) <= 150


@pytest.mark.parametrize("command", commands())
def test_every_command_of_the_readme_is_a_target_a_verb_or_a_call_of_the_api(command):
    words = shlex.split(command.split("|")[-1], comments=True)
    if words[0] == "make":
        assert words[1] in TARGETS
    elif words[0].endswith("yarrow"):
        assert words[1] in VERBS
    else:
        assert words[0] == "curl"


@pytest.mark.parametrize(
    "command", [line for line in commands() if re.search(r"yarrow (triage|understand|protocol|brief)", line)]
)
def test_the_readmes_commands_on_content_run_as_they_stand(command):
    path = f"PATH={ROOT}/.venv/web/bin:$PATH"
    code = command.replace("yarrow ", "python -m yarrow.cli ")
    ran = subprocess.run(["sh", "-c", f"{path}; {code}"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.strip()


def test_the_curl_calls_that_begin_a_conversation_are_what_the_gateway_takes(tmp_path):
    from tests.support.gateway import RunningGateway

    begin, *say = [body(line) for page in (README, CHAT_API) for line in commands(page) if line.startswith("curl")][:4]
    json = {"Content-Type": "application/json"}
    with RunningGateway(tmp_path) as gateway:
        begun = gateway.http.post("/api/conversations", content=begin, headers=json).json()
        assert say.pop(0) == begin
        path, key = f"/api/conversations/{begun['conversation']}/messages", f"Bearer {begun['token']}"
        said = [gateway.http.post(path, content=one, headers={**json, "Authorization": key}) for one in say]
    assert [answer.status_code for answer in said] == [200, 200]


def body(curl):
    """What a curl call sends."""
    words = shlex.split(curl)
    return words[words.index("-d") + 1].replace("…", "") if "-d" in words else ""


def test_decision_records_have_different_numbers():
    numbers = [path.name[:4] for path in RECORDS]
    assert len(numbers) == len(set(numbers)) >= 11


@pytest.mark.parametrize("record", RECORDS, ids=lambda path: path.stem)
def test_a_decision_record_says_what_when_why_and_what_enforces_it(record):
    content = record.read_text(encoding="utf-8")
    assert content.startswith(f"# {record.name[:4]} ")
    assert re.search(r"^Date: \d{4}-\d\d · Status: \w+ · Deciders: ", content, re.MULTILINE)
    for heading in ("Context", "Options", "Decision", "Consequences", "Compliance"):
        assert f"\n## {heading}\n" in content
    assert len(content.splitlines()) <= 60


def test_every_change_says_what_it_means_clinically():
    versions = re.split(r"^## ", (ROOT / "CHANGELOG.md").read_text("utf-8"), flags=re.MULTILINE)[1:]
    assert versions
    for version in versions:
        assert re.search(r"^Clinical impact: (none|wording|questions|urgency)", version, re.MULTILINE), version[:20]


def test_the_glossarys_forbidden_words_are_no_names_in_the_core():
    banned = re.compile(r"(?:def|class) \w*(?:diagnos|utils|helper|manager)\w*", re.IGNORECASE)
    allowed = {"ask_diagnosis"}
    for path in (ROOT / "yarrow").rglob("*.py"):
        found = [name for name in banned.findall(path.read_text("utf-8")) if not any(word in name for word in allowed)]
        assert found == [], name_of(path)
