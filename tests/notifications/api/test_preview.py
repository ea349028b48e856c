"""A letter is seen before the command that sends it: by the code that writes letters, and nothing is kept."""

import httpx2
import pytest
from fastapi import FastAPI
from tests.notifications.people import DESCRIBED, happened

from localstack.token_issuer import TokenIssuer
from notifications.domain.templates import OF_TEAMS, TEMPLATES, TemplateId
from notifications.handlers import subscriptions
from notifications.wiring import App

ABOUT = {"championship-ru": "Мастера", "championship-en": "Masters <&>"}


@pytest.mark.parametrize("template", TemplateId)
async def test_every_letter_can_be_seen_in_both_languages(
    http: httpx2.AsyncClient, token_issuer: TokenIssuer, api: FastAPI, template: TemplateId
) -> None:
    headers = {**token_issuer.bearer("anna", "organiser", organisation="region-47"), "accept": "text/html"}
    answer = await http.post("/inbox/preview", data={**ABOUT, "template": template}, headers=headers)
    assert answer.status_code == 200
    letters = answer.text.count('<section aria-labelledby="letter-')
    assert letters == (2 if template is TemplateId.MENTOR_NAMED else 8 if template in OF_TEAMS else 4)
    assert answer.text.count("Northern Thrushes") >= ("{team}" in OF_TEAMS[template].own if template in OF_TEAMS else 0)
    assert "Masters &lt;&amp;&gt;" in answer.text or "{championship}" not in TEMPLATES[template].subject
    assert "{" not in answer.text.partition("<main")[2].partition("</main>")[0]
    for name in await api.state.app.database.list_collection_names():
        assert await api.state.app.database[name].count_documents({}) == 0


@pytest.mark.parametrize(("to", "team", "alone"), [("people", 0, 4), ("teams", 4, 0), ("", 4, 4)])
async def test_the_letters_of_those_are_seen_who_get_one(
    http: httpx2.AsyncClient, token_issuer: TokenIssuer, to: str, team: int, alone: int
) -> None:
    headers = {**token_issuer.bearer("anna", "organiser", organisation="region-47"), "accept": "text/html"}
    sent = {"template": "registration_entered", **({"to": to} if to else {})}
    answer = await http.post("/inbox/preview", data=sent, headers=headers)
    whole = answer.text.count('<section aria-labelledby="letter-')
    of_team = answer.text.count("Northern Thrushes") + answer.text.count("Северные дрозды")
    assert (of_team, whole) == (team, team + alone)


@pytest.mark.parametrize(
    ("template", "led"), [("registration_regrouped", "Sign in and read"), ("mentor_named", "Read and answer")]
)
async def test_where_taking_part_is_protected_the_letter_is_seen_as_it_goes(
    http: httpx2.AsyncClient, token_issuer: TokenIssuer, app: App, template: str, led: str
) -> None:
    championship, _ = DESCRIBED
    protected = championship.model_copy(update={"special_category": True})
    await subscriptions.by_type[protected.type].handle(happened(protected), app)
    headers = {**token_issuer.bearer("anna", "organiser", organisation="region-47"), "accept": "text/html"}
    sent = {**ABOUT, "template": template, "championship_id": str(championship.championship.id)}
    answer = await http.post("/inbox/preview", data=sent, headers=headers)
    assert ("Masters" in answer.text, "Мастера" in answer.text) == (False, False)
    assert led in answer.text
    assert "охраняется законом" in answer.text


async def test_a_letter_of_no_championship_is_seen_with_an_invented_one(
    http: httpx2.AsyncClient, token_issuer: TokenIssuer
) -> None:
    headers = {**token_issuer.bearer("anna", "organiser", organisation="region-47"), "accept": "text/html"}
    answer = await http.post("/inbox/preview", data={"template": "jury_invited"}, headers=headers)
    assert answer.status_code == 200
    assert "Championship: Masters of Priozerye." in answer.text
    answer = await http.post("/inbox/preview", data={"template": "duty_offered"}, headers=headers)
    assert "For: College of Priozerye." in answer.text


@pytest.mark.parametrize(
    "sent", [{}, {"template": "nothing"}, {"template": "result_published", "championship-ru": "А"}]
)
async def test_what_is_no_letter_is_refused(
    http: httpx2.AsyncClient, token_issuer: TokenIssuer, sent: dict[str, str]
) -> None:
    headers = {**token_issuer.bearer("anna", "organiser", organisation="region-47"), "accept": "text/html"}
    answer = await http.post("/inbox/preview", data=sent, headers=headers)
    assert answer.status_code == 422
