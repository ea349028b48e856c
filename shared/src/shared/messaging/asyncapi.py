"""The events as documents for others: a JSON Schema each, and AsyncAPI 3.0 of all: `python -m shared.messaging.asyncapi FOLDER`."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import typer

from shared.contracts import Payload, certificates, competitions, notifications
from shared.messaging.topics import catalogue

MODULES: Final = (competitions, certificates, notifications)
SCHEMA: Final = "https://json-schema.org/draft/2020-12/schema"
DATA: Final = "application/json"


def events() -> list[type[Payload]]:
    """Every published event, by type."""
    found = {kind.type: kind for module in MODULES for kind in vars(module).values() if _is_event(kind)}
    return [found[name] for name in sorted(found)]


def _is_event(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, Payload) and kind is not Payload


def schema(kind: type[Payload]) -> dict[str, Any]:
    return {"$schema": SCHEMA, "$id": f"urn:skillproof:event:{kind.type}", **kind.model_json_schema()}


def asyncapi() -> dict[str, Any]:
    """Channels are topics; a service sends on its own ones."""
    kinds = events()
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Skillproof events",
            "version": "1.0.0",
            "description": "CloudEvents 1.0 in binary mode: attributes as ce_* headers, the data as JSON in the value.",
        },
        "defaultContentType": DATA,
        "channels": {topic: _channel(topic, [kind for kind in kinds if kind.topic == topic]) for topic in _topics()},
        "operations": {f"send.{kind.type}": _operation(kind) for kind in kinds},
        "components": {"messages": {kind.type: _message(kind) for kind in kinds}},
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
    written: dict[str, dict[str, Any]] = {f"{kind.type}.json": schema(kind) for kind in events()}
    written["asyncapi.json"] = asyncapi()
    return {name: json.dumps(body, ensure_ascii=False, indent=2) + "\n" for name, body in written.items()}


def main(folder: Path) -> None:
    """Writes all of them."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files().items():
        (folder / name).write_text(text, "utf-8")


if __name__ == "__main__":
    typer.run(main)
