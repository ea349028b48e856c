"""The baseline: FastAPI with the writes that the work needs, and nothing of ours. `uvicorn` serves it with the settings of our
services."""

import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from decimal import Decimal
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

import uvicorn
from bson.binary import UuidRepresentation
from bson.codec_options import CodecOptions
from bson.decimal128 import Decimal128
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from fastapi import FastAPI, Header, Request
from pydantic import BaseModel
from pymongo import AsyncMongoClient, WriteConcern


class Mark(BaseModel):
    measurement: str


class Accepted(BaseModel):
    code: str
    mark: Decimal


class Entrant(BaseModel):
    subject_id: UUID
    member: str


class Entered(BaseModel):
    id: UUID
    sequence: int


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    ids = CodecOptions[dict[str, Any]](uuid_representation=UuidRepresentation.STANDARD)
    async with AsyncMongoClient[dict[str, Any]](os.environ["BARE_MONGO_URL"]) as client:
        app.state.database = client.get_database("bare", codec_options=ids, write_concern=WriteConcern("majority"))
        yield


app = FastAPI(lifespan=lifespan)


@app.put("/sheets/{sheet_id}/marks/{code}")
async def enter(sheet_id: str, code: str, body: Mark, request: Request) -> Accepted:
    mark = Decimal(body.measurement)
    await request.app.state.database["sheets"].update_one(
        {"_id": sheet_id}, {"$set": {f"marks.{code.replace('.', '_')}": Decimal128(mark)}}, upsert=True
    )
    return Accepted(code=code, mark=mark)


@app.put("/sheets/{sheet_id}/first/{code}")
async def enter_first(sheet_id: str, code: str, body: Mark, request: Request) -> Accepted:
    """With a read of the sheet before it."""
    await request.app.state.database["sheets"].find_one({"_id": sheet_id})
    return await enter(sheet_id, code, body, request)


class Entry(BaseModel):
    sheet: str
    code: str
    measurement: str


class Batch(BaseModel):
    entries: list[Entry]


class Answers(BaseModel):
    results: list[Accepted]


@app.post("/entries")
async def enter_batch(body: Batch, request: Request) -> Answers:
    """A read and a write each, one after the other."""
    marks = [(one, Mark(measurement=one.measurement)) for one in body.entries]
    return Answers(results=[await enter_first(one.sheet, one.code, mark, request) for one, mark in marks])


@app.post("/skills/{skill_id}/registrations", status_code=201)
async def register(skill_id: str, body: Entrant, request: Request, idempotency_key: str = Header()) -> Entered:
    """The key, the place with its number, the registration with what is told of it, and the answer to the key."""
    database, id = request.app.state.database, uuid4()
    await database["keys"].insert_one({"_id": idempotency_key, "status": None})
    listed = {"registration_id": id, "subject_id": body.subject_id, "member": body.member}
    skill = await database["skills"].find_one_and_update(
        {"_id": skill_id}, {"$inc": {"last": 1}, "$push": {"entries": listed}}, projection={"last": True}, upsert=True
    )
    answer = Entered(id=id, sequence=skill["last"] + 1 if skill else 1)
    told = {"id": uuid4(), "type": "entered", "data": {"registration_id": id, "subject_id": body.subject_id}}
    entry = {"_id": id, "skill_id": skill_id, **listed, "sequence": answer.sequence, "pending": [told]}
    await database["registrations"].insert_one(entry)
    kept = {"status": 201, "body": answer.model_dump_json()}
    await database["keys"].update_one({"_id": idempotency_key}, {"$set": kept})
    return answer


class Presented(BaseModel):
    credential: dict[str, Any]


class Verdict(BaseModel):
    verdict: str
    certificate_id: str
    name: str
    number: str


@app.post("/verifications")
async def verify(body: Presented, request: Request) -> Verdict:
    """What the register has, and the signature of what is presented. 500 where it does not hold."""
    credential = body.credential
    found = await request.app.state.database["certificates"].find_one({"_id": credential["id"]})
    signed = json.dumps({**credential, "proof": None}, ensure_ascii=False).encode()
    Ed25519PublicKey.from_public_bytes(found["key"]).verify(found["signature"], sha256(signed).digest())
    return Verdict(verdict="valid", certificate_id=credential["id"], name=found["name"], number=found["number"])


if __name__ == "__main__":
    uvicorn.run(app, port=int(os.environ["BARE_PORT"]), loop="uvloop", log_config=None, access_log=False)
