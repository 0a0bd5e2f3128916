"""A real mail server and a real receiver of webhooks, each in a thread, which keep what they are given."""

from __future__ import annotations

import socket
import ssl
import subprocess
import threading
from contextlib import contextmanager
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

SECRET = "whsec_" + "c2VjcmV0IG9mIHRoZSB0ZXN0cywgMzIgYnl0ZXMgbG9uZw=="
USER, PASSWORD = "yarrow", "a password of the tests"


class Mailbox:
    """What a mail server was handed. `answers`: what it says to the next messages, before it takes any."""

    def __init__(self):
        self.messages = []
        self.answers = []

    async def handle_DATA(self, server, session, envelope):
        if self.answers:
            return self.answers.pop(0)
        message = message_from_bytes(envelope.content, policy=policy.default)
        self.messages.append((envelope.rcpt_tos, message, session.ssl is not None))
        return "250 taken"

    @property
    def ids(self):
        return [message["Message-ID"] for _, message, _ in self.messages]


@contextmanager
def mail_server(certificate=None):
    """(mailbox, port): with a `certificate` and its key, it asks for STARTTLS and a password."""
    mailbox, options = Mailbox(), {}
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate)
        options = {"tls_context": context, "require_starttls": True, "auth_required": True, "authenticator": allowed}
    controller = Controller(mailbox, hostname="127.0.0.1", port=free_port(), **options)
    controller.start()
    try:
        yield mailbox, controller.port
    finally:
        controller.stop()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def allowed(server, session, envelope, mechanism, given):
    good = isinstance(given, LoginPassword) and (given.login, given.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=good, handled=False)


def make_certificate(certificate, key):
    names = "subjectAltName=DNS:localhost,IP:127.0.0.1"
    kind = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2")
    subject = ("-subj", "/CN=localhost", "-addext", names)
    command = ("openssl", "req", "-x509", *kind, *subject, "-keyout", key, "-out", certificate)
    subprocess.run(command, check=True, capture_output=True)
    return certificate, key


class Receiver:
    """What was called. `answers`: status codes of the next answers; then 204."""

    def __init__(self):
        self.calls = []
        self.answers = []
        self.port = 0

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}/hook"


@contextmanager
def receiver():
    """A web server that is called."""
    held = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["content-length"]))
            held.calls.append((dict(self.headers.items()), body))
            self.send_response(held.answers.pop(0) if held.answers else 204)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    held.port = server.server_address[1]
    runner = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    runner.start()
    try:
        yield held
    finally:
        server.shutdown()
        server.server_close()
