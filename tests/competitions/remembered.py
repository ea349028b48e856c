"""What was played once a run is put back for the next test that plays the same from the same beginning."""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from bson.codec_options import CodecOptions
from bson.raw_bson import RawBSONDocument
from pymongo import WriteConcern
from pymongo.asynchronous.database import AsyncDatabase

from shared.mongo.database import Database

K = TypeVar("K", bound=Hashable)
Documents = list[RawBSONDocument]
State = frozenset[tuple[str, str]]
"""The hash of each collection that holds something."""
EMPTY: Final = hashlib.md5(usedforsecurity=False).hexdigest()
RAW: Final[CodecOptions[RawBSONDocument]] = CodecOptions(document_class=RawBSONDocument)


@dataclass(frozen=True, slots=True)
class Scene:
    """How it was in the end: the database, and what the player knew."""

    state: State
    documents: dict[str, Documents]
    known: Any


@dataclass
class Memory:
    """Of scenes by what they began with: the name, what else decides it, and the whole database, so nothing is put back amiss."""

    scenes: dict[tuple[Hashable, State], Scene] = field(default_factory=dict)

    async def play(
        self,
        database: Database,
        what: Hashable,
        play: Callable[[], Awaitable[None]],
        knows: Callable[[], K],
    ) -> K:
        """What the player `knows` after it, whether it is played now or was before."""
        begun = await _state(database)
        scene = self.scenes.get((what, begun))
        if scene is None:
            await play()
            state = await _state(database)
            changed = [name for name, _ in state - begun]
            found = await asyncio.gather(*(_raw(database)[name].find().to_list() for name in changed))
            scene = Scene(state, dict(zip(changed, found, strict=True)), knows())
            self.scenes[what, begun] = scene
        else:
            gone = {name for name, _ in begun} - {name for name, _ in scene.state}
            await asyncio.gather(
                *(_replaced(database, name, documents) for name, documents in scene.documents.items()),
                *(_replaced(database, name, []) for name in gone),
            )
        known: K = scene.known
        return known


def _raw(database: Database) -> AsyncDatabase[RawBSONDocument]:
    """Byte by byte; a test needs no proof that it outlives a crash."""
    return database.with_options(codec_options=RAW, write_concern=WriteConcern(1))


async def _state(database: Database) -> State:
    found = await database.command("dbHash")
    return frozenset((name, one) for name, one in found["collections"].items() if one != EMPTY)


async def _replaced(database: Database, name: str, documents: Documents) -> None:
    collection = _raw(database)[name]
    await collection.delete_many({})
    if documents:
        await collection.insert_many(documents)
