"""The brief on paper: a tagged PDF made from the page, without the network and the same for the same page."""

from __future__ import annotations

import hashlib
import logging
from typing import Any


class PaperUnavailableError(RuntimeError):
    """No PDF can be made on this machine; the message says what is missing."""


def paper(html: str) -> bytes:
    """The page as a PDF (PDF/UA: tagged, titled, its fonts embedded). Raises PaperUnavailableError without Pango."""
    identifier = hashlib.sha256(html.encode()).digest()[:16]
    weasyprint = _weasyprint()
    nothing = weasyprint.urls.URLFetcher(allowed_protocols=())
    document = weasyprint.HTML(string=html, url_fetcher=nothing)
    made: bytes = document.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=identifier)
    return made


def _weasyprint() -> Any:
    try:
        # Half a second and a system library: only where a PDF is wanted.
        import weasyprint
    except (ImportError, OSError) as missing:
        raise PaperUnavailableError(
            "No PDF can be made here, as the Pango library is missing. Install it (on Debian: libpango-1.0-0 and "
            "libpangoft2-1.0-0), or print the HTML page from a browser."
        ) from missing
    # It would log characters that no font has, which are hers.
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    return weasyprint
