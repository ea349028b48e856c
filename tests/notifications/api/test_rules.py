"""Who gets in: every route of the service, without a sign-in and with the wrong role."""

import re
from uuid import uuid4

import httpx2
import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from tests.forms import check_links
from tests.kept import kept_of, secret
from tests.notifications.api.conftest import tell
from tests.notifications.people import person

from localstack.token_issuer import TokenIssuer
from notifications.asgi import ROUTERS
from notifications.commands.people import record_people
from notifications.domain.recipients import Recipient
from notifications.pages import ROUTERS as PAGES
from notifications.wiring import App
from shared.contracts.duties import DutyGranted
from shared.identity.principal import Role

ID = "6f1a2e3c-6c0e-5d0e-9d57-0f5c0d3a7b11"
STAFF = {Role.ORGANISER, Role.OFFICER}
EVERYBODY = set(Role)
PUBLIC = None

API = "/api/notifications/v1"
RULES: dict[tuple[str, str], set[Role] | None] = {
    ("GET", f"{API}/inbox"): EVERYBODY,
    ("GET", f"{API}/inbox/unread-count"): EVERYBODY,
    ("GET", f"{API}/inbox/stream"): EVERYBODY,
    ("POST", f"{API}/inbox/read-all"): EVERYBODY,
    ("POST", f"{API}/inbox/{{id}}/read"): EVERYBODY,
    ("GET", f"{API}/preferences"): EVERYBODY,
    ("PUT", f"{API}/preferences"): EVERYBODY,
    ("GET", f"{API}/deliveries"): STAFF,
    ("GET", f"{API}/deliveries/summary"): {Role.ORGANISER},
    ("POST", f"{API}/unsubscribe/{{token}}"): PUBLIC,
    ("GET", f"{API}/me/data"): EVERYBODY,
    ("GET", "/inbox"): EVERYBODY,
    ("GET", "/inbox/{id}/open"): EVERYBODY,
    ("POST", "/inbox/read-all"): EVERYBODY,
    ("POST", "/inbox/{id}/read"): EVERYBODY,
    ("POST", "/inbox/preview"): {Role.ORGANISER},
    ("GET", "/inbox/championships/{championship_id}/letters"): {Role.ORGANISER},
    ("GET", "/inbox/letters"): {Role.ORGANISER},
    ("GET", "/inbox/preferences"): EVERYBODY,
    ("POST", "/inbox/preferences"): EVERYBODY,
    ("GET", "/inbox/unsubscribe/{token}"): PUBLIC,
    ("POST", "/inbox/unsubscribe/{token}"): PUBLIC,
}
CLOSED = sorted(route for route, roles in RULES.items() if roles is not PUBLIC)


def address(path: str) -> str:
    return re.sub(r"\{\w+\}", ID, path)


def test_every_route_has_a_rule_here(api: FastAPI) -> None:
    routes = [route for router in (*ROUTERS, *PAGES) for route in router.routes]
    assert all(isinstance(route, APIRoute) for route in routes)
    known = {(method, route.path) for route in routes if isinstance(route, APIRoute) for method in route.methods or ()}
    assert known == set(RULES)
    assert api.openapi()


@pytest.mark.parametrize("path", [path for method, path in RULES if method == "POST" and not path.startswith(API)])
async def test_a_page_that_answers_a_form_links_to_addresses_that_open(http: httpx2.AsyncClient, path: str) -> None:
    await check_links(http, address(path))


@pytest.mark.parametrize(("method", "path"), CLOSED)
async def test_without_a_sign_in_nobody_gets_in(http: httpx2.AsyncClient, method: str, path: str) -> None:
    answer = await http.request(method, address(path))
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(("method", "path"), CLOSED)
async def test_a_token_of_somebody_else_gets_nobody_in(
    http: httpx2.AsyncClient, token_issuer: TokenIssuer, method: str, path: str
) -> None:
    foreign = token_issuer.bearer("anna", "organiser", aud="urn:another")
    assert (await http.request(method, address(path), headers=foreign)).status_code == 401


@pytest.mark.parametrize(
    ("method", "path", "role"),
    [(*route, role) for route in CLOSED for role in sorted(EVERYBODY - (RULES[route] or set()))],
)
async def test_the_wrong_role_is_refused(
    http: httpx2.AsyncClient, token_issuer: TokenIssuer, method: str, path: str, role: Role
) -> None:
    answer = await http.request(method, address(path), headers=token_issuer.bearer("primer", role.value))
    assert answer.status_code == 403
    assert answer.json()["errors"][0]["fix"]


@pytest.mark.parametrize("path", [path for method, path in CLOSED if method == "GET" and path.startswith("/inbox")])
async def test_a_page_without_a_sign_in_leads_to_it(http: httpx2.AsyncClient, path: str) -> None:
    answer = await http.get(address(path), headers={"Accept": "text/html"})
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/sign-in?to={address(path)}"


@pytest.mark.parametrize("role", sorted(EVERYBODY))
async def test_a_duty_opens_what_a_role_of_a_token_opens(
    http: httpx2.AsyncClient, app: App, token_issuer: TokenIssuer, role: Role
) -> None:
    """In the whole organisation. One in a championship opens nothing here, where nothing is a championship's."""
    wide = DutyGranted(duty_id=uuid4(), account="wide", role=role.value, organisation="region-47")
    narrow = DutyGranted(
        duty_id=uuid4(), account="narrow", role=role.value, organisation="region-47", championship_id=uuid4()
    )
    for told in (wide, narrow):
        await app.told_duties.record(told)
    for method, path in CLOSED:
        if RULES[method, path] == EVERYBODY:
            continue
        is_open = role in (RULES[method, path] or set())
        is_harmless = (method, path) == (
            "POST",
            "/inbox/preview",
        )  # it shows what is typed, and tells nothing that is not public
        for account, expected in (("wide", not is_open), ("narrow", not (is_open and is_harmless)), ("nobody", True)):
            answer = await http.request(method, address(path), headers=token_issuer.bearer(account))
            assert (answer.status_code == 403) is expected, (account, method, path, answer.status_code)


async def test_nobody_reaches_what_is_anothers(
    http: httpx2.AsyncClient, app: App, token_issuer: TokenIssuer, reader: Recipient
) -> None:
    """Own and foreign at every route that names a message; who has no record here is told so, or sees nothing."""
    await tell(app, reader, 1)
    [message] = await app.inbox.since([reader.id], None)
    other = person(account="other")
    await record_people(app, [other])
    ids = [(method, path) for method, path in CLOSED if "{id}" in path]
    assert len(ids) == 3
    for method, path in ids:
        for account in ("other", "nobody"):
            answer = await http.request(
                method, path.replace("{id}", str(message.id)), headers=token_issuer.bearer(account, "organiser")
            )
            assert answer.status_code == 404, (account, path)
    assert await app.inbox.unread([reader.id]) == 1
    for method, path in ids:
        own = path.replace("{id}", str(message.id))
        answer = await http.request(method, own, headers=token_issuer.bearer("primer", "competitor"))
        assert answer.status_code in {200, 303}, path
    assert await app.inbox.unread([reader.id]) == 0


@pytest.mark.usefixtures("reader")
async def test_nobody_keeps_what_somebody_reads(http: httpx2.AsyncClient, token_issuer: TokenIssuer) -> None:
    by = token_issuer.bearer("primer", "organiser", "competitor", organisation="region-47")
    kept, shown = await kept_of(http, RULES.keys() - {("GET", f"{API}/inbox/stream")}, by)
    assert kept == {}
    assert shown > 3
    assert await kept_of(http, secret(RULES), {}) == ({}, 0)
