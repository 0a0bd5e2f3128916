"""Counts and times for Prometheus: no ids, no text, few labels."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from yarrow.web.guard import Served

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
SECONDS = (0.005, 0.01, 0.02, 0.03, 0.05, 0.08, 0.15, 0.3, 0.6, 1.0, 2.0, 5.0, 10.0, 12.5, 20.0)


class Metrics:
    """One registry per app, so that several apps can live in one process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "yarrow_requests", "Requests answered", ["method", "route", "status"], registry=self.registry
        )
        self.request_seconds = Histogram(
            "yarrow_request_seconds", "Time to answer", ["route"], buckets=SECONDS, registry=self.registry
        )
        self.turn_seconds = Histogram(
            "yarrow_turn_seconds", "Time Rasa took for a turn", buckets=SECONDS, registry=self.registry
        )
        self.turn_failures = Counter(
            "yarrow_turn_failures", "Turns that came to nothing", ["reason"], registry=self.registry
        )
        self.given_up = Counter(
            "yarrow_messages_given_up", "Messages answered with the failure text", registry=self.registry
        )
        self.held = Counter("yarrow_messages_held", "Messages answered with the holding text", registry=self.registry)
        self.safety = Counter(
            "yarrow_safety_words", "Messages the red-flag lane spoke on", ["level"], registry=self.registry
        )
        self.downloads = Counter(
            "yarrow_downloads", "Files handed out, by key or by link", ["what", "reader", "by"], registry=self.registry
        )
        self.webhooks = Counter(
            "yarrow_webhooks", "Calls by messaging apps", ["channel", "outcome"], registry=self.registry
        )
        self.dispatches = Counter(
            "yarrow_dispatches", "What became of messages to messaging apps", ["channel", "outcome"],
            registry=self.registry,
        )  # fmt: skip
        self.sending_seconds = Histogram(
            "yarrow_sending_seconds",
            "From being said to being sent",
            ["channel"],
            buckets=SECONDS,
            registry=self.registry,
        )
        self.waiting = Gauge("yarrow_messages_waiting", "Messages not answered yet", registry=self.registry)
        self.streams = Gauge("yarrow_event_streams", "Open event streams", registry=self.registry)

    def served(self, served: Served) -> None:
        """Count a request, and how long it took; event streams take as long as they are open."""
        self.requests.labels(served.method, served.route, str(served.status)).inc()
        if not served.route.endswith("/events"):
            self.request_seconds.labels(served.route).observe(served.seconds)

    def page(self) -> bytes:
        """As Prometheus reads it."""
        return generate_latest(self.registry)
