"""The topics of the product, in one place: `python -m shared.messaging.topics BOOTSTRAP [--prefix P]` creates those that miss."""

import asyncio
from collections.abc import Mapping
from typing import Annotated, Final

import typer

from shared.contracts import Payload, certificates, competitions, notifications
from shared.messaging.kafka import create_topics

PARTITIONS: Final = 3
DAY_MS: Final = 24 * 3600 * 1000

CONTRACTS: Final = (competitions, certificates, notifications)
SERVICES: Final = tuple(module.__name__.rpartition(".")[2] for module in CONTRACTS)


def _is_event(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, Payload) and kind is not Payload


def _events() -> tuple[type[Payload], ...]:
    found = {kind.type: kind for module in CONTRACTS for kind in vars(module).values() if _is_event(kind)}
    return tuple(found[name] for name in sorted(found))


EVENTS: Final = _events()
"""Every published event, by type: what the contracts hold."""
BOUNDED: Final = {"cleanup.policy": "delete", "retention.ms": str(30 * DAY_MS)}
COMPACTED: Final = {
    "cleanup.policy": "compact",
    # Erasure must reach the disk: an old version is compacted away within a day, its tombstone stays a week for slow readers.
    "max.compaction.lag.ms": str(DAY_MS),
    "delete.retention.ms": str(7 * DAY_MS),
}
KEPT: Final = {"cleanup.policy": "delete", "retention.ms": "-1"}
"""What tells of nobody: a few kilobytes a championship."""


def dead_letters(service: str) -> str:
    return f"{service}.dlt"


def catalogue() -> dict[str, Mapping[str, str]]:
    """Every topic with its settings."""
    events = {kind.topic: _settings(kind) for kind in EVENTS}
    return {**events, **{dead_letters(service): BOUNDED for service in SERVICES}}


def _settings(kind: type[Payload]) -> Mapping[str, str]:
    if kind.personal:
        return COMPACTED
    return KEPT if kind.impersonal else BOUNDED


async def ensure(bootstrap: str, prefix: str = "", copies: int = 1) -> None:
    await create_topics(
        bootstrap, [(prefix + name, PARTITIONS, copies, settings) for name, settings in catalogue().items()]
    )


def main(bootstrap: str, prefix: str = "", copies: Annotated[int, typer.Option(help="Replication factor")] = 1) -> None:
    """Creates the topics that are not there yet."""
    asyncio.run(ensure(bootstrap, prefix, copies))


if __name__ == "__main__":
    typer.run(main)
