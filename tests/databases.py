"""Databases of the real mongod: one of a test's own, or one a run that each test finds empty."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

from pymongo import MongoClient

from shared.mongo.database import Database, Document


@contextmanager
def database_of(mongo_url: str, whose: str) -> Iterator[str]:
    """Its name; dropped in the end."""
    name = f"test_{whose}_{uuid4().hex[:12]}"
    yield name
    with MongoClient[dict[str, Any]](mongo_url) as client:
        client.drop_database(name)


async def empty(database: Database) -> None:
    """Takes all documents away and leaves the indexes: making those takes longer than most tests.

    One question finds the collections that hold something, which are few.
    """
    names = await database.list_collection_names()
    if names:
        first, *others = names
        united = [{"$unionWith": {"coll": name, "pipeline": _whether_full(name)}} for name in others]
        full = await (await database[first].aggregate([*_whether_full(first), *united])).to_list()
        await asyncio.gather(*(database[one["name"]].delete_many({}) for one in full))


def _whether_full(name: str) -> list[Document]:
    """The collection's name, where it holds something."""
    return [{"$limit": 1}, {"$project": {"_id": 0, "name": {"$literal": name}}}]
