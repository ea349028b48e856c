"""What is kept of somebody here is theirs to take away."""

import httpx2
from tests.notifications.api.conftest import tell
from tests.notifications.people import person

from localstack.token_issuer import TokenIssuer
from notifications.commands.people import record_people
from notifications.domain.recipients import Recipient
from notifications.wiring import App

DATA = "/api/notifications/v1/me/data"


async def test_it_is_whole_and_nobody_elses(
    http: httpx2.AsyncClient, app: App, reader: Recipient, primer: dict[str, str], token_issuer: TokenIssuer
) -> None:
    other = person(account="another")
    await record_people(app, [other])
    await tell(app, reader, 3)
    await tell(app, other, 1)
    await http.put(
        "/api/notifications/v1/preferences",
        json={
            "choices": [{"category": "results", "channel": "email", "wanted": False}],
            "quiet_hours": {"start": 22, "end": 8},
        },
        headers=primer,
    )
    answer = await http.get(DATA, headers=primer)
    assert answer.headers["content-disposition"] == 'attachment; filename="skillproof-notifications.json"'
    assert answer.headers["cache-control"] == "no-store"
    found = answer.json()
    assert [one["id"] for one in found["people"]] == [str(reader.id)]
    assert [one["about_id"] for one in found["messages"]] == [str(reader.id)] * len(found["messages"])
    assert sum(one["channel"] == "inbox" for one in found["messages"]) == 3
    assert found["switched_off"] == [{"category": "results", "channel": "email"}]
    assert found["quiet_hours"] == {"start": 22, "end": 8}
    empty = (await http.get(DATA, headers=token_issuer.bearer("nobody"))).json()
    assert (empty["people"], empty["messages"]) == ([], [])
