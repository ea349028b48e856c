"""The floor: the same pipeline on bare drivers in batches of 200, by nobody's rules. Results → signature and insertion → event →
deliveries → SMTP, with a commit behind each batch.
"""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any
from uuid import uuid4

import aiosmtplib
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pymongo import AsyncMongoClient, UpdateOne
from tests.bench.publication.size import Size

BATCH = 200
CONNECTIONS = 4
CREDENTIAL = "x" * 2400
"""As long as one of ours. So are the other texts."""
RESULT, EVENT, DELIVERY = "x" * 900, "x" * 600, "x" * 400


@dataclass
class Bare:
    size: Size
    producer: Any
    results: Any
    news: Any
    database: Any
    topics: tuple[str, str]
    smtp_port: int
    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    waiting: "asyncio.Queue[str]" = field(default_factory=asyncio.Queue)
    sent: int = 0
    done: asyncio.Event = field(default_factory=asyncio.Event)

    async def certify(self) -> None:
        while True:
            made = []
            for records in (await self.results.getmany(timeout_ms=200, max_records=BATCH)).values():
                for one in records:
                    made += [self._certificate() for _ in range(json.loads(one.value)["awards"])]
            if made:
                await self.database.certificates.insert_many(made, ordered=False)
                await self._send(self.topics[1], [(one["_id"], {"id": one["_id"], "text": EVENT}) for one in made])
                cleared = [UpdateOne({"_id": one["_id"]}, {"$set": {"pending": []}}) for one in made]
                await self.database.certificates.bulk_write(cleared, ordered=False)
                await self.results.commit()

    def _certificate(self) -> dict[str, Any]:
        signature = self.key.sign(CREDENTIAL.encode())
        return {"_id": str(uuid4()), "credential": CREDENTIAL, "signature": signature, "pending": [{"id": 1}]}

    async def notify(self) -> None:
        while True:
            found = (await self.news.getmany(timeout_ms=200, max_records=BATCH)).values()
            events = sum(map(len, found))
            made = [
                {"_id": str(uuid4()), "channel": channel, "text": DELIVERY}
                for _ in range(events)
                for channel in ("inbox", "email")
            ]
            if made:
                await self.database.deliveries.insert_many(made, ordered=False)
                await self.news.commit()
                for one in made:
                    if one["channel"] == "email":
                        self.waiting.put_nowait(one["_id"])

    async def send(self) -> None:
        async with aiosmtplib.SMTP(hostname="127.0.0.1", port=self.smtp_port, start_tls=False) as server:
            while True:
                id_ = await self.waiting.get()
                await server.send_message(_letter())
                await self.database.deliveries.update_one({"_id": id_}, {"$set": {"state": "sent"}})
                self.sent += 1
                if self.sent == self.size.letters:
                    self.done.set()

    async def publish(self) -> None:
        size = self.size
        awards = [1 + (number < size.winners) for number in range(size.competitors)]
        await self._send(self.topics[0], [(str(uuid4()), {"awards": one, "text": RESULT}) for one in awards])

    async def _send(self, topic: str, values: list[tuple[str, dict[str, Any]]]) -> None:
        sent = [await self.producer.send(topic, json.dumps(value).encode(), key=key.encode()) for key, value in values]
        await asyncio.gather(*sent)

    async def check(self) -> None:
        """Raises where less was done than is said."""
        certificates = await self.database.certificates.count_documents({"pending": [], "credential": CREDENTIAL})
        letters = await self.database.deliveries.count_documents({"state": "sent"})
        deliveries = await self.database.deliveries.count_documents({})
        found, wanted = (certificates, letters, deliveries), self.size
        if found != (wanted.certificates, wanted.letters, wanted.deliveries):
            raise RuntimeError(f"the bare pipeline did not do its work: {found}")


def _letter() -> EmailMessage:
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = "a@example.test", "b@example.test", "letter"
    letter.set_content("text\n" * 20)
    letter.add_alternative("<p>text</p>" * 60, subtype="html")
    return letter


async def seconds(size: Size, bootstrap: str, mongo_url: str, smtp_port: int) -> float:
    """From the first result sent to the last letter recorded. In topics and a database of its own, and it is checked."""
    async with _parts(size, bootstrap, mongo_url, smtp_port) as bare:
        running = [asyncio.create_task(one) for one in (bare.certify(), bare.notify())]
        running += [asyncio.create_task(bare.send()) for _ in range(CONNECTIONS)]
        started = time.perf_counter()
        await bare.publish()
        async with asyncio.timeout(300):
            await bare.done.wait()
        taken = time.perf_counter() - started
        for one in running:
            one.cancel()
        await asyncio.wait(running)
        await bare.check()
    return taken


@asynccontextmanager
async def _parts(size: Size, bootstrap: str, mongo_url: str, smtp_port: int) -> AsyncIterator[Bare]:
    name = f"bare-{uuid4().hex[:8]}"
    results, certificates = topics = (f"{name}.results", f"{name}.certificates")
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
    await admin.start()
    await admin.create_topics([NewTopic(one, 3, 1) for one in topics])
    await admin.close()
    client: AsyncMongoClient[dict[str, Any]] = AsyncMongoClient(mongo_url)
    usual = {"bootstrap_servers": bootstrap, "enable_auto_commit": False, "auto_offset_reset": "earliest"}
    first = AIOKafkaConsumer(results, group_id=f"{name}.1", **usual)
    second = AIOKafkaConsumer(results, certificates, group_id=f"{name}.2", **usual)
    producer = AIOKafkaProducer(bootstrap_servers=bootstrap, acks="all", enable_idempotence=True, linger_ms=2)
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(client)
        for part in (producer, first, second):
            await part.start()
            stack.push_async_callback(part.stop)
        database = client[name]
        await asyncio.gather(database.create_collection("certificates"), database.create_collection("deliveries"))
        yield Bare(size, producer, first, second, database, topics, smtp_port)
        await client.drop_database(name)
