"""Acts, tables and columns of the register for programs: as on the pages, with every entry's fault in the answer."""

from typing import Any, Final
from uuid import UUID, uuid4

import pytest
from tests.certificates.playing import API, Play

from certificates.commands.acts.doing import carry_out

REGISTER: Final = f"{API}/issuers/region-47/register"
WHY: Final = "Протокол № 5."


async def asked(play: Play, method: str, path: str, **sent: Any) -> Any:
    headers = {**play.officer, "accept-language": "en", **sent.pop("headers", {})}
    return await play.http.request(method, f"{REGISTER}{path}", headers=headers, **sent)


async def drafted(play: Play, doing: str, *ids: UUID, **more: Any) -> Any:
    body = {"doing": doing, "certificates": [str(one) for one in ids], **more}
    answer = await asked(play, "POST", "/acts", json=body, headers={"idempotency-key": uuid4().hex})
    assert answer.status_code == 201, answer.text
    return answer.json()


async def test_it_is_looked_at_started_and_read_again(play: Play) -> None:
    await play.issuer()
    ids = [await play.certificate() for _ in range(3)]
    await play.http.post(f"{API}/certificates/{ids[1]}/suspension", json={"reason": "Раньше."}, headers=play.officer)
    draft = await drafted(play, "suspend", *ids[:2])
    assert (draft["stage"], draft["count"], draft["done"]) == ("draft", 1, 0)
    [left_out] = draft["left_out"]
    assert (left_out["why"], left_out["message"]) == ("already-suspended", "Suspended already")
    path = f"/acts/{draft['id']}"
    refused = await asked(play, "POST", f"{path}/start", json={})
    assert (refused.status_code, refused.json()["errors"][0]["where"]) == (422, "/reason")
    for _ in range(2):
        started = await asked(play, "POST", f"{path}/start", json={"reason": WHY, "public": True})
        assert (started.status_code, started.json()["stage"], started.json()["done"]) == (200, "done", 1)
    assert (await asked(play, "GET", path)).json()["done"] == 1
    assert [one["reason"] for one in (await asked(play, "GET", "/acts")).json()["items"]] == [WHY]
    revoked = await drafted(play, "revoke", sought={"year": 2026, "state": "suspended"})
    unsure = await asked(play, "POST", f"/acts/{revoked['id']}/start", json={"reason": WHY})
    assert (revoked["count"], unsure.json()["errors"][0]["where"]) == (2, "/sure")


async def test_a_long_one_goes_on_by_itself(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    await play.issuer()
    ids = [await play.certificate() for _ in range(2)]
    monkeypatch.setattr("certificates.domain.acts.act.FEW", 1)
    draft = await drafted(play, "duplicate", *ids)
    answer = await asked(play, "POST", f"/acts/{draft['id']}/start", json={"reason": WHY})
    assert (answer.status_code, answer.json()["stage"], answer.json()["reached"]) == (202, "going", 0)
    late = await asked(play, "DELETE", f"/acts/{draft['id']}")
    assert (late.status_code, late.json()["type"].rpartition("/")[2]) == (409, "act-started")
    await carry_out(play.app, await play.app.acts.get(UUID(draft["id"])))
    assert (await asked(play, "GET", f"/acts/{draft['id']}")).json()["done"] == 2


async def test_a_draft_is_thrown_away_and_the_same_key_is_one_act(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate()
    body = {"doing": "suspend", "certificates": [str(id_)]}
    key = {"idempotency-key": "once"}
    first, again = [await asked(play, "POST", "/acts", json=body, headers=key) for _ in range(2)]
    assert first.json()["id"] == again.json()["id"]
    path = f"/acts/{first.json()['id']}"
    assert [(await asked(play, "DELETE", path)).status_code for _ in range(2)] == [204, 404]
    page = f"/issuers/region-47/register{path}"
    assert (await play.http.get(page, headers={**play.officer, "accept": "text/html"})).status_code == 404
    assert (await asked(play, "POST", "/acts", json={"doing": "suspend"})).status_code == 422
    of_a_table = {"doing": "blanks", "certificates": [str(id_)]}
    assert (await asked(play, "POST", "/acts", json=of_a_table)).status_code == 422, "each has one of its own"
    made = await drafted(play, "suspend", id_)
    headers = {**play.officer, "accept": "text/html"}
    thrown = await play.http.post(f"/issuers/region-47/register/acts/{made['id']}/cancellation", headers=headers)
    assert (thrown.status_code, (await asked(play, "GET", f"/acts/{made['id']}")).status_code) == (303, 404)


async def test_a_table_answers_with_every_fault_beside_its_row(play: Play) -> None:
    await play.issuer()
    for _ in range(2):
        await play.certificate()
    table = "number;blank\n47-2026-000001;7\nнет;8\n47-2026-000002;\n47-2026-000009;9\n"
    answer = await asked(
        play, "POST", "/tables?doing=blanks", content=table.encode(), headers={"content-type": "text/csv"}
    )
    assert answer.status_code == 201, answer.text
    draft = answer.json()
    assert [(one["row"], one["fault"]) for one in draft["faults"]] == [
        (3, "number-unreadable"),
        (4, "blank-missing"),
        (5, "number-unknown"),
    ]
    assert draft["faults"][1]["message"].startswith("The number of the blank is missing")
    started = await asked(play, "POST", f"/acts/{draft['id']}/start", json={})
    assert (draft["count"], started.json()["done"]) == (1, 1)
    refused = await asked(play, "POST", "/tables?doing=blanks", content=b"%PDF-1.7")
    assert (refused.status_code, refused.json()["type"].rpartition("/")[2]) == (422, "table-refused")
    assert (await asked(play, "POST", "/tables?doing=revoke", content=table.encode())).status_code == 422


async def test_of_what_stood_in_a_cell_no_answer_is_kept(play: Play) -> None:
    """A name may stand where a number should: it goes with the draft, and is in no answer of before."""
    await play.issuer()
    await play.certificate()
    table = "number;blank\n47-2026-000001;7\nПробный Вымысел;8\n".encode()
    headers = {"idempotency-key": "once", "content-type": "text/csv"}
    answers = [await asked(play, "POST", "/tables?doing=blanks", content=table, headers=headers) for _ in range(2)]
    first, again = [one.json() for one in answers]
    assert (first["id"], first["faults"][0]["registration_number"]) == (again["id"], "Пробный Вымысел")
    kept = [bytes(one.get("body") or b"") async for one in play.app.database["idempotency"].find()]
    assert not any("Пробный".encode() in one for one in kept)
    read = await asked(play, "GET", f"/acts/{first['id']}")
    assert {one.headers["cache-control"] for one in (*answers, read)} == {"no-store"}


async def test_columns_are_chosen_by_who_has_seen_them(play: Play) -> None:
    await play.issuer()
    seen = await asked(play, "GET", "/columns")
    assert seen.json()["columns"][0] == {"field": "number", "title": None}
    body = {"columns": [{"field": "name", "title": "ФИО"}, {"field": "number"}]}
    assert (await asked(play, "PUT", "/columns", json=body)).status_code == 428
    tag = {"if-match": seen.headers["etag"]}
    answers = [await asked(play, "PUT", "/columns", json=body, headers=tag) for _ in range(2)]
    assert [one.status_code for one in answers] == [200, 412]
    assert (await asked(play, "GET", "/columns")).json()["columns"] == answers[0].json()["columns"]
    tag = {"if-match": answers[0].headers["etag"]}
    assert (await asked(play, "PUT", "/columns", json={"columns": []}, headers=tag)).status_code == 422
    assert (await asked(play, "PUT", "/columns", json=body, headers=tag)).status_code == 200
