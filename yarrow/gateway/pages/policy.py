"""What a page may load and do, as its Content-Security-Policy says it, and the other headers every page has."""

from __future__ import annotations

PLAIN = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SCRIPTED = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)


def headers(*, scripted: bool = False) -> dict[str, str]:
    """The headers of a page. `same-origin`: with `no-referrer` browsers would send forms with `Origin: null`."""
    return {
        "Content-Security-Policy": SCRIPTED if scripted else PLAIN,
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "no-store",
    }
