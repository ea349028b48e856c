"""`Idempotency-Key`: a request that is sent again gets the first one's answer, and its effect takes place once.

The answer is kept for a week, unless it is a page or says `no-store`: the answer to a question may have a person's name in it. A crash
between the effect and the keeping is covered by ids: what a request makes is named after its key (`NewId`), so the
repetition finds it there already. Routes that find it there by themselves, and are used by the thousand, need no answer kept.
"""

import hashlib
import re
import socket
from collections.abc import Awaitable, Callable, Iterable
from datetime import timedelta
from http import HTTPStatus
from typing import Annotated, Any, Final
from uuid import UUID, uuid4

from fastapi import Depends
from pymongo.errors import DuplicateKeyError, PyMongoError
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.clock import now
from shared.errors import QUOTES, InProgress, KeyReused, NotSignedIn, Transient
from shared.identity.principal import current
from shared.ids import derive
from shared.mongo.batched_inserts import BatchedInserts
from shared.mongo.database import Collection, Database, Document
from shared.mongo.together import Together

HEADER: Final = "idempotency-key"
COLLECTION: Final = "idempotency"
KEPT: Final = timedelta(days=7)
ABANDONED: Final = timedelta(seconds=30)
PROCESS: Final = uuid4()
"""This process, as long as it lives."""
LARGEST_KEY: Final = 200
PAGE: Final = b"text/html"
LARGEST_ANSWER: Final = 1_000_000
AGAIN: Final = frozenset({401, 403, 408, 413, 429})
"""Statuses that say nothing of the request itself: it may be sent again with the same key."""

Refuse = Callable[[Request, Exception], Awaitable[Response]]


async def ensure_indexes(database: Database) -> None:
    await database[COLLECTION].create_index("at", expireAfterSeconds=int(KEPT.total_seconds()))


async def new_id(request: Request) -> UUID:
    """The id of what this request makes: the same for every repetition of the same key by the same person."""
    key = request.headers.get(HEADER)
    return await _identity(request, key) if key else uuid4()


NewId = Annotated[UUID, Depends(new_id)]


async def _identity(request: Request, key: str) -> UUID:
    principal = await current(request)
    return id_of(principal.account if principal else "", request.method, request.scope["path"], key)


def id_of(account: str, method: str, path: str, key: str) -> UUID:
    """What `NewId` is where this account sends that request: for routes that take several requests at once."""
    return derive("idempotency", account, method, path, key)


class Idempotency:
    """Keeps and repeats answers of unsafe requests that carry the header."""

    def __init__(self, app: ASGIApp, *, refuse: Refuse, named: re.Pattern[str] | None) -> None:
        self._app = app
        self._named = named
        self._refuse = refuse
        self._keys: Keys | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in {"GET", "HEAD", "OPTIONS"}:
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        key = request.headers.get(HEADER, "")
        if not 0 < len(key) <= LARGEST_KEY or (self._named and self._named.fullmatch(scope["path"])):
            await self._app(scope, receive, send)
            return
        try:
            if await current(request) is None:
                # Nothing is kept for people without an account: whoever makes something has one.
                await self._app(scope, receive, send)
                return
            await self._once(request, key, send)
        except (KeyReused, InProgress, NotSignedIn, Transient) as error:
            await (await self._refuse(request, error))(scope, receive, send)

    async def _once(self, request: Request, key: str, send: Send) -> None:
        id_ = await _identity(request, key)
        body = await request.body()
        keys = self._keys_in(request.app.state.app.database[COLLECTION])
        try:
            kept = await keys.begin(id_, hashlib.sha256(body).digest(), _place(request))
        except PyMongoError as error:
            raise Transient(type(error).__name__) from error
        if kept is not None:
            await _replay(kept, request, send)
            return
        await self._carry_out(request, body, keys, id_, send)

    def _keys_in(self, collection: Collection) -> "Keys":
        if self._keys is None or self._keys.collection != collection:
            self._keys = Keys(collection)
        return self._keys

    async def _carry_out(self, request: Request, body: bytes, keys: "Keys", id_: UUID, send: Send) -> None:
        answer: dict[str, Any] = {"status": 500, "headers": [], "body": b""}

        async def receive() -> Message:
            return {"type": "http.request", "body": body, "more_body": False}

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer["status"] = message["status"]
                answer["headers"] = [[name, value] for name, value in message["headers"] if name != b"set-cookie"]
            elif message["type"] == "http.response.body":
                answer["body"] += message.get("body", b"")
                if not message.get("more_body", False):
                    # Kept before it is sent: who has seen an answer gets the same one again.
                    await (keys.drop(id_) if getattr(request.state, QUOTES, False) else keys.end(id_, answer))
            await send(message)

        try:
            await self._app(request.scope, receive, sending)
        except BaseException:
            await keys.abandon(id_)
            raise


def _place(request: Request) -> str:
    """One living process at a time has this host and port."""
    return f"{socket.gethostname()}:{request.app.state.settings.port}"


class Keys:
    """What is known of each key. Those of several requests go together to the database."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection
        self._begun = BatchedInserts(collection)
        self._dropped: Together[UUID, None] = Together(self._drop)

    async def begin(self, id_: UUID, digest: bytes, place: str) -> Document | None:
        """None when the request is ours to carry out, else what was answered. Raises KeyReused, InProgress."""
        moment = now()
        begun = {"_id": id_, "digest": digest, "at": moment, "status": None, "place": place, "process": PROCESS}
        try:
            await self._begun.insert(begun)
        except DuplicateKeyError:
            kept = await self.collection.find_one({"_id": id_})
        else:
            return None
        if kept is None:
            return await self.begin(id_, digest, place)
        if kept["digest"] != digest:
            raise KeyReused
        if kept["status"] is not None:
            return kept
        # Whoever began it did not finish: a process that died. One of the repetitions takes it over, at once where the process
        # that has the place of the dead one now is this one.
        is_dead = [{"place": place, "process": {"$ne": PROCESS}}, {"at": {"$lt": moment - ABANDONED}}]
        stuck = {"_id": id_, "status": None, "$or": is_dead}
        taken = await self.collection.update_one(stuck, {"$set": {"at": moment, "place": place, "process": PROCESS}})
        if not taken.modified_count:
            raise InProgress
        return None

    async def end(self, id_: UUID, answer: Document) -> None:
        if _is_lasting(answer):
            await self.collection.update_one({"_id": id_}, {"$set": answer})
        else:
            await self.drop(id_)

    async def drop(self, id_: UUID) -> None:
        await self._dropped.of(id_)

    async def abandon(self, id_: UUID) -> None:
        await self.collection.delete_one({"_id": id_, "status": None})

    async def _drop(self, ids: Iterable[UUID]) -> dict[UUID, None]:
        await self.collection.delete_many({"_id": {"$in": list(ids)}})
        return {}


def _is_lasting(answer: Document) -> bool:
    status = answer["status"]
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status in AGAIN or len(answer["body"]) > LARGEST_ANSWER:
        return False
    if any(name == b"content-type" and value.startswith(PAGE) for name, value in answer["headers"]):
        return False  # a form shows what was typed into it, and what was brought
    # A refusal quotes nobody, or says that it does; it is repeated though caches must not keep it.
    return not (status < HTTPStatus.BAD_REQUEST and [b"cache-control", b"no-store"] in answer["headers"])


async def _replay(kept: Document, request: Request, send: Send) -> None:
    response = Response(bytes(kept["body"]), kept["status"])
    response.raw_headers = [(bytes(name), bytes(value)) for name, value in kept["headers"]]
    response.headers["idempotency-replayed"] = "true"
    await response(request.scope, request.receive, send)
