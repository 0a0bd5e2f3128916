"""The files browsers load: only those that are shipped, compressed, revalidated, the widget's for every site."""

from __future__ import annotations

import gzip

import pytest

from tests.support.gateway import RunningGateway
from tests.support.repository import ROOT
from yarrow.gateway.pages.shelves import widget_shelf
from yarrow.web.shelf import Shelf

FORM = r"(?:[a-z]+/)?[A-Za-z0-9_-]+\.js"


@pytest.fixture(scope="module")
def gateway(tmp_path_factory):
    with RunningGateway(tmp_path_factory.mktemp("home"), origins=("https://clinic.example",)) as running:
        yield running


@pytest.fixture
def shelf(tmp_path):
    (tmp_path / "texts").mkdir()
    for name in ("a.js", "a.test.js", "tsconfig.json", "types.d.ts", "README.md", ".hidden.js", "texts/en-GB.js"):
        (tmp_path / name).write_text(f"// {name}")
    (tmp_path.parent / "secret.js").write_text("// not ours")
    return Shelf(tmp_path, FORM, {})


def test_only_what_is_shipped_is_on_the_shelf(shelf):
    assert shelf.names() == ["a.js", "texts/en-GB.js"]
    for name in ("a.test.js", "tsconfig.json", "types.d.ts", ".hidden.js", "../secret.js", "texts/../a.js", "a.js\n"):
        assert shelf.item(name) is None, name


def test_a_file_that_changes_is_another_file(shelf, tmp_path):
    before = shelf.item("a.js")
    (tmp_path / "a.js").write_text("// something else\nexport const a = 1;")
    assert shelf.item("a.js").etag(packed=False) != before.etag(packed=False)


def test_a_module_is_given_out_without_its_comments_and_a_stylesheet_as_it_is(shelf, tmp_path):
    (tmp_path / "a.js").write_text("/** @type {string} */\nexport const a = `//  b ${1}`; // why\n")
    assert shelf.item("a.js").plain == b"export const a=`//  b ${1}`;"
    (tmp_path / "a.css").write_text("/* why */ p { margin: 0; }")
    assert Shelf(tmp_path, r"a\.css", {}).item("a.css").plain == b"/* why */ p { margin: 0; }"


@pytest.mark.parametrize("path", ["/widget/../pyproject.toml", "/widget/%2e%2e/pyproject.toml", "/widget//etc/passwd",
                                  "/widget/..%2fpyproject.toml", "/widget/README.md", "/pages/../settings.py",
                                  "/pages/base.html", "/pages/", "/widget/"])  # fmt: skip
def test_nothing_leads_out_of_the_folder(gateway, path):
    answer = gateway.http.get(f"http://127.0.0.1:{gateway.port}{path}")
    assert answer.status_code == 404
    assert "[project]" not in answer.text


def test_a_stylesheet_is_packed_and_says_what_it_is(gateway):
    answer = gateway.http.get("/pages/tokens.css")
    assert answer.headers["content-type"] == "text/css; charset=utf-8"
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["cache-control"] == "no-cache"
    assert "Accept-Encoding" in answer.headers["vary"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert "access-control-allow-origin" not in answer.headers
    plain = gateway.http.get("/pages/tokens.css", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.content == answer.content == (ROOT / "yarrow/gateway/pages/static/tokens.css").read_bytes()


@pytest.mark.parametrize("accepted", ["gzip;q=0", "br", "", "identity, gzip; q=0.0"])
def test_who_does_not_take_gzip_gets_it_plain(gateway, accepted):
    answer = gateway.http.get("/pages/tokens.css", headers={"Accept-Encoding": accepted})
    assert "content-encoding" not in answer.headers


def test_what_has_not_changed_is_not_sent_again(gateway):
    first = gateway.http.get("/pages/tokens.css")
    etag = first.headers["etag"]
    assert not etag.startswith("W/")
    for known in (etag, f'"other", {etag}', f"W/{etag}", "*"):
        again = gateway.http.get("/pages/tokens.css", headers={"If-None-Match": known})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == etag
    assert gateway.http.get("/pages/tokens.css", headers={"If-None-Match": '"other"'}).status_code == 200


def test_packed_and_plain_have_tags_of_their_own(gateway):
    packed = gateway.http.get("/pages/tokens.css").headers["etag"]
    plain = gateway.http.get("/pages/tokens.css", headers={"Accept-Encoding": "identity"}).headers["etag"]
    assert packed != plain


def test_head_tells_the_same_without_the_file(gateway):
    got, looked = gateway.http.get("/pages/tokens.css"), gateway.http.head("/pages/tokens.css")
    assert looked.status_code == 200
    assert looked.content == b""
    for name in ("etag", "content-type", "content-encoding", "content-length"):
        assert looked.headers[name] == got.headers[name]


def test_the_widgets_modules_may_be_loaded_by_every_site(gateway):
    for name in widget_shelf().names():
        answer = gateway.http.get(f"/widget/{name}", headers={"Origin": "https://another.example"})
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
        assert answer.headers["access-control-allow-origin"] == "*"
        assert answer.headers["cross-origin-resource-policy"] == "cross-origin"


def test_what_is_packed_is_packed_well(shelf):
    item = shelf.item("a.js")
    assert gzip.decompress(item.packed) == item.plain
