"""Watches a browser context for what no page of ours may do."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Request, Response

LISTENER = """addEventListener('securitypolicyviolation', (event) => {
  yarrowViolation(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
});"""
# A failed load is told apart by its request or answer; a panel that opens where the focus is already has it.
BROWSERS_OWN = ("Failed to load resource", "Autofocus processing was blocked")


class Vigil:
    """`faults`: policy violations, anything in the console, errors, dialogs, failed requests, and strange origins.

    `tolerated`: parts of faults that the test itself brings about, as a request that fails while the network is cut.
    """

    def __init__(self, context: BrowserContext, *own_origins: str) -> None:
        self._own_origins = own_origins
        self._seen: list[str] = []
        self.tolerated: list[str] = []
        context.expose_binding("yarrowViolation", lambda _, what: self._seen.append(f"policy violation: {what}"))
        context.add_init_script(LISTENER)
        context.on("console", self._see_console)
        context.on("weberror", lambda error: self._seen.append(f"error: {error.error}"))
        context.on("dialog", self._see_dialog)
        context.on("request", self._see_request)
        context.on("requestfailed", self._see_failure)
        context.on("response", self._see_response)

    @property
    def faults(self) -> list[str]:
        """What was seen and is not tolerated."""
        return [fault for fault in self._seen if not any(part in fault for part in self.tolerated)]

    def _see_console(self, message: ConsoleMessage) -> None:
        if not message.text.startswith(BROWSERS_OWN):
            self._seen.append(f"console: {message.type}: {message.text}")

    def _see_dialog(self, dialog: Dialog) -> None:
        self._seen.append(f"dialog: {dialog.type}: {dialog.message}")
        dialog.dismiss()

    def _see_request(self, request: Request) -> None:
        if request.url.startswith("http") and not request.url.startswith(self._own_origins):
            self._seen.append(f"another origin: {request.method} {request.url}")

    def _see_failure(self, request: Request) -> None:
        # A page that closes or moves on aborts what it still waits for, such as the stream of events.
        if request.failure != "net::ERR_ABORTED":
            self._seen.append(f"failed: {request.method} {request.url}: {request.failure}")

    def _see_response(self, response: Response) -> None:
        if response.status >= 400:
            self._seen.append(f"answered {response.status}: {response.request.method} {response.url}")
