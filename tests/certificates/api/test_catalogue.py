"""What verifies offline: made once a minute, and newer where it must be."""

import asyncio
import json
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

from tests.certificates.playing import API, Play

from certificates.commands.issuers import rotate_key
from certificates.domain.standing import Standing, State


async def payload(play: Play) -> Any:
    answer = await play.http.get("/v/catalogue/1")
    assert answer.headers["content-type"] == "application/json"
    return json.loads(answer.json()["payload"])


async def test_it_is_made_once_for_many_who_ask(play: Play) -> None:
    await play.issuer()
    await play.certificate()
    answers = await asyncio.gather(*(play.http.get("/v/catalogue/1") for _ in range(5)))
    moment = play.app.now()
    assert len({answer.content for answer in answers}) == 1
    tag = answers[0].headers["etag"]
    again = await play.http.get("/v/catalogue/1", headers={"if-none-match": tag})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert play.app.now() - moment < timedelta(minutes=1)


async def test_whoever_revokes_sees_it_at_once(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate()
    stored = await play.app.certificates.get(id_)
    number, index = str(stored.status_entry.list), stored.status_entry.index
    address = f"{API}/certificates/{id_}"
    assert (await payload(play))["status"][number] == []
    await play.http.post(f"{address}/suspension", json={"reason": "Проверка.", "public": True}, headers=play.officer)
    [entry] = (await payload(play))["status"][number]
    assert (entry[0], entry[1], entry[3]) == (index, "suspended", "Проверка.")
    await play.http.delete(f"{address}/suspension", headers=play.officer)
    assert (await payload(play))["status"][number] == []
    await play.http.post(f"{address}/revocation", json={"reason": "Тайна."}, headers=play.officer)
    [entry] = (await payload(play))["status"][number]
    assert (entry[0], entry[1], entry[3]) == (index, "revoked", None)


async def test_what_another_process_revokes_is_seen_within_the_minute(play: Play) -> None:
    await play.issuer()
    stored = await play.app.certificates.get(await play.certificate())
    before = await payload(play)
    revoked = replace(stored, standing=Standing(State.REVOKED, play.app.now(), "olga", "Повод."))
    await play.app.certificates.save(revoked)
    assert await payload(play) == before, "what was made a moment ago, and says as of when"
    play.app.catalogue.drop(1)
    assert (await payload(play))["status"][str(stored.status_entry.list)]


async def test_keys_and_names_are_those_of_now_whichever_process_made_them(play: Play) -> None:
    await play.issuer()
    assert len((await payload(play))["keys"]) == 1
    await rotate_key(play.app, "region-47", uuid4())
    assert len((await payload(play))["keys"]) == 2
    assert (await payload(play))["skills"] == {}
    await play.certificate()
    assert len((await payload(play))["skills"]) == 1


async def test_no_name_is_read_for_it(play: Play) -> None:
    await play.issuer()
    stored = await play.app.certificates.get(await play.certificate())
    found = await play.app.certificates.out_of_force("region-47", stored.status_entry.list, [State.VALID])
    assert found == [(stored.status_entry.index, Standing(State.VALID, stored.standing.since))]
