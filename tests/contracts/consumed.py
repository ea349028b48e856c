"""The events that a service listens to, as they once were on the topics: a folder of samples for each consumer."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import certificates.handlers
import competitions.handlers
import notifications.handlers
from shared.events import Event, from_record
from shared.messaging.subscriptions import Subscriptions

CONSUMERS: Final[Mapping[str, Subscriptions[Any]]] = {
    "certificates": certificates.handlers.subscriptions,
    "competitions": competitions.handlers.subscriptions,
    "notifications": notifications.handlers.subscriptions,
}


def samples_of(consumer: str) -> dict[str, dict[str, Any]]:
    """By name. One is never changed, since old events stay; a new version of an event gets a new sample beside the old one."""
    folder = Path(__file__).with_name(consumer)
    return {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))}


def parsed(consumer: str, sample: dict[str, Any], **more: object) -> Event[Any]:
    headers = tuple((name, value.encode()) for name, value in sample["headers"].items())
    kind = CONSUMERS[consumer].by_type[sample["headers"]["ce_type"]].kind
    return from_record(kind, json.dumps({**sample["data"], **more}).encode(), headers)
