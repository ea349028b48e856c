"""Who gets in: every route of the service, without a sign-in, with the wrong role, for another organisation."""

import re
from typing import Any
from uuid import UUID, uuid4

import httpx2
from fastapi import FastAPI
from tests.competitions.callers import EVERYBODY, PUBLIC
from tests.competitions.playing import V1, Play
from tests.competitions.rules_of_routes import RULES
from tests.forms import check_links, walked
from tests.kept import kept_of, secret

from competitions.asgi import resources
from competitions.domain.aspect import Measured
from competitions.domain.bringing.packages import ArrivedPackage, Contents
from competitions.domain.consents.records import Purpose
from competitions.domain.consents.scans import Scan
from competitions.domain.entering.imports import Import
from competitions.domain.sending.late import LateEntry, Why
from competitions.pages import ROUTERS
from localstack.token_issuer import TokenIssuer
from shared.identity.principal import Role
from shared.text import Text

ID = "6f1a2e3c-6c0e-5d0e-9d57-0f5c0d3a7b11"
CLOSED = sorted(route for route, roles in RULES.items() if roles is not PUBLIC)


def address(path: str, **known: str) -> str:
    return re.sub(r"\{(\w+)\}", lambda match: known.get(match[1], "A1" if match[1] == "code" else ID), path)


def test_every_route_has_a_rule_here(api: FastAPI) -> None:
    below = {found for router in resources() for found in walked(router.routes, V1)}
    assert below | {found for router in ROUTERS for found in walked(router.routes)} == set(RULES)
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
            assert answer.headers["cache-control"] == "no-store"


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
    "search": {"text": "Чужой"},
    "persons": {"family_name": "Чужой", "given_name": "Вымысел"},
    "marks": {"measurement": True, "saw": None},
    "late-entries": {"saw": None},
    "team": {"experts": [ID]},
    "selections": {"action": "confirm", "registrations": [ID]},
    "teams": {"teams": [{"code": "A1", "experts": [ID]}]},
    "rejection": {"reason": "Not of age"},
    "withdrawal": {},
    "change": {"skill_id": ID, "member": "R-50"},
    "replacement": {"subject_id": ID, "member": "R-50"},
    "absence": {"kind": "absent", "reason": "Did not come"},
    "consents": {"giver_id": ID, "purpose": "participation", "decision": "given"},
    "requests": {},
    "invitations": {
        "duty": "organiser",
        "family_name": "Чужой",
        "given_name": "Вымысел",
        "email": "chuzhoi@example.org",
    },
    "programs": {"duty": "organiser", "name": "Чужая", "account": "chuzhaya"},
    "skills/{skill_id}/invitations": {"subject_id": ID},
    "skills/{skill_id}/invitations/newcomers": {
        "family_name": "Чужой",
        "given_name": "Вымысел",
        "email": "foreign@example.org",
    },
    "experts/{subject_id}/role": {"role": "expert"},
    "registrations/{registration_id}/check-in": {},
    "dismissal": {"reason": "Another plan"},
    "protests": {"registration_id": ID, "reason": "Чужое"},
    "lifting": {"reason": "Чужое"},
    "reopenings": {"reason": "Чужое"},
    "sign-offs": {"sub_criteria": ["A1"]},
    "ties": {"close_to": []},
    "cancellation": {"cause": "venue", "reason": "No place"},
    "schedule/items": {
        "name": {"ru": "Чужое", "en": "Foreign"},
        "starts_at": "2026-11-20T09:00:00Z",
        "ends_at": "2026-11-20T10:00:00Z",
    },
    "marks/{code}/withdrawal": {"reason": "A slip", "saw": None},
    "refusal": {"reason": "An entry goes on"},
    "consents/{consents_id}/withdrawal": {"purpose": "participation"},
    "me/registrations/{registration_id}/needs": {"needs": []},
    "me/registrations/{registration_id}/companions": {"companions": []},
    "me/registrations/{registration_id}/emergency-contacts": {"contacts": []},
    "companions/{code}/check-in": None,
    "needs/readings": None,
    "needs/venue-lists": None,
    "needs/answer": {"need": "light", "outcome": "granted"},
    "school/entries": {
        "family_name": "Чужой",
        "given_name": "Вымысел",
        "birth_date": "2010-03-14",
        "skill_id": ID,
    },
    "school/entries/{registration_id}/members/{subject_id}/replacement": {
        "family_name": "Чужой",
        "given_name": "Вымысел",
        "birth_date": "2010-03-14",
    },
    "school/entries/{registration_id}/mentor": {"family_name": "Чужой", "given_name": "Вымысел"},
    "school/entries/{registration_id}/members": {
        "family_name": "Чужой",
        "given_name": "Вымысел",
        "birth_date": "2010-03-14",
    },
    "school/entries/{registration_id}/people/{subject_id}/correction": {
        "family_name": "Примеров",
        "given_name": "Пример",
    },
    "school/entries/{registration_id}/replacement": {
        "family_name": "Чужой",
        "given_name": "Вымысел",
        "birth_date": "2010-03-14",
    },
    "me/registrations/{registration_id}/consents": {"answers": [{"purpose": "image", "decision": "given"}]},
    "team-registrations": {"name": "Чужие", "captain": ID, "members": [ID], "member": "R-50"},
    "registrations/{registration_id}/team": {"name": "Чужие", "captain": ID},
    "team/newcomers": {"family_name": "Чужой", "given_name": "Вымысел", "birth_date": "2010-03-14"},
    "team/mentor": {"family_name": "Чужой", "given_name": "Вымысел", "email": "foreign@example.org"},
    "me/registrations/{registration_id}/mentoring": {"answer": "agreed"},
    "team/members": {"subject_id": ID},
    "team/members/{subject_id}/replacement": {"subject_id": ID},
    "team/members/{subject_id}/absence": {"kind": "absent", "reason": "Did not come"},
    "team/members/{subject_id}/check-in": {},
    "devices": {"devices": "own"},
}
OWN = [
    ("POST", f"{V1}/championships"),
    ("POST", f"{V1}/persons"),
    ("POST", "/invitation/{token}"),
    *(("POST", "/judging/{token}"), ("POST", f"{V1}/judging/{{token}}/acceptance")),
    ("GET", f"{V1}/persons"),
    ("POST", f"{V1}/persons/search"),
    *(("POST", f"{V1}/championships/{{championship_id}}/entering{end}") for end in ("", "/teams")),
    *(
        (method, f"/enter/{{championship_id}}/{step}")
        for method, step in (("GET", "{step}"), ("POST", "{step}"), ("POST", "check"))
    ),
    ("GET", "/me/entries/{registration_id}/questions"),
    *((method, "/me/consents/{consents_id}/withdrawal") for method in ("GET", "POST")),
    ("GET", f"{V1}/me/consents"),
    ("GET", f"{V1}/me/data"),
    ("GET", "/me/data"),
    *(("GET", "/me"), ("GET", f"{V1}/me/registrations")),
    ("POST", f"{V1}/sheets/entries"),
    ("GET", "/marking/pages"),
    ("GET", "/marking/key"),
    *((method, f"{V1}/me/calendar") for method in ("GET", "PUT", "DELETE")),
    *(("GET", "/me/schedule"), ("GET", "/me/schedule.ics")),
    *(("POST", "/me/schedule/feed"), ("POST", "/me/schedule/feed/end")),
    *(("GET", "/people"), ("GET", "/people.xlsx"), ("GET", "/people/duplicates")),
    ("POST", "/people/search"),
    *((method, path) for method, path in RULES if path.removeprefix(V1) == "/organisation"),
    *(("GET", "/scans"), ("GET", "/scans.xlsx"), ("POST", "/scans/search"), ("GET", f"{V1}/scans")),
    ("GET", "/needs"),
    *((method, path) for method, path in RULES if path.removeprefix(V1).startswith("/access")),
    ("GET", "/people/new"),
    ("POST", "/people/new"),
    *(("GET", "/championships/new"), ("POST", "/championships/new")),
    *(("GET", "/championships/new/package"), ("POST", "/championships/new/package"), ("POST", f"{V1}/packages")),
    *(
        (method, f"{at}/consent-texts{one}")
        for at in ("", V1)
        for method, one in (("GET", ""), *((way, "/{purpose}") for way in ("GET", "POST", "PUT")))
    ),
    ("POST", "/invitation/{token}"),
]
"""What an organiser makes and sees of the own organisation alone, and what its link alone lets people do."""


async def an_import(play: Play) -> UUID:
    made = Import(uuid4(), UUID(play.championship), "region-47", "anna", play.app.now(), (), known=0)
    return (await play.app.imports.add(made)).id


async def a_scan(play: Play) -> UUID:
    championship, purpose = UUID(play.championship), Purpose.PARTICIPATION
    ids = (uuid4(), championship, "region-47", uuid4(), uuid4(), uuid4())
    made = Scan(*ids, purpose, "pdf", 1, 1, "0" * 64, play.app.now(), "anna")
    return (await play.app.scans.add(made)).id


async def a_late_entry(play: Play) -> UUID:
    sheet, at = UUID(await play.sheet("Альфин", "A1")), play.app.now()
    entry = Measured(value=True)
    made = LateEntry(uuid4(), sheet, UUID(play.skill), "A1.01", entry, None, UUID(ID), Why.SIGNED, at, None)
    return (await play.app.late_entries.add(made)).id


async def a_package(play: Play) -> UUID:
    at = play.app.now()
    contents = Contents(
        UUID(ID), Text("А", "A"), "region-47", None, "worldskills", at.date(), at.date(), at, 1, 1, 1, 1, 0
    )
    made = ArrivedPackage(uuid4(), "region-47", "anna", at, contents)
    return (await play.app.packages.keep(made, b"no package")).id


async def things(play: Play) -> dict[str, str]:
    """What belongs to the championship of `play.gather`, and a person of its organisation who is not entered in it."""
    return {
        "championship_id": play.championship,
        "skill_id": play.skill,
        "subject_id": await play.person("Своякин"),
        "registration_id": play.registrations["Альфин"],
        "sheet_id": await play.sheet("Альфин", "A1"),
        "import_id": str(await an_import(play)),
        "scan_id": str(await a_scan(play)),
        "late_id": str(await a_late_entry(play)),
        "package_id": str(await a_package(play)),
        "purpose": "participation",
        "consents_id": str((await play.app.consents.find_many({}))[0].id),
    }


async def test_another_organisation_gets_nowhere(play: Play, token_issuer: TokenIssuer) -> None:
    await play.gather()
    known = await things(play)
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


async def test_nobody_keeps_what_somebody_reads(play: Play) -> None:
    await play.gather()
    wanted = {(method, path) for method, path in RULES if method == "GET"}
    kept, shown = await kept_of(play.http, wanted, play.anna(), await things(play))
    assert kept == {}
    assert shown > 50, "and not refusals alone"
    assert await kept_of(play.http, secret(RULES), {}) == ({}, 0)
