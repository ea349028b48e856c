"""Explains every query of every store on a real MongoDB: which of them read a whole collection.

Each public method of each store is called with samples of its arguments' types, so that a new method is looked at without a
test of its own. What the driver then sends is explained by the database.
"""

import inspect
import types
import typing
from collections.abc import AsyncIterator, Collection, Coroutine, Iterable, Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any, Final
from uuid import uuid4

from bson import SON
from pymongo import AsyncMongoClient, monitoring

from shared.mongo.database import CODEC, Client, Database, Document

EXPLAINED: Final = ("find", "aggregate", "update", "delete", "findAndModify", "count", "distinct")
OF_THE_DRIVER: Final = frozenset(
    {"lsid", "$db", "$clusterTime", "txnNumber", "writeConcern", "cursor", "$readPreference", "ordered"}
)
LISTS: Final = (Sequence, Collection, Iterable, list, tuple, set, frozenset)
AT: Final = datetime(2026, 11, 26, tzinfo=UTC)


@dataclass
class Sent(monitoring.CommandListener):
    """What the driver sends."""

    commands: list[Document] = field(default_factory=list)

    def started(self, event: monitoring.CommandStartedEvent) -> None:
        if event.command_name in EXPLAINED:
            self.commands.append(dict(event.command))

    def succeeded(self, event: monitoring.CommandSucceededEvent) -> None:
        """Nothing is to be learned from the answer."""

    def failed(self, event: monitoring.CommandFailedEvent) -> None:
        """Nor from a refusal."""


@dataclass(frozen=True)
class Plans:
    """`samples`: instances for arguments whose type says too little, by the argument's name or its type."""

    database: Database
    sent: Sent
    samples: Mapping[Any, Any]

    async def whole_collections_read_by(self, store: object) -> dict[str, list[str]]:
        """By method, the queries that read a whole collection."""
        found = {}
        for name, method in inspect.getmembers(store, callable):
            if name.startswith("_") or name == "ensure_indexes" or not _is_own_question(method):
                continue
            self.sent.commands.clear()
            await self._call(method)
            if scans := [told for command in list(self.sent.commands) if (told := await self._scan(command))]:
                found[name] = scans
        return found

    async def _call(self, method: Any) -> None:
        hints = typing.get_type_hints(method)
        given = {
            parameter.name: self._sample(parameter.name, hints.get(parameter.name, parameter.annotation))
            for parameter in inspect.signature(method).parameters.values()
            if parameter.kind is not inspect.Parameter.VAR_POSITIONAL and parameter.default is inspect.Parameter.empty
        }
        answer = method(**given)
        try:
            if isinstance(answer, AsyncIterator):
                async for _ in answer:
                    break
            elif isinstance(answer, Coroutine):
                await answer
        except (TypeError, AttributeError):
            raise
        except Exception:  # noqa: BLE001, S110 - nothing is there: the query was sent all the same
            pass

    def _sample(self, name: str, kind: Any) -> Any:
        for key in (name, kind):
            if isinstance(key, str | type) and key in self.samples:
                return self.samples[key]
        if (origin := typing.get_origin(kind)) is not None:
            return self._sample_of(name, origin, typing.get_args(kind))
        if isinstance(kind, type) and is_dataclass(kind):
            return kind(**self._required(kind))
        return _simple(name, kind)

    def _sample_of(self, name: str, origin: Any, arguments: Sequence[Any]) -> Any:
        if origin in (typing.Union, types.UnionType):
            return self._sample(name, next(one for one in arguments if one is not type(None)))
        if origin is typing.Literal:
            return arguments[0]
        if origin is AsyncIterator:
            return _one_by_one([self._sample(name, arguments[0])])
        if issubclass(origin, Mapping):
            return {self._sample(name, arguments[0]): self._sample(name, arguments[1])}
        assert origin in LISTS, f"no sample for {name}: {origin}"
        return [self._sample(name, arguments[0])]

    def _required(self, kind: Any) -> dict[str, Any]:
        hints = typing.get_type_hints(kind)
        required = (one for one in fields(kind) if one.default is MISSING and one.default_factory is MISSING)
        return {one.name: self._sample(one.name, hints[one.name]) for one in required}

    async def _scan(self, command: Document) -> str | None:
        asked = SON((key, value) for key, value in command.items() if key not in OF_THE_DRIVER)
        for batch in ("updates", "deletes"):
            if batch in asked:
                asked[batch] = asked[batch][:1]  # a batch cannot be explained, and all of one are of one form
        if "aggregate" in asked:
            asked["cursor"] = {}
        plan = await self.database.command("explain", asked, verbosity="queryPlanner", codec_options=CODEC)
        return str(dict(asked)) if "COLLSCAN" in str(plan) else None


async def _one_by_one(samples: Iterable[Any]) -> AsyncIterator[Any]:
    for one in samples:
        yield one


def _is_own_question(method: Any) -> bool:
    """What stores inherit goes by the id; what they ask themselves is looked at."""
    asks = inspect.iscoroutinefunction(method) or inspect.isasyncgenfunction(method)
    return asks and ".store." in method.__module__


def _simple(name: str, kind: Any) -> Any:
    samples: dict[Any, Any] = {str: "x", int: 1, bool: True, bytes: b"x", float: 1.0, datetime: AT, date: AT.date()}
    if kind in samples:
        return samples[kind]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next(iter(kind))
    if kind.__name__ == "UUID":
        return uuid4()
    raise AssertionError(f"no sample for {name}: {kind}")


async def listening(mongo_url: str, name: str) -> tuple[Client, Database, Sent]:
    """A database whose driver tells what it sends."""
    sent = Sent()
    client: Client = AsyncMongoClient(mongo_url, event_listeners=[sent])
    return client, client.get_database(name, codec_options=CODEC), sent
