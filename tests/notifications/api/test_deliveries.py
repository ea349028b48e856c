from uuid import uuid4

import httpx2
import pytest
from tests.notifications.api.conftest import tell
from tests.notifications.people import person

from localstack.token_issuer import TokenIssuer
from notifications.commands.people import record_people
from notifications.commands.sending import claim_due
from notifications.domain.recipients import Recipient
from notifications.wiring import App
from shared.contracts.duties import DutyGranted

API = "/api/notifications/v1"


@pytest.fixture
def anna(token_issuer: TokenIssuer) -> dict[str, str]:
    return token_issuer.bearer("anna", "organiser", organisation="region-47")


async def test_the_summary_counts_every_state_of_every_channel(
    http: httpx2.AsyncClient, app: App, reader: Recipient, anna: dict[str, str]
) -> None:
    silent = person(email=None)
    await record_people(app, [silent])
    await tell(app, reader, 3)
    await tell(app, silent, 1)
    await claim_due(app, "worker", 1)
    body = (await http.get(f"{API}/deliveries/summary", headers=anna)).json()
    nothing = {"queued": 0, "sending": 0, "sent": 0, "failed": 0, "suppressed": 0}
    assert body["channels"]["inbox"] == {**nothing, "sent": 4}
    assert body["channels"]["email"] == {**nothing, "queued": 2, "sending": 1, "suppressed": 1}
    assert {(one["template"], one["channel"], one["outcome"], one["count"]) for one in body["templates"]} == {
        ("result_published", "inbox", "sent", 4),
        ("result_published", "email", "queued", 2),
        ("result_published", "email", "sending", 1),
        ("result_published", "email", "suppressed", 1),
    }


async def test_the_summary_can_begin_at_a_time(
    http: httpx2.AsyncClient, app: App, reader: Recipient, anna: dict[str, str]
) -> None:
    await tell(app, reader, 1)
    (told,) = await app.deliveries.find_many({"channel": "inbox"})
    held = {"championship_id": str(uuid4())}
    elsewhere = (await http.get(f"{API}/deliveries/summary", params=held, headers=anna)).json()
    assert elsewhere["channels"]["inbox"]["sent"] == 0
    for since, count in ((told.created_at.isoformat(), 1), ("2100-01-01T00:00:00Z", 0)):
        body = (await http.get(f"{API}/deliveries/summary", params={"since": since}, headers=anna)).json()
        assert body["channels"]["inbox"]["sent"] == count
    naive = await http.get(f"{API}/deliveries/summary", params={"since": "2026-01-01T00:00:00"}, headers=anna)
    assert naive.status_code == 422


async def test_deliveries_are_found_by_event_person_and_outcome(
    http: httpx2.AsyncClient, app: App, reader: Recipient, anna: dict[str, str]
) -> None:
    await tell(app, reader, 2)
    one = (await app.deliveries.find_many({}))[0]

    async def found(**asked: str) -> list[dict[str, object]]:
        answer = await http.get(f"{API}/deliveries", params=asked, headers=anna)
        items: list[dict[str, object]] = answer.json()["items"]
        return items

    assert len(await found()) == 4
    assert {item["channel"] for item in await found(event_id=str(one.event_id))} == {"inbox", "email"}
    assert len(await found(subject_id=str(reader.id), outcome="queued")) == 2
    assert await found(subject_id=str(one.id)) == []
    assert (await http.get(f"{API}/deliveries?outcome=lost", headers=anna)).status_code == 422


async def test_all_deliveries_are_reached_by_the_cursor(
    http: httpx2.AsyncClient, app: App, reader: Recipient, anna: dict[str, str]
) -> None:
    await tell(app, reader, 5)
    ids: list[str] = []
    asked = {"limit": "4"}
    while True:
        body = (await http.get(f"{API}/deliveries", params=asked, headers=anna)).json()
        ids += [one["id"] for one in body["items"]]
        if body["next"] is None:
            break
        asked["cursor"] = body["next"]
    assert len(ids) == len(set(ids)) == 10


async def test_another_organisation_sees_nothing_of_ours(
    http: httpx2.AsyncClient, app: App, reader: Recipient, token_issuer: TokenIssuer
) -> None:
    await tell(app, reader, 1)
    other = token_issuer.bearer("boris", "organiser", "officer", organisation="region-50")
    assert (await http.get(f"{API}/deliveries", headers=other)).json()["items"] == []
    summary = (await http.get(f"{API}/deliveries/summary", headers=other)).json()
    assert summary["templates"] == []
    nowhere = token_issuer.bearer("boris", "organiser", "officer")
    for path in ("/deliveries", "/deliveries/summary"):
        assert (await http.get(API + path, headers=nowhere)).status_code == 403


async def test_no_name_and_no_address_is_in_the_deliveries(
    http: httpx2.AsyncClient, app: App, reader: Recipient, token_issuer: TokenIssuer
) -> None:
    await tell(app, reader, 1)
    olga = token_issuer.bearer("olga", "officer", organisation="region-47")
    text = (await http.get(f"{API}/deliveries", headers=olga)).text
    assert str(reader.id) in text
    assert not any(word in text for word in ("Образцов", "Пример", "example.org", "2000-01-01"))


async def test_a_duty_that_is_told_shows_the_deliveries_and_its_end_hides_them(
    http: httpx2.AsyncClient, app: App, reader: Recipient, token_issuer: TokenIssuer
) -> None:
    """And nothing else does: neither a duty in one championship, nor one in another organisation."""
    await tell(app, reader, 1)
    vera = token_issuer.bearer("vera", "expert", organisation="region-47")
    narrow = DutyGranted(
        duty_id=uuid4(), account="vera", role="organiser", organisation="region-47", championship_id=uuid4()
    )
    wide = DutyGranted(duty_id=uuid4(), account="vera", role="organiser", organisation="region-47")
    for told, status in ((narrow, 403), (wide, 200)):
        await app.told_duties.record(told)
        app.duties.forget("vera")
        assert (await http.get(f"{API}/deliveries", headers=vera)).status_code == status
    assert (await http.get(f"{API}/deliveries", headers=vera)).json()["items"]
    await app.told_duties.end(wide.duty_id)
    app.duties.forget("vera")
    assert (await http.get(f"{API}/deliveries", headers=vera)).status_code == 403
