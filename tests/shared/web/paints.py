"""A service of a few routes, on which the shared HTTP side is tested."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Request, Response
from pydantic import BaseModel, Field
from pymongo.errors import ServerSelectionTimeoutError
from starlette.responses import StreamingResponse

from shared.errors import Stale
from shared.identity.principal import Principal, Role, allow, anyone
from shared.mongo.database import Database, connect, database
from shared.settings import ServiceSettings
from shared.web.app import build
from shared.web.deps import Guess
from shared.web.idempotency import NewId
from shared.web.problems import Explanation, ProblemType

PAINTS = "/api/shared/v1/paints"
ORIGIN = "http://localhost:8080"


class TooBlue(Exception):
    def __init__(self, blue: int) -> None:
        super().__init__(blue)
        self.blue = blue


PROBLEM = ProblemType(
    TooBlue,
    "too-blue",
    422,
    "Too blue",
    lambda error, _: [Explanation(where="/blue", message=f"{error.blue} is too blue", fix="Mix in some red")],
)


class Paint(BaseModel):
    blue: int = Field(ge=0)


router = APIRouter(prefix="/api/shared/v1")
Organiser = Annotated[Principal, Depends(allow(Role.ORGANISER))]
mixed: list[UUID] = []


@router.post("/paints", status_code=201)
async def mix(body: Paint, organiser: Organiser, id: NewId) -> dict[str, Any]:
    if body.blue > 100:
        raise TooBlue(body.blue)
    if body.blue == 77:
        raise RuntimeError("a secret colour")
    if body.blue == 60:
        raise ServerSelectionTimeoutError("far away")
    if body.blue == 50:
        raise Stale("somebody")
    mixed.append(id)
    return {"id": str(id), "by": organiser.account, "number": len(mixed)}


@router.put("/paints/picture")
async def picture(_organiser: Organiser, request: Request) -> int:
    return len(await request.body())


@router.delete("/paints", status_code=204)
async def wash(_organiser: Organiser) -> None:
    mixed.clear()


@router.get("/paints/drying", dependencies=[Depends(anyone)])
async def drying() -> StreamingResponse:
    async def for_ever() -> AsyncIterator[bytes]:
        while True:
            yield b"wet "
            await asyncio.sleep(0.01)

    return StreamingResponse(for_ever())


@router.post("/paints/names", dependencies=[Depends(anyone), Guess])
async def name() -> str:
    return "blue"


@router.get("/paints", dependencies=[Depends(anyone)])
async def paints() -> list[str]:
    return []


@router.post("/paints/guesses", dependencies=[Depends(anyone)])
async def guess(body: Paint) -> int:
    return body.blue


@router.post("/paints/questions")
async def ask(body: Paint, _organiser: Organiser, response: Response) -> int:
    response.headers["cache-control"] = "no-store"
    return body.blue


pages = APIRouter()


@pages.get("/gallery", dependencies=[Depends(allow(Role.ORGANISER))])
async def gallery() -> str:
    return "a page"


@pages.get("/gallery/{painting_id}", dependencies=[Depends(anyone)])
async def painting(painting_id: UUID) -> str:
    return f"painting {painting_id}"


@pages.get("/rooms/{place:path}", dependencies=[Depends(anyone)])
async def room(place: str) -> None:
    raise HTTPException(404, place)


@pages.get("/posters", dependencies=[Depends(anyone)])
async def posters(response: Response) -> str:
    response.headers["cache-control"] = "public, max-age=60"
    return "for everybody"


@dataclass(frozen=True)
class App:
    database: Database


@asynccontextmanager
async def wire(settings: ServiceSettings) -> AsyncIterator[App]:
    async with connect(settings) as client:
        yield App(database(client, settings))


def paints_service(settings: ServiceSettings) -> FastAPI:
    return build(
        package="shared",
        settings=settings,
        wire=wire,
        routers=[router, pages],
        problem_types=[PROBLEM],
        title="Paints",
        files=re.compile(f"{PAINTS}/picture"),
    )
