"""The floor: as many documents and events as a table of awards needs, on bare drivers in batches, and by nobody's rules.

Each row is read, kept and marked; a person and an award are stored and told of; whoever hears of the award signs twice (the credential
and its code), stores a certificate and tells of it. What was told is cleared.
"""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pymongo import AsyncMongoClient, UpdateOne, WriteConcern
from tests.competitions.awards.granting import lines, row

BATCH = 500
CREDENTIAL, CODE = "x" * 2400, b"x" * 110
"""As long as ours. So are the events."""
PERSON, AWARD, ISSUED = "x" * 500, "x" * 500, "x" * 600


@dataclass
class Bare:
    producer: Any
    awards: Any
    database: Any
    topics: tuple[str, str, str]
    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)

    async def read(self, content: bytes) -> None:
        waiting = []
        for line in content.split(b"\n"):
            waiting.append({"_id": str(uuid4()), "state": "new", "cells": json.loads(line)})
            if len(waiting) == BATCH:
                await self.database.rows.insert_many(waiting, ordered=False)
                waiting = []
        if waiting:
            await self.database.rows.insert_many(waiting, ordered=False)

    async def grant(self) -> None:
        while rows := await self.database.rows.find({"state": "new"}).limit(BATCH).to_list():
            people = [{"_id": str(uuid4()), **one["cells"], "pending": [{"text": PERSON}]} for one in rows]
            awards = [{"_id": str(uuid4()), "of": one["_id"], "pending": [{"text": AWARD}]} for one in people]
            for name, made in (("people", people), ("awards", awards)):
                await self.database[name].insert_many(made, ordered=False)
            done = [UpdateOne({"_id": one["_id"]}, {"$set": {"state": "granted", "cells": None}}) for one in rows]
            await self.database.rows.bulk_write(done, ordered=False)
            for name, topic, made in (("people", self.topics[0], people), ("awards", self.topics[1], awards)):
                await self._tell(name, topic, made)

    async def certify(self, rows: int) -> None:
        done = 0
        while done < rows:
            for records in (await self.awards.getmany(timeout_ms=200, max_records=BATCH)).values():
                made = [self._certificate(json.loads(one.value)["id"]) for one in records]
                await self.database.certificates.insert_many(made, ordered=False)
                await self._tell("certificates", self.topics[2], made)
                done += len(made)
            await self.awards.commit()

    def _certificate(self, award_id: str) -> dict[str, Any]:
        signed = [self.key.sign(text) for text in (CREDENTIAL.encode(), CODE)]
        document = {"credential": CREDENTIAL, "signatures": signed, "pending": [{"text": ISSUED}]}
        return {"_id": str(uuid4()), "award": award_id, **document}

    async def _tell(self, name: str, topic: str, made: list[dict[str, Any]]) -> None:
        sent = [
            await self.producer.send(topic, json.dumps({"id": one["_id"], **one["pending"][0]}).encode(), key=b"a")
            for one in made
        ]
        await asyncio.gather(*sent)
        cleared = [UpdateOne({"_id": one["_id"]}, {"$set": {"pending": []}}) for one in made]
        await self.database[name].bulk_write(cleared, ordered=False)

    async def check(self, rows: int) -> None:
        """Raises where less was done than is said."""
        found = [
            await self.database[name].count_documents({"pending": []}) for name in ("people", "awards", "certificates")
        ]
        found.append(await self.database.rows.count_documents({"state": "granted"}))
        if found != [rows] * len(found):
            raise RuntimeError(f"the bare pipeline did not do its work: {found}")


async def seconds(rows: int, bootstrap: str, mongo_url: str) -> float:
    """From the file to the last certificate told. In topics and a database of its own, and it is checked."""
    content = lines([row(number) for number in range(rows)])
    async with _parts(bootstrap, mongo_url) as bare:
        started = time.perf_counter()
        await bare.read(content)
        await asyncio.gather(bare.grant(), bare.certify(rows))
        taken = time.perf_counter() - started
        await bare.check(rows)
    return taken


async def least(rows: int, bootstrap: str, mongo_url: str) -> float:
    """Seconds for nothing but a signature, a certificate and an event a row."""
    async with _parts(bootstrap, mongo_url) as bare:
        started = time.perf_counter()
        for start in range(0, rows, BATCH):
            made = [
                {"_id": str(uuid4()), "credential": CREDENTIAL, "signature": bare.key.sign(CREDENTIAL.encode())}
                for _ in range(min(BATCH, rows - start))
            ]
            await bare.database.certificates.insert_many(made, ordered=False)
            told = [json.dumps({"id": one["_id"], "text": ISSUED}).encode() for one in made]
            await asyncio.gather(*[await bare.producer.send(bare.topics[2], one, key=b"a") for one in told])
        return time.perf_counter() - started


@asynccontextmanager
async def _parts(bootstrap: str, mongo_url: str) -> AsyncIterator[Bare]:
    name = f"bare-{uuid4().hex[:8]}"
    topics = (f"{name}.people", f"{name}.awards", f"{name}.certificates")
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
    await admin.start()
    await admin.create_topics([NewTopic(one, 3, 1) for one in topics])
    await admin.close()
    client: AsyncMongoClient[dict[str, Any]] = AsyncMongoClient(mongo_url)
    usual = {"bootstrap_servers": bootstrap, "enable_auto_commit": False, "auto_offset_reset": "earliest"}
    awards = AIOKafkaConsumer(topics[1], group_id=f"{name}.1", **usual)
    producer = AIOKafkaProducer(bootstrap_servers=bootstrap, acks="all", enable_idempotence=True, linger_ms=2)
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(client)
        for part in (producer, awards):
            await part.start()
            stack.push_async_callback(part.stop)
        database = client.get_database(name, write_concern=WriteConcern("majority"))
        await asyncio.gather(*(database.create_collection(one) for one in ("rows", "people", "awards", "certificates")))
        yield Bare(producer, awards, database, topics)
        await client.drop_database(name)
