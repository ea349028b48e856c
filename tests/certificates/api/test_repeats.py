"""A request that is sent again after a crash finds its effect, and is answered with it.

What was stored and not answered is played by the command alone: no answer is kept for its key.
"""

from typing import Any
from uuid import UUID

import pytest
from tests.certificates.playing import API, ISSUER, Play

from certificates.commands import issuers, standing
from certificates.commands.acts.one import issue_anew
from certificates.commands.issuers import NewIssuer
from certificates.domain.acts.amendment import NOTHING
from shared.ids import derive
from shared.text import Text

KEY = "sent-again"
WHY: dict[str, Any] = {"reason": "Результат отменён.", "public": True}


def change_id(method: str, path: str) -> UUID:
    """As `shared.web.idempotency.NewId` gives it to the officer's request."""
    return derive("idempotency", "olga", method, path, KEY)


async def again(play: Play, method: str, path: str, body: Any = None) -> Any:
    headers = {**play.officer, "idempotency-key": KEY}
    return await play.http.request(method, path, headers=headers, json=body)


async def events_of(play: Play, id_: UUID) -> int:
    found = await play.app.database["certificates"].find_one({"_id": id_})
    assert found is not None
    return len(found["pending"])


@pytest.mark.parametrize(
    ("what", "method", "state"),
    [("revocation", "POST", "revoked"), ("suspension", "POST", "suspended"), ("suspension", "DELETE", "valid")],
)
async def test_a_change_of_standing(play: Play, what: str, method: str, state: str) -> None:
    await play.issuer()
    id_ = await play.certificate()
    path = f"{API}/certificates/{id_}/{what}"
    known: Any = {"by": "olga", "change_id": change_id(method, path)}
    if method == "DELETE":
        await play.http.post(path, headers=play.officer, json=WHY)
        await standing.reinstate(play.app, id_, **known)
    else:
        command = standing.revoke if what == "revocation" else standing.suspend
        await command(play.app, id_, str(WHY["reason"]), public=True, **known)
    told = await events_of(play, id_)
    answer = await again(play, method, path, WHY if method == "POST" else None)
    assert (answer.status_code, answer.json()["status"]) == (200, state), answer.text
    assert await events_of(play, id_) == told
    other = await play.http.request(method, path, headers=play.officer, json=WHY if method == "POST" else None)
    assert other.status_code == 409


async def test_a_replacement(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate()
    path, old = f"{API}/certificates/{id_}/replacement", await play.app.certificates.get(id_)
    made = await issue_anew(play.app, old, NOTHING, WHY["reason"], by="olga", change_id=change_id("POST", path))
    answer = await again(play, "POST", path, WHY)
    assert (answer.status_code, answer.json()["id"]) == (201, str(made.id))


async def test_a_fresh_key(play: Play) -> None:
    await play.issuer()
    path = f"{API}/issuers/region-47/keys"
    rotated = await issuers.rotate_key(play.app, "region-47", change_id("POST", path))
    answer = await again(play, "POST", path)
    assert (answer.status_code, answer.json()["key_id"]) == (201, rotated.key.id)
    assert len((await play.app.issuers.of("region-47")).keys) == 2


async def test_an_opened_issuer(play: Play) -> None:
    path = f"{API}/issuers"
    new = NewIssuer("region-47", Text(ISSUER["name"]["ru"], ISSUER["name"]["en"]), "47")
    opened = await issuers.open_issuer(play.app, new, change_id("POST", path))
    answer = await again(play, "POST", path, ISSUER)
    assert (answer.status_code, answer.json()["key_id"]) == (201, opened.key.id)
    assert (await play.http.post(path, headers=play.officer, json=ISSUER)).status_code == 409
