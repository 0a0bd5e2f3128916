"""The console's settings, and the files it gives to browsers."""

from __future__ import annotations

import pytest

from yarrow.console.shelves import STATIC
from yarrow.settings import Oidc, SettingsError, audit_key, web_settings


def test_the_console_listens_on_this_machine_only_unless_it_is_told_otherwise():
    console = web_settings({}).console
    assert (console.host, console.port, console.url) == ("127.0.0.1", 8090, "http://127.0.0.1:8090")
    assert (console.timezone, console.totp_for, console.oidc) == ("UTC", "admin", None)


def test_the_consoles_address_follows_its_host_and_port():
    assert web_settings({"YARROW_CONSOLE_PORT": "9000"}).console.url == "http://127.0.0.1:9000"
    told = {"YARROW_CONSOLE_HOST": "::", "YARROW_CONSOLE_URL": "https://staff.clinic.example/"}
    assert web_settings(told).console.url == "https://staff.clinic.example"


def test_a_provider_is_taken_from_three_settings():
    told = {
        "YARROW_OIDC_ISSUER": "https://login.clinic.example/",
        "YARROW_OIDC_CLIENT_ID": "yarrow",
        "YARROW_OIDC_CLIENT_SECRET": "a secret",
    }
    assert web_settings(told).console.oidc == Oidc("https://login.clinic.example", "yarrow", "a secret")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("YARROW_CONSOLE_PORT", "70000"),
        ("YARROW_CONSOLE_URL", "staff.clinic.example"),
        ("YARROW_TIMEZONE", "London"),
        ("YARROW_TIMEZONE", "../etc/passwd"),
        ("YARROW_STAFF_TOTP", "nobody"),
        ("YARROW_AUDIT_KEY", "too short"),
    ],
)
def test_a_wrong_setting_is_named(name, value):
    with pytest.raises(SettingsError, match=name):
        web_settings({name: value})


def test_the_audit_key_is_made_once_and_only_its_owner_reads_it(tmp_path):
    web = web_settings({"YARROW_HOME": str(tmp_path)})
    assert audit_key(web) == audit_key(web)
    assert len(audit_key(web)) >= 32
    assert (tmp_path / "audit.key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "name", ["../app.py", "..%2Fapp.py", "%2e%2e/app.py", "/etc/passwd", "vendor/../../app.py", "x.py"]
)
def test_nothing_but_its_own_files_is_given_out(console, name):
    assert console.visitor().get(f"/static/{name}").status_code == 404


def test_a_file_somebody_else_made_is_given_out_as_it_is(console):
    given = console.visitor().get("/static/vendor/htmx.min.js", headers={"Accept-Encoding": "identity"})
    assert given.content == (STATIC / "vendor" / "htmx.min.js").read_bytes()
    assert given.headers["content-type"] == "text/javascript; charset=utf-8"
