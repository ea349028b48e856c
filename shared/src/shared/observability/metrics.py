"""What operators watch, for Prometheus."""

from contextlib import suppress

from prometheus_client import Counter, Gauge

outbox_size = Gauge("skillproof_outbox_events", "Events that wait for publication", ["service", "collection"])
outbox_age = Gauge("skillproof_outbox_age_seconds", "Age of the oldest waiting event", ["service", "collection"])
outbox_put_aside = Gauge(
    "skillproof_outbox_put_aside",
    "Events that Kafka refuses, and those that wait behind them",
    ["service", "collection"],
)
refused = Counter(
    "skillproof_events_refused", "Events that Kafka refuses, when they were put aside", ["service", "reason"]
)
published = Counter("skillproof_events_published", "Events given to the broker", ["service"])
handled = Counter("skillproof_events_handled", "Events handled", ["service", "type"])
retried = Counter("skillproof_events_retried", "Handlings that were repeated", ["service", "type"])
parked = Counter("skillproof_events_parked", "Events that wait for something missing", ["service", "type"])
dead = Counter("skillproof_events_dead", "Events put aside as dead letters", ["service", "type"])
lag = Gauge("skillproof_consumer_lag", "Events not yet handled", ["service", "topic", "partition"])
mail_refusals = Counter(
    "skillproof_mail_refusals", "Letters refused because of us, not of the reader", ["service", "code"]
)
mail_destinations_paused = Gauge(
    "skillproof_mail_destinations_paused", "Domains that refuse us: their letters wait", ["service"]
)


def forget_outbox(service: str, collection: str) -> None:
    """Who does not run the relay any more measures nothing: what it measured last would stay for ever."""
    for gauge in (outbox_size, outbox_age, outbox_put_aside):
        with suppress(KeyError):
            gauge.remove(service, collection)
