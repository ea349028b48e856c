"""The events as documents for others: a JSON Schema each, and AsyncAPI 3.0 of all: `python -m shared.messaging.asyncapi FOLDER`."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import typer

from shared.contracts import Payload
from shared.messaging.topics import EVENTS, catalogue

SCHEMA: Final = "https://json-schema.org/draft/2020-12/schema"
DATA: Final = "application/json"


def schema(kind: type[Payload]) -> dict[str, Any]:
    return {"$schema": SCHEMA, "$id": f"urn:skillproof:event:{kind.type}", **kind.model_json_schema()}


def asyncapi() -> dict[str, Any]:
    """Channels are topics; a service sends on its own ones."""
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Skillproof events",
            "version": "1.0.0",
            "description": "CloudEvents 1.0 in binary mode: attributes as ce_* headers, the data as JSON in the value.",
        },
        "defaultContentType": DATA,
        "channels": {topic: _channel(topic, [kind for kind in EVENTS if kind.topic == topic]) for topic in _topics()},
        "operations": {f"send.{kind.type}": _operation(kind) for kind in EVENTS},
        "components": {"messages": {kind.type: _message(kind) for kind in EVENTS}},
    }


def _topics() -> list[str]:
    return sorted(topic for topic in catalogue() if not topic.endswith(".dlt"))


def _channel(topic: str, kinds: list[type[Payload]]) -> dict[str, Any]:
    return {
        "address": topic,
        "messages": {kind.type: {"$ref": f"#/components/messages/{_escaped(kind.type)}"} for kind in kinds},
        "bindings": {"kafka": {"topic": topic, "topicConfiguration": dict(_numbers(catalogue()[topic]))}},
    }


def _numbers(settings: Any) -> Iterator[tuple[str, Any]]:
    for name, value in settings.items():
        yield name, [value] if name == "cleanup.policy" else int(value)


def _operation(kind: type[Payload]) -> dict[str, Any]:
    channel = f"#/channels/{_escaped(kind.topic)}"
    return {
        "action": "send",
        "channel": {"$ref": channel},
        "messages": [{"$ref": f"{channel}/messages/{_escaped(kind.type)}"}],
    }


def _message(kind: type[Payload]) -> dict[str, Any]:
    summary = (kind.__doc__ or "").strip().splitlines()
    return {
        "name": kind.type,
        "contentType": DATA,
        "summary": summary[0] if summary else kind.type,
        "payload": {"schemaFormat": f"{DATA};version=draft-2020-12", "schema": {"$ref": f"./{kind.type}.json"}},
    }


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")


def files() -> dict[str, str]:
    """What the folder holds: file names and texts."""
    written: dict[str, dict[str, Any]] = {f"{kind.type}.json": schema(kind) for kind in EVENTS}
    written["asyncapi.json"] = asyncapi()
    return {name: json.dumps(body, ensure_ascii=False, indent=2) + "\n" for name, body in written.items()}


def main(folder: Path) -> None:
    """Writes all of them."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files().items():
        (folder / name).write_text(text, "utf-8")


if __name__ == "__main__":
    typer.run(main)
