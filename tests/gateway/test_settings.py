"""Settings: read once, checked, and documented as they are."""

from __future__ import annotations

import asyncio
import re
import stat
import threading
from pathlib import Path

import pytest

from yarrow.gateway.limits import Gate
from yarrow.settings import VARIABLES, Limits, SettingsError, bot_settings, ensure_secret, web_settings

ROOT = Path(__file__).parents[2]


def test_every_variable_is_documented_in_running_md_as_it_is():
    page = (ROOT / "docs" / "running.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(YARROW_\w+)` \| (.+?) \| (.+?) \|$", page, re.MULTILINE)
    assert rows == [(variable.name, variable.default, variable.meaning) for variable in VARIABLES]


def test_no_other_variable_is_read():
    read = [
        name
        for reader in ("settings.py", "post.py", "messengers.py")
        for name in re.findall(r'"(YARROW_\w+)"', (ROOT / "yarrow" / reader).read_text("utf-8"))
    ]
    assert set(read) == {variable.name for variable in VARIABLES}


def test_yarrows_variables_are_read_from_the_environment_in_settings_only():
    readers = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "yarrow").rglob("*.py")
        if re.search(r"(environ(\.get)?[\[(]|getenv\()\s*\"YARROW_", path.read_text(encoding="utf-8"))
    ]
    assert [reader for reader in readers if reader != "yarrow/settings.py"] == []


def test_without_any_variable_everything_has_a_working_default(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    web, bot = web_settings({}), bot_settings({})
    assert web.home == bot.home == tmp_path / "var"
    assert web.database_url == f"sqlite:///{tmp_path}/var/yarrow.db"
    assert bot.snapshot_url == f"sqlite:///{tmp_path}/var/snapshots.db"
    assert (web.host, web.port, web.locale, web.guidance, web.origins) == ("127.0.0.1", 8080, None, "full", ())


def test_what_is_set_is_taken(tmp_path):
    web = web_settings(
        {
            "YARROW_HOME": str(tmp_path),
            "YARROW_PORT": "9000",
            "YARROW_LOCALE": "NZ",
            "YARROW_GUIDANCE": "safety_net",
            "YARROW_ORIGINS": "https://a.example, https://b.example/",
            "YARROW_LIMIT_MESSAGES": "off",
            "YARROW_LIMIT_RESUME": "5/hour",
        }
    )
    assert (web.port, web.locale, web.guidance) == (9000, "NZ", "safety_net")
    assert web.origins == ("https://a.example", "https://b.example")
    assert (web.limits.messages, web.limits.resume) == (None, "5/hour")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("YARROW_PORT", "80x"),
        ("YARROW_PORT", "0"),
        ("YARROW_PORT", "70000"),
        ("YARROW_LOCALE", "Mars"),
        ("YARROW_LANG", "fr"),
        ("YARROW_GUIDANCE", "some"),
        ("YARROW_ORIGINS", "*"),
        ("YARROW_ORIGINS", "https://a.example/path"),
        ("YARROW_RASA_URL", "localhost:8081"),
        ("YARROW_LIMIT_MESSAGES", "many"),
        ("YARROW_LIMIT_MESSAGES", "5/"),
        ("YARROW_LIMIT_RESUME", "x/minute"),
        ("YARROW_CHANNEL_SECRET", "short"),
        ("YARROW_LOG_LEVEL", "loud"),
        ("YARROW_SECOND_LOOK_SHARE", "ten"),
        ("YARROW_SECOND_LOOK_SHARE", "10"),
    ],
)
def test_a_wrong_value_is_refused_with_its_name_and_what_to_write(name, value):
    with pytest.raises(SettingsError, match=f"^{name} .*(write|is too short)"):
        web_settings({name: value})


def test_the_channel_secret_is_made_once_and_only_its_owner_can_read_it(tmp_path):
    home = tmp_path / "home"
    made = []
    makers = [threading.Thread(target=lambda: made.append(ensure_secret(home))) for _ in range(8)]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join()
    assert len(set(made)) == 1
    assert len(made[0]) >= 43
    assert [path.name for path in home.iterdir()] == ["channel.secret"]
    assert stat.S_IMODE((home / "channel.secret").stat().st_mode) == 0o600
    env = {"YARROW_HOME": str(home)}
    assert web_settings(env).channel_secret == bot_settings(env).channel_secret == made[0]


@pytest.mark.parametrize("url", ["nonsense", "async+redis://127.0.0.1:1", "async+nothing://x"])
def test_a_place_to_count_that_cannot_be_used_stops_the_start(url):
    with pytest.raises(SettingsError, match=r"^YARROW_LIMITS_URL .* write async\+memory"):
        Gate(Limits(url=url))


def test_limits_that_cannot_be_counted_silence_nobody(monkeypatch):
    gate = Gate(Limits())

    async def broken(*_):
        raise ConnectionError

    monkeypatch.setattr(gate._window, "hit", broken)
    asyncio.run(gate.message("c", "127.0.0.1"))
    assert asyncio.run(gate.request("127.0.0.1"))
