"""The baseline: FastAPI with one MongoDB write, and nothing of ours. `uvicorn` serves it with the settings of our services."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from decimal import Decimal
from typing import Any

import uvicorn
from bson.decimal128 import Decimal128
from fastapi import FastAPI, Request
from pydantic import BaseModel
from pymongo import AsyncMongoClient, WriteConcern


class Body(BaseModel):
    measurement: str


class Answer(BaseModel):
    code: str
    mark: Decimal


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    async with AsyncMongoClient[dict[str, Any]](os.environ["BARE_MONGO_URL"]) as client:
        database = client.get_database("bare", write_concern=WriteConcern("majority"))
        app.state.sheets = database["sheets"]
        yield


app = FastAPI(lifespan=lifespan)


@app.put("/sheets/{sheet_id}/marks/{code}")
async def enter(sheet_id: str, code: str, body: Body, request: Request) -> Answer:
    mark = Decimal(body.measurement)
    await request.app.state.sheets.update_one(
        {"_id": sheet_id}, {"$set": {f"marks.{code.replace('.', '_')}": Decimal128(mark)}}, upsert=True
    )
    return Answer(code=code, mark=mark)


if __name__ == "__main__":
    uvicorn.run(app, port=int(os.environ["BARE_PORT"]), loop="uvloop", log_config=None, access_log=False)
