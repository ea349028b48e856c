"""What tests of verification ask the API."""

from typing import Any
from uuid import UUID

from tests.certificates.playing import API, Play


async def told(play: Play, **presented: Any) -> Any:
    answer = await play.http.post(f"{API}/verifications", json=presented)
    assert (answer.status_code, answer.headers.get("cache-control")) == (200, "no-store"), answer.text
    return answer.json()


async def read(play: Play, id_: UUID) -> Any:
    return (await play.http.get(f"{API}/certificates/{id_}", headers=play.officer)).json()


async def credential(play: Play, id_: UUID) -> Any:
    return (await play.http.get(f"/certificates/{id_}?format=vc", headers=play.officer)).json()
