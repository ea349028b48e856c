"""Who gets in: every route of the service, without an account, with a wrong role, and for another organisation."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from tests.certificates.playing import API, HELD, ISSUER, Play, person, public
from tests.certificates.routes import (
    OF_THE_ISSUER,
    OFFICERS,
    OWN_REGISTER,
    PUBLIC,
    REASON,
    SIGNED_IN,
    STAFF,
)
from tests.forms import check_links

from certificates.asgi import ROUTERS
from certificates.handlers import subscriptions
from certificates.pages import ROUTERS as PAGES
from shared.contracts.duties import DutyGranted
from shared.identity.principal import OF_ONE_ORGANISATION, Role, Rule, rule_of

ACT = UUID(int=7)


def routes() -> Iterator[tuple[str, list[Rule]]]:
    for router in (*ROUTERS, *PAGES):
        for route in router.routes:
            assert isinstance(route, APIRoute)
            found = (rule_of(each.call) for each in route.dependant.dependencies)
            for method in route.methods or ():
                yield f"{method} {route.path}", [rule for rule in found if rule is not None]


def test_every_route_has_one_rule_and_stands_in_this_table() -> None:
    seen = dict(routes())
    expected = {
        *(each.partition("?")[0] for each in OFFICERS),
        *STAFF,
        *SIGNED_IN,
        *PUBLIC,
        *(each.partition("?")[0] for each in OWN_REGISTER),
    }
    assert set(seen) == expected
    assert {name for name, rules in seen.items() if len(rules) != 1} == set()
    assert {name for name, rules in seen.items() if rules[0].public} == PUBLIC


async def ask(play: Play, route: str, id_: UUID, headers: dict[str, str]) -> int:
    method, _, path = route.partition(" ")
    kind, body = OFFICERS.get(route, ("json", None))
    address = path.format(
        certificate_id=id_,
        award_id=id_,
        case="short",
        championship_id=HELD,
        organisation="region-47",
        purpose="revocation",
        number=202600,
        code="gold",
        issuer=1,
        of="logo",
        act_id=ACT,
        blank_id=ACT,
        what="reissue",
    )
    sent: dict[str, Any] = {kind: body} if body is not None else {}
    return (await play.http.request(method, address, headers=headers, **sent)).status_code


async def answers(play: Play, routes: set[str], id_: UUID, headers: dict[str, str]) -> dict[str, int]:
    return {route: await ask(play, route, id_, headers) for route in sorted(routes)}


async def test_a_page_that_answers_a_form_links_to_addresses_that_open(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate()
    for route in (*OFFICERS, *SIGNED_IN, *PUBLIC):
        if route.startswith("POST /") and not route.startswith(f"POST {API}"):
            path = route.partition(" ")[2].format(
                certificate_id=id_, organisation="region-47", code="gold", of="logo", act_id=ACT, blank_id=ACT
            )
            await check_links(play.http, path)


async def test_nobody_gets_in_without_an_account(play: Play) -> None:
    await play.issuer()
    routes = {*OFFICERS, *STAFF, *SIGNED_IN, *OWN_REGISTER}
    assert await answers(play, routes, await play.certificate(), {}) == dict.fromkeys(routes, 401)


async def test_a_wrong_role_is_refused(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate()
    routes = {*OFFICERS, *OWN_REGISTER}
    for role in ("organiser", "expert", "coordinator", "competitor", "guardian"):
        headers = play.bearer("somebody", role, organisation="region-47")
        assert await answers(play, routes, id_, headers) == dict.fromkeys(routes, 403), role


async def test_an_officer_of_another_organisation_is_refused(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate()
    headers = play.bearer("petr", "officer", organisation="region-50")
    assert await answers(play, OF_THE_ISSUER, id_, headers) == dict.fromkeys(OF_THE_ISSUER, 403)
    assert (await play.http.get(f"{API}/certificates/{id_}", headers=play.officer)).json()["status"] == "valid"
    for route in OWN_REGISTER:
        answer = await play.http.get(route.partition(" ")[2], headers=headers)
        assert (answer.status_code, "47-2026" in answer.text) == (200, False)


async def test_an_officer_of_no_organisation_has_no_register(play: Play) -> None:
    routes = {*OWN_REGISTER}
    assert await answers(play, routes, uuid4(), play.bearer("olga", "officer")) == dict.fromkeys(routes, 403)


FORMS = ["?format=vc", "?format=pdf", "?format=svg", "?format=png"]


async def documents(play: Play, id_: UUID, headers: dict[str, str]) -> set[int]:
    """The statuses of everything that carries the holder's name."""
    addresses = [
        *(f"/certificates/{id_}{form}" for form in FORMS),
        f"{API}/certificates/{id_}",
        f"{API}/certificates/{id_}/qr-text",
    ]
    return {(await play.http.get(address, headers=headers)).status_code for address in addresses}


async def test_documents_are_for_the_holder_the_guardian_and_the_issuers_people(play: Play) -> None:
    await play.issuer()
    mother = await play.know(person(account="mother", family_name="Сугробова", given_name="Вьюга"))
    id_ = await play.certificate(account="snow", guardians=(mother.subject_id,))
    for headers in (
        play.bearer("snow", "competitor"),
        play.bearer("mother", "guardian"),
        play.officer,
        play.bearer("anna", "organiser", organisation="region-47"),
    ):
        assert await documents(play, id_, headers) == {200}
    assert await documents(play, id_, {}) == {401}
    for headers in (
        play.bearer("stranger", "competitor"),
        play.bearer("stranger", "guardian"),
        play.bearer("petr", "officer", organisation="region-50"),
        play.bearer("anna", "organiser", organisation="region-50"),
        play.bearer("expert-1", "expert", organisation="region-47"),
    ):
        assert await documents(play, id_, headers) == {403}


@pytest.mark.parametrize(("years", "sees"), [(10, True), (30, False)])
async def test_a_guardian_sees_a_minors_documents_only(play: Play, years: int, sees: bool) -> None:
    await play.issuer()
    mother = await play.know(person(account="mother", family_name="Сугробова", given_name="Вьюга"))
    born = play.app.now().date() - timedelta(days=365 * years)
    id_ = await play.certificate(account="snow", guardians=(mother.subject_id,), birth_date=born)
    guardian = play.bearer("mother", "guardian")
    assert await documents(play, id_, guardian) == ({200} if sees else {403})
    listed = (await play.http.get(f"{API}/certificates", headers=guardian)).json()["items"]
    assert [each["id"] for each in listed] == ([str(id_)] if sees else [])
    assert await documents(play, id_, play.bearer("snow", "competitor")) == {200}


async def test_documents_are_public_where_the_holder_wants_to_be_named(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate(publicity=public("name", "place", "score"))
    assert await documents(play, id_, {}) == {200}
    assert "Снежана" in (await play.http.get(f"/certificates/{id_}")).text


async def test_a_consent_that_is_withdrawn_hides_the_name_again(play: Play) -> None:
    await play.issuer()
    subject = uuid4()
    id_ = await play.certificate(subject_id=subject, publicity=public("name", "place", "score"))
    await play.know(person(subject, version=2, publicity=public()))
    assert await documents(play, id_, {}) == {401}
    assert "Снежана" not in (await play.http.get(f"/certificates/{id_}")).text


async def test_a_list_has_ones_own_and_ones_wards(play: Play) -> None:
    await play.issuer()
    mother = await play.know(person(account="mother", family_name="Сугробова", given_name="Вьюга"))
    own = await play.certificate(account="snow", guardians=(mother.subject_id,))
    await play.certificate(account="other")
    for account in ("snow", "mother"):
        items = (await play.http.get(f"{API}/certificates", headers=play.bearer(account))).json()["items"]
        assert [each["id"] for each in items] == [str(own)]
        page = (await play.http.get("/certificates", headers=play.bearer(account))).text
        assert f"/certificates/{own}" in page
    assert (await play.http.get(f"{API}/certificates", headers=play.bearer("nobody"))).json()["items"] == []


async def test_the_whole_application_has_no_other_routes_of_ours(api: FastAPI) -> None:
    ours = {
        path
        for path in api.openapi()["paths"]
        if path.startswith(("/api/certificates", "/certificates", "/v", "/issuers"))
    }
    assert ours <= {name.partition(" ")[2] for name, _ in routes()}


async def test_my_certificates_are_those_of_all_records_of_the_account(play: Play) -> None:
    await play.issuer()
    own = [await play.certificate(account="masha") for _ in range(2)]
    await play.certificate(account="other")
    masha = play.bearer("masha", "competitor")
    found = (await play.http.get(f"{API}/certificates", headers=masha)).json()["items"]
    assert {one["id"] for one in found} == {str(one) for one in own}


async def test_a_duty_that_is_told_makes_an_officer_and_its_end_takes_that_back(play: Play) -> None:
    """The token says who it is, and nothing else."""
    await play.issuer()
    certificate = await play.certificate()
    told = DutyGranted(duty_id=uuid4(), account="vera", role="officer", organisation="region-47")
    vera, path = play.bearer("vera"), f"{API}/certificates/{certificate}/suspension"
    assert (await play.http.post(path, json=REASON, headers=vera)).status_code == 403
    await handle(play, told)
    assert (await play.http.post(path, json=REASON, headers=vera)).is_success
    assert (await play.http.get(f"{API}/register?year=2026", headers=vera)).is_success
    foreign = {**ISSUER, "organisation": "region-50", "prefix": "50"}
    assert (await play.http.post(f"{API}/issuers", json=foreign, headers=vera)).status_code == 403
    await subscriptions.tombstones[told.topic].handle(told.duty_id, play.app)
    play.app.duties.forget("vera")
    assert (await play.http.delete(path, headers=vera)).status_code == 403


async def test_an_organisers_duty_or_one_in_a_championship_makes_no_officer(play: Play) -> None:
    await play.issuer()
    certificate = await play.certificate()
    vera = play.bearer("vera")
    for championship_id in (None, uuid4()):
        told = DutyGranted(
            duty_id=uuid4(),
            account="vera",
            role="organiser",
            organisation="region-47",
            championship_id=championship_id,
        )
        await handle(play, told)
    answers = [
        await play.http.post(f"{API}/certificates/{certificate}/suspension", json=REASON, headers=vera),
        await play.http.get(f"{API}/register?year=2026", headers=vera),
    ]
    assert [one.status_code for one in answers] == [403, 403]


async def handle(play: Play, told: DutyGranted) -> None:
    await subscriptions.by_type[told.type].handle(play.event(told), play.app)
    play.app.duties.forget(told.account)


ORGANISATIONS_OWN = {**OFFICERS, **dict.fromkeys(OWN_REGISTER, ("json", None))}


@pytest.mark.parametrize("role", [role.value for role in Role if role is not Role.OFFICER])
async def test_a_duty_that_is_no_officers_is_refused_at_every_route(play: Play, role: str) -> None:
    """By a duty as by a token, also where the token makes an officer of another organisation."""
    await play.issuer()
    id_ = await play.certificate()
    await handle(play, DutyGranted(duty_id=uuid4(), account="vera", role=role, organisation="region-47"))
    for headers in (play.bearer("vera"), play.bearer("vera", "officer", organisation="region-50")):
        acting = {**headers, **({"acting-for": "region-47"} if role in BOUND else {})}
        statuses = await answers(play, OF_THE_ISSUER, id_, acting)
        assert statuses == dict.fromkeys(OF_THE_ISSUER, 403)
    assert (await play.http.get(f"{API}/certificates/{id_}", headers=play.officer)).json()["status"] == "valid"


BOUND = {role.value for role in OF_ONE_ORGANISATION}


async def test_an_officers_duty_opens_every_route_of_its_organisation_and_none_of_another(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate()
    for account, organisation in (("vera", "region-47"), ("zoya", "region-50")):
        told = DutyGranted(duty_id=uuid4(), account=account, role="officer", organisation=organisation)
        await handle(play, told)
    assert await answers(play, OF_THE_ISSUER, id_, play.bearer("zoya")) == dict.fromkeys(OF_THE_ISSUER, 403)
    opened = await answers(play, {*ORGANISATIONS_OWN}, id_, play.bearer("vera"))
    assert {route for route, status in opened.items() if status in {401, 403}} == set()
