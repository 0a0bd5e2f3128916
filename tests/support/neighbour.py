"""Somebody else's website: pages from another origin, with whatever policy they state."""

from __future__ import annotations

import http.server
import threading

PAGE = """<!doctype html>
<html lang="{lang}" dir="{dir}"><head><meta charset="utf-8"><title>A clinic</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<script type="module" src="{gateway}/widget/yarrow-chat.js"></script></head>
<body><main><h1>A clinic</h1><p>Opening hours: nine to five.</p>{element}</main></body></html>"""


class Neighbour:
    """`with Neighbour() as site: page.goto(site.put("/", html, policy))`."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[str, str]] = {"/weather": ("<!doctype html><title>The weather</title>Mild.", "")}
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _handler(self.pages))
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Neighbour:
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def put(self, path: str, html: str, policy: str = "") -> str:
        """Show this page from now on, under this Content-Security-Policy; its address."""
        self.pages[path] = (html, policy)
        return self.url + path

    def embed(self, gateway: str, element: str, *, policy: str = "", lang: str = "en-GB", dir: str = "ltr") -> str:
        """A page with the widget in it; its address."""
        html = PAGE.format(gateway=gateway, element=element, lang=lang, dir=dir)
        return self.put("/clinic", html, policy)


def _handler(pages: dict[str, tuple[str, str]]) -> type[http.server.BaseHTTPRequestHandler]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            html, policy = pages.get(self.path, ("", ""))
            self.send_response(200 if html else 204)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            if policy:
                self.send_header("Content-Security-Policy", policy)
            self.end_headers()
            self.wfile.write(html.encode())

        def log_message(self, *_: object) -> None:
            """Quiet."""

    return Handler
