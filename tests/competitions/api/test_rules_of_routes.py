"""Who gets in: every route of the service, without a sign-in, with the wrong role, for another organisation."""

import re
from typing import Any

import httpx2
from fastapi import FastAPI
from fastapi.routing import APIRoute
from tests.competitions.playing import V1, Play
from tests.forms import check_links

from competitions.asgi import routers
from localstack.token_issuer import TokenIssuer
from shared.identity.principal import Role

ID = "6f1a2e3c-6c0e-5d0e-9d57-0f5c0d3a7b11"
EVERYBODY = set(Role)
ORGANISERS = {Role.ORGANISER}
EXPERTS = {Role.EXPERT}
INSIDERS = ORGANISERS | EXPERTS
PUBLIC: set[Role] | None = None

RULES: dict[tuple[str, str], set[Role] | None] = {
    ("POST", f"{V1}/championships"): ORGANISERS,
    ("GET", f"{V1}/championships"): PUBLIC,
    ("GET", f"{V1}/championships/{{championship_id}}"): INSIDERS,
    ("POST", f"{V1}/championships/{{championship_id}}/skills"): ORGANISERS,
    ("POST", f"{V1}/championships/{{championship_id}}/announcement"): ORGANISERS,
    ("POST", f"{V1}/championships/{{championship_id}}/publication"): ORGANISERS,
    ("GET", f"{V1}/championships/{{championship_id}}/publication"): ORGANISERS,
    ("GET", f"{V1}/championships/{{championship_id}}/scoreboard"): PUBLIC,
    ("POST", f"{V1}/persons"): ORGANISERS,
    ("GET", f"{V1}/persons/{{subject_id}}"): EVERYBODY,
    ("PUT", f"{V1}/persons/{{subject_id}}"): ORGANISERS,
    ("DELETE", f"{V1}/persons/{{subject_id}}"): ORGANISERS,
    ("POST", f"{V1}/skills/{{skill_id}}/registrations"): ORGANISERS,
    ("GET", f"{V1}/skills/{{skill_id}}/registrations"): INSIDERS,
    ("POST", f"{V1}/registrations/{{registration_id}}/confirmation"): ORGANISERS,
    ("PUT", f"{V1}/registrations/{{registration_id}}/absence"): INSIDERS,
    ("DELETE", f"{V1}/registrations/{{registration_id}}/absence"): INSIDERS,
    ("PUT", f"{V1}/championships/{{championship_id}}"): ORGANISERS,
    ("DELETE", f"{V1}/championships/{{championship_id}}"): ORGANISERS,
    ("POST", f"{V1}/championships/{{championship_id}}/copies"): ORGANISERS,
    ("POST", f"{V1}/championships/{{championship_id}}/closing"): ORGANISERS,
    ("DELETE", f"{V1}/championships/{{championship_id}}/closing"): ORGANISERS,
    ("GET", f"{V1}/championships/{{championship_id}}/skills"): ORGANISERS,
    ("GET", f"{V1}/skills/{{skill_id}}"): ORGANISERS,
    ("PUT", f"{V1}/skills/{{skill_id}}"): ORGANISERS,
    ("POST", f"{V1}/skills/{{skill_id}}/dropping"): ORGANISERS,
    ("DELETE", f"{V1}/skills/{{skill_id}}/dropping"): ORGANISERS,
    ("GET", f"{V1}/championships/{{championship_id}}/members"): ORGANISERS,
    ("POST", f"{V1}/championships/{{championship_id}}/members"): ORGANISERS,
    ("PUT", f"{V1}/championships/{{championship_id}}/members/{{member_id}}"): ORGANISERS,
    ("DELETE", f"{V1}/championships/{{championship_id}}/members/{{member_id}}"): ORGANISERS,
    ("POST", f"{V1}/championships/{{championship_id}}/members/{{member_id}}/merger"): ORGANISERS,
    ("POST", f"{V1}/championships/{{championship_id}}/skills/import"): ORGANISERS,
    ("GET", "/championships/{championship_id}/skills/import"): ORGANISERS,
    ("POST", "/championships/{championship_id}/skills/import"): ORGANISERS,
    ("GET", "/championships/{championship_id}/publication"): ORGANISERS,
    ("GET", "/championships/new"): ORGANISERS,
    ("POST", "/championships/new"): ORGANISERS,
    ("GET", "/championships/{championship_id}/edit"): ORGANISERS,
    ("POST", "/championships/{championship_id}/edit"): ORGANISERS,
    ("GET", "/championships/{championship_id}/copy"): ORGANISERS,
    ("POST", "/championships/{championship_id}/copy"): ORGANISERS,
    ("GET", "/championships/{championship_id}/deletion"): ORGANISERS,
    ("POST", "/championships/{championship_id}/deletion"): ORGANISERS,
    ("GET", "/championships/{championship_id}/announce"): ORGANISERS,
    ("POST", "/championships/{championship_id}/announce"): ORGANISERS,
    ("GET", "/championships/{championship_id}/close"): ORGANISERS,
    ("POST", "/championships/{championship_id}/close"): ORGANISERS,
    ("POST", "/championships/{championship_id}/close/end"): ORGANISERS,
    ("GET", "/championships/{championship_id}/skills"): ORGANISERS,
    ("GET", "/championships/{championship_id}/skills.xlsx"): ORGANISERS,
    ("GET", "/championships/{championship_id}/skills/new"): ORGANISERS,
    ("POST", "/championships/{championship_id}/skills/new"): ORGANISERS,
    ("GET", "/championships/{championship_id}/members"): ORGANISERS,
    ("GET", "/championships/{championship_id}/members.xlsx"): ORGANISERS,
    ("GET", "/championships/{championship_id}/members/new"): ORGANISERS,
    ("POST", "/championships/{championship_id}/members/new"): ORGANISERS,
    ("POST", "/championships/{championship_id}/members/spelling"): ORGANISERS,
    ("GET", "/championships/{championship_id}/members/{member_id}"): ORGANISERS,
    ("POST", "/championships/{championship_id}/members/{member_id}"): ORGANISERS,
    ("GET", "/skills/{skill_id}"): ORGANISERS,
    ("GET", "/skills/{skill_id}/experts"): ORGANISERS,
    ("GET", "/skills/{skill_id}/edit"): ORGANISERS,
    ("POST", "/skills/{skill_id}/edit"): ORGANISERS,
    ("GET", "/skills/{skill_id}/drop"): ORGANISERS,
    ("POST", "/skills/{skill_id}/drop"): ORGANISERS,
    ("POST", "/skills/{skill_id}/drop/end"): ORGANISERS,
    ("GET", "/skills/{skill_id}/scheme"): INSIDERS,
    ("POST", "/skills/{skill_id}/scheme"): INSIDERS,
    ("GET", "/skills/{skill_id}/scheme/{code}"): INSIDERS,
    ("GET", "/skills/{skill_id}/absences"): INSIDERS,
    ("POST", "/skills/{skill_id}/absences"): INSIDERS,
    ("POST", "/skills/{skill_id}/absences/{registration_id}/end"): INSIDERS,
    ("POST", f"{V1}/skills/{{skill_id}}/experts"): ORGANISERS,
    ("GET", f"{V1}/skills/{{skill_id}}/experts"): INSIDERS,
    ("PUT", f"{V1}/skills/{{skill_id}}/sub-criteria/{{code}}/team"): ORGANISERS,
    ("PUT", f"{V1}/skills/{{skill_id}}/marking-scheme"): INSIDERS,
    ("GET", f"{V1}/skills/{{skill_id}}/marking-scheme"): INSIDERS,
    ("POST", f"{V1}/skills/{{skill_id}}/marking"): INSIDERS,
    ("GET", f"{V1}/skills/{{skill_id}}/sheets"): INSIDERS,
    ("GET", f"{V1}/sheets/{{sheet_id}}"): INSIDERS,
    ("PUT", f"{V1}/sheets/{{sheet_id}}/marks/{{code}}"): EXPERTS,
    ("POST", f"{V1}/skills/{{skill_id}}/sub-criteria/{{code}}/sign-off"): EXPERTS,
    ("POST", f"{V1}/skills/{{skill_id}}/sign-off"): EXPERTS,
    ("GET", f"{V1}/skills/{{skill_id}}/mark-summary"): INSIDERS,
    ("GET", f"{V1}/skills/{{skill_id}}/results"): PUBLIC,
    ("GET", "/"): PUBLIC,
    ("GET", "/championships"): PUBLIC,
    ("GET", "/championships/{championship_id}"): PUBLIC,
    ("POST", "/championships/{championship_id}/publication"): ORGANISERS,
    ("GET", "/championships/{championship_id}/scoreboard"): PUBLIC,
    ("GET", "/skills/{skill_id}/marking"): INSIDERS,
    ("POST", "/skills/{skill_id}/marking"): INSIDERS,
    ("GET", "/skills/{skill_id}/marking/{code}"): INSIDERS,
    ("POST", "/skills/{skill_id}/marking/{code}/sign-off"): EXPERTS,
    ("GET", "/sheets/{sheet_id}"): INSIDERS,
    ("POST", "/sheets/{sheet_id}"): EXPERTS,
    ("GET", "/skills/{skill_id}/sign-off"): INSIDERS,
    ("POST", "/skills/{skill_id}/sign-off"): EXPERTS,
}
CLOSED = sorted(route for route, roles in RULES.items() if roles is not PUBLIC)


def address(path: str, **known: str) -> str:
    return re.sub(r"\{(\w+)\}", lambda match: known.get(match[1], "A1" if match[1] == "code" else ID), path)


def walked(routes: list[Any], prefix: str = "") -> set[tuple[str, str]]:
    """Every (method, path) below these routes, through included routers."""
    found: set[tuple[str, str]] = set()
    for route in routes:
        if isinstance(route, APIRoute):
            found |= {(method, prefix + route.path) for method in route.methods or ()}
        else:
            found |= walked(route.original_router.routes, prefix + route.include_context.prefix)
    return found


def test_every_route_has_a_rule_here(api: FastAPI) -> None:
    assert {found for router in routers() for found in walked(router.routes, "")} == set(RULES)
    described = {(method.upper(), path) for path, ways in api.openapi()["paths"].items() for method in ways}
    assert described == {(method, path) for method, path in RULES if path.startswith(V1)}


async def test_without_a_sign_in_nobody_gets_in(http: httpx2.AsyncClient) -> None:
    for method, path in CLOSED:
        answer = await http.request(method, address(path))
        assert answer.status_code == 401, f"{method} {path}"
        assert answer.headers["content-type"] == "application/problem+json"


async def test_a_page_that_answers_a_form_links_to_addresses_that_open(http: httpx2.AsyncClient) -> None:
    for method, path in RULES:
        if method == "POST" and not path.startswith(V1):
            await check_links(http, address(path))


async def test_a_token_for_another_product_gets_nobody_in(http: httpx2.AsyncClient, token_issuer: TokenIssuer) -> None:
    foreign = token_issuer.bearer("anna", "organiser", "expert", aud="urn:another")
    for method, path in CLOSED:
        assert (await http.request(method, address(path), headers=foreign)).status_code == 401, f"{method} {path}"


async def test_the_wrong_role_is_refused(http: httpx2.AsyncClient, token_issuer: TokenIssuer) -> None:
    by_role = {role: token_issuer.bearer("primer", role.value) for role in Role}
    for method, path in CLOSED:
        for role in sorted(EVERYBODY - (RULES[method, path] or set())):
            answer = await http.request(method, address(path), headers=by_role[role])
            assert answer.status_code == 403, f"{role}: {method} {path}"
            assert answer.json()["errors"][0]["fix"]


PLANNED = {
    "name": {"ru": "А", "en": "A"},
    "ruleset": "worldskills",
    "starts_on": "2026-11-20",
    "ends_on": "2026-11-22",
}
BODIES: dict[str, Any] = {
    "championships": PLANNED,
    "skills": {"number": "77", "name": {"ru": "Чужая", "en": "Foreign"}},
    "copies": {"starts_on": "2027-11-20"},
    "members": {"name": "R-50"},
    "merger": {"into": ID},
    "announcement": None,
    "closing": None,
    "publication": None,
    "dropping": None,
    "experts": {"subject_id": ID, "member": "R-50"},
    "registrations": {"subject_id": ID, "member": "R-50"},
    "persons": {"family_name": "Чужой", "given_name": "Вымысел"},
    "marks": {"measurement": True},
    "team": {"experts": [ID]},
    "absence": {"kind": "absent", "reason": "Did not come"},
}
OWN = [
    *(("POST", f"{V1}/championships"), ("POST", f"{V1}/persons")),
    *(("GET", "/championships/new"), ("POST", "/championships/new")),
]
"""What an organiser makes for the own organisation."""


async def test_another_organisation_gets_nowhere(play: Play, token_issuer: TokenIssuer) -> None:
    await play.gather()
    person = await play.person("Своякин")
    known = {
        "championship_id": play.championship,
        "skill_id": play.skill,
        "subject_id": person,
        "registration_id": play.registrations["Альфин"],
        "sheet_id": await play.sheet("Альфин", "A1"),
    }
    strangers = [token_issuer.bearer("boris", "organiser", "expert", organisation="region-50")]
    strangers.append(token_issuer.bearer("nobody", "organiser", "expert"))
    for method, path in sorted(set(CLOSED) - set(OWN)):
        body = next((body for word, body in reversed(BODIES.items()) if f"/{word}" in path), None)
        matching = {"If-Match": '"1"'} if method == "PUT" else {}
        for stranger in strangers:
            answer = await play.http.request(
                method, address(path, **known), json=body, headers={**stranger, **matching}
            )
            assert answer.status_code == 403, f"{method} {path}: {answer.status_code} {answer.text}"


async def test_an_organiser_of_no_organisation_opens_nothing(play: Play, token_issuer: TokenIssuer) -> None:
    nobody = token_issuer.bearer("nobody", "organiser")
    await play.post("/championships", PLANNED, by=nobody, expect=403)
    await play.post("/persons", BODIES["persons"], by=nobody, expect=403)
