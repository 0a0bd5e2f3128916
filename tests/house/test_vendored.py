"""What others wrote and the console gives out stands here byte by byte as they published it."""

import hashlib
import json

import pytest

from tests.support.repository import ROOT

VENDOR = ROOT / "yarrow" / "console" / "static" / "vendor"
# Of the published package; the package itself is pinned, with its digest, in package-lock.json.
HTMX = "d6fdc75f204e6bdefa99b69bf1e6d4ac69b8a364f77929f45c13476b4000f717"
INSTALLED = ROOT / "node_modules" / "htmx.org" / "dist" / "htmx.min.js"


def test_htmx_is_the_published_file():
    assert hashlib.sha256((VENDOR / "htmx.min.js").read_bytes()).hexdigest() == HTMX


def test_htmx_is_of_the_version_that_is_pinned():
    pinned = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["devDependencies"]["htmx.org"]
    locked = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]["node_modules/htmx.org"]
    assert locked["version"] == pinned
    assert f'version:"{pinned}"' in (VENDOR / "htmx.min.js").read_text(encoding="utf-8")


@pytest.mark.skipif(not INSTALLED.is_file(), reason="the package is not installed; `npm ci` installs it")
def test_htmx_is_the_file_of_the_installed_package():
    assert (VENDOR / "htmx.min.js").read_bytes() == INSTALLED.read_bytes()


def test_each_vendored_file_has_its_licence_beside_it():
    scripts = [path for path in VENDOR.iterdir() if path.suffix == ".js"]
    assert scripts
    assert [path.name for path in scripts if not path.with_name(f"{path.name.split('.')[0]}.LICENSE").is_file()] == []
