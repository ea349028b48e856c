"""What people and programs may do is kept by the product: invited, accepted, ended; each act with who and when."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.competitions.pages.reading import page, post, text
from tests.competitions.playing import HOME, Play

from client import consents
from competitions.queries.people import INVITATION
from shared.identity import links
from shared.web.forms import form_id

VERA = {"family_name": "Новикова", "given_name": "Вера", "email": "vera@example.org"}


def bare(play: Play, account: str) -> dict[str, str]:
    """Somebody of whom the token says nothing but who it is."""
    return play.issuer.bearer(account)


def officer(play: Play, account: str = "olga", organisation: str = HOME) -> dict[str, str]:
    return play.issuer.bearer(account, "officer", organisation=organisation)


def link(play: Play, duty_id: str) -> str:
    """The address in the letter."""
    return f"/invitation/{links.token(INVITATION, UUID(duty_id), play.app.link_secret)}"


async def offer(play: Play, duty: str = "organiser", place: str = "", by: Any = None, **person: str) -> str:
    body = {"duty": duty, **VERA, **person}
    made = await play.post(f"{place}/access/invitations", body, by=by, expect=201)
    found: str = made["duty_id"]
    return found


async def let_in(
    play: Play, account: str, duty: str = "organiser", place: str = "", by: Any = None, **person: str
) -> str:
    duty_id = await offer(play, duty, place, by, **person)
    assert (await post(play, link(play, duty_id), bare(play, account))).status_code == 303
    return duty_id


def forget(play: Play, *accounts: str) -> None:
    """What another process would know again after some seconds."""
    for account in accounts:
        play.app.duties.forget(account)


async def told(play: Play) -> list[dict[str, Any]]:
    return [one for one in await play.told("rosters") if one["topic"] == "competitions.duty"]


async def test_who_accepts_an_invitation_may_do_it_and_who_ended_it_takes_it_back(play: Play) -> None:
    await play.open()
    vera = bare(play, "vera")
    await play.get("/persons", by=vera, expect=403)
    duty_id = await let_in(play, "vera")
    assert (await play.get("/persons", by=vera))["items"][-1]["family_name"] == "Новикова"
    await play.get(f"/championships/{play.championship}/registrations", by=vera)
    duty = (await play.get("/access", by=vera))["duties"][0]
    assert (duty["id"], duty["duty"], duty["account"], duty["given_by"]) == (duty_id, "organiser", "vera", "anna")
    await play.call("DELETE", f"/access/{duty_id}", play.anna(), expect=204)
    await play.call("DELETE", f"/access/{duty_id}", play.anna(), expect=204)
    await play.get("/persons", by=vera, expect=403)
    over = (await play.get("/access"))["duties"][0]
    assert (over["ended_by"], bool(over["ended_at"]), over["account"]) == ("anna", True, "vera")
    begun, ended = await told(play)
    assert (UUID(begun["key"].decode()), UUID(ended["key"].decode())) == (UUID(duty_id), UUID(duty_id))
    assert "tombstone" in ended
    assert b"vera" in begun["value"]
    for word in ("Новикова", "example.org"):
        assert word.encode() not in begun["value"]


async def test_a_duty_of_one_organisation_is_none_in_another(play: Play) -> None:
    await play.open()
    await let_in(play, "vera", by=play.stranger())
    vera = bare(play, "vera")
    await play.get("/persons", by=vera)
    await play.get(f"/championships/{play.championship}/registrations", by=vera, expect=403)
    assert (await play.get("/persons", by=vera))["items"][0]["organisation"] == "region-50"


async def test_who_may_act_for_two_acts_for_one_at_a_time(play: Play) -> None:
    await play.open()
    for by in (play.anna(), play.stranger()):
        await let_in(play, "vera", by=by)
    vera = bare(play, "vera")
    for organisation in (HOME, "region-50"):
        acting = {**vera, "acting-for": organisation}
        assert {one["organisation"] for one in (await play.get("/persons", by=acting))["items"]} == {organisation}
    home, other = {**vera, "acting-for": HOME}, {**vera, "acting-for": "region-50"}
    await play.get(f"/championships/{play.championship}/registrations", by=home)
    await play.get(f"/championships/{play.championship}/registrations", by=other, expect=403)
    refused = await play.get("/persons", by={**vera, "acting-for": "region-99"}, expect=403)
    assert refused["type"].endswith("/acts-for-another")
    assert HOME in refused["errors"][0]["fix"]


async def test_an_organiser_of_one_championship_holds_that_alone(play: Play) -> None:
    await play.open()
    first = play.championship
    shows = ["name", "place"]
    entered = await play.compete("Альфина", "R-01", account="alfina", shows=shows)
    await play.open()
    other = await play.compete("Бетина", "R-01")
    elsewhere = await play.post(
        f"/skills/{play.skill}/registrations", {"subject_id": entered, "member": "R-01"}, expect=201
    )
    await consents.on_paper(play.organiser, elsewhere["id"], shows)
    await let_in(play, "vera", place=f"/championships/{first}")
    vera = bare(play, "vera")
    await play.get(f"/championships/{first}/registrations", by=vera)
    await page(play, f"/championships/{first}/access", vera)
    await page(play, f"/championships/{first}", vera)
    known = await play.get(f"/persons/{entered}", by=vera)
    assert [one["championship_id"] for one in known["publicity"]] == [first], (
        "in what else they are is nobody's business here"
    )
    assert known["account"] is None
    assert len((await play.get(f"/persons/{entered}"))["publicity"]) == 2
    for path in (f"/championships/{play.championship}/registrations", "/persons", f"/persons/{other}", "/access"):
        await play.get(path, by=vera, expect=403)
    person = {"family_name": "Чужая", "given_name": "Вымысел"}
    await play.post("/persons", person, by=vera, expect=403)
    await play.call("DELETE", f"/persons/{entered}", vera, expect=403)
    seen = (await play.get("/championships", by=vera))["items"]
    assert [one["id"] for one in seen] == [first]


async def test_a_right_in_one_place_joined_to_another_in_a_second_gives_no_third(play: Play) -> None:
    """An officer of the organisation who organises one championship of it organises no other, and sees nobody's data."""
    await play.open()
    first, subject = play.championship, await play.person("Юнкина")
    await play.open()
    await let_in(play, "olga", place=f"/championships/{first}")
    olga = officer(play)
    await play.get(f"/championships/{first}/registrations", by=olga)
    for path in (f"/championships/{play.championship}/registrations", "/persons", f"/persons/{subject}"):
        await play.get(path, by=olga, expect=403)
    await play.post("/persons", {"family_name": "Чужая", "given_name": "Вымысел"}, by=olga, expect=403)
    await play.call("DELETE", f"/persons/{subject}", olga, expect=403)
    plan = {
        "name": {"ru": "А", "en": "A"},
        "ruleset": "worldskills",
        "starts_on": "2026-11-20",
        "ends_on": "2026-11-22",
    }
    await play.post("/championships", plan, by=olga, expect=403)


async def test_nobody_gives_or_ends_what_they_do_not_have(play: Play) -> None:
    body = {"duty": "officer", **VERA}
    await play.post("/access/invitations", body, expect=403)
    await play.post("/access/invitations", {**body, "duty": "organiser"}, by=officer(play), expect=403)
    organiser = await let_in(play, "vera")
    made = await offer(play, "officer", by=officer(play), family_name="Иная")
    await play.call("DELETE", f"/access/{organiser}", officer(play), expect=403)
    await play.call("DELETE", f"/access/{made}", play.anna(), expect=403)
    await play.call("DELETE", f"/access/{made}", officer(play), expect=204)
    refused = await play.post("/access/invitations", {**body, "duty": "expert"}, expect=422)
    assert refused["errors"][0]["where"] == "/duty"
    await play.open()
    refused = await play.post(f"/championships/{play.championship}/access/invitations", body, expect=422)
    assert refused["type"].endswith("/no-such-duty")


async def test_the_last_organiser_lets_nobody_out_through_their_own_door(play: Play) -> None:
    duty_id = await let_in(play, "vera")
    vera = bare(play, "vera")
    refused = await play.call("DELETE", f"/access/{duty_id}", vera, expect=409)
    assert refused["type"].endswith("/last-of-duty")
    await let_in(play, "zoya", family_name="Другая", email="zoya@example.org")
    await play.call("DELETE", f"/access/{duty_id}", vera, expect=204)
    await play.get("/access", by=vera, expect=403)


async def test_a_repeated_invitation_is_one_and_a_newer_one_ends_the_older(play: Play) -> None:
    key = uuid4().hex
    body = {"duty": "organiser", **VERA}
    one = await play.post("/access/invitations", body, expect=201, idempotency_key=key)
    assert await play.post("/access/invitations", body, expect=201, idempotency_key=key) == one
    assert len((await play.get("/access"))["duties"]) == 1
    newer = await offer(play)
    assert (await post(play, link(play, one["duty_id"]), bare(play, "vera"))).status_code == 409
    assert (await post(play, link(play, newer), bare(play, "vera"))).status_code == 303
    assert len((await play.get("/persons"))["items"]) == 1, "the same name and address are the same person"
    refused = await play.post("/access/invitations", body, expect=409)
    assert refused["type"].endswith("/duty-held")


async def test_a_shared_address_does_not_make_a_mother_her_child(play: Play) -> None:
    child = await play.person("Новиков", email="vera@example.org")
    await let_in(play, "vera")
    people = (await play.get("/persons"))["items"]
    assert {one["family_name"]: one["account"] for one in people} == {"Новиков": None, "Новикова": "vera"}
    assert child


async def test_an_accepted_invitation_is_nobody_elses(play: Play) -> None:
    duty_id = await let_in(play, "vera")
    assert (await post(play, link(play, duty_id), bare(play, "vera"))).status_code == 303
    assert (await post(play, link(play, duty_id), bare(play, "other"))).status_code == 409
    await play.get("/persons", by=bare(play, "other"), expect=403)


async def test_who_is_known_by_an_account_already_takes_the_duty_with_it(play: Play) -> None:
    """Invited under another spelling: the account keeps the one record that the organisation has of it."""
    subject = await play.person("Новикова", account="vera")
    await let_in(play, "vera", family_name="Новикова-Пробная")
    assert await play.app.people.subject_of("vera", HOME) == UUID(subject)
    await play.get("/persons", by=bare(play, "vera"))


async def test_who_is_erased_may_do_nothing_more_and_their_account_is_forgotten(play: Play) -> None:
    await let_in(play, "vera")
    subject = await play.app.people.subject_of("vera", HOME)
    await play.call("DELETE", f"/persons/{subject}", play.anna(), expect=204)
    await play.get("/persons", by=bare(play, "vera"), expect=403)
    over = (await play.get("/access"))["duties"]
    assert [(one["account"], one["ended_by"]) for one in over] == [(None, "anna")]
    assert "tombstone" in (await told(play))[-1]


async def test_a_program_is_let_in_and_out(play: Play) -> None:
    body = {"duty": "organiser", "name": "Расписание школы", "account": "service-17"}
    duty_id = (await play.post("/access/programs", body, expect=201))["duty_id"]
    program = bare(play, "service-17")
    await play.get("/persons", by=program)
    assert (await play.post("/access/programs", body, expect=409))["type"].endswith("/duty-held")
    await play.call("DELETE", f"/access/{duty_id}", play.anna(), expect=204)
    await play.get("/persons", by=program, expect=403)


async def test_who_is_on_a_jury_is_an_expert_whatever_the_token_says(play: Play) -> None:
    await play.gather()
    one = bare(play, "one")
    sheets = await play.get(f"/skills/{play.skill}/sheets", by=one)
    assert sheets["items"]
    await play.get(f"/skills/{play.skill}/sheets", by=bare(play, "nobody"), expect=403)


@pytest.mark.parametrize("language", ["ru", "en"])
async def test_the_pages_invite_let_in_and_end(play: Play, language: str) -> None:
    await play.open()
    for home in ("", f"/championships/{play.championship}"):
        html = await page(play, f"{home}/access", play.anna(), language=language)
        once = html.partition('name="once" value="')[2].partition('"')[0]
        sent = {**VERA, "duty": "organiser", "once": once, "language": "ru"}
        duty = form_id(sent)
        for _ in range(2):
            assert (await post(play, f"{home}/access/invitations", play.anna(), sent)).status_code == 303
        shown = text(await page(play, f"{home}/access", play.anna(), language=language))
        assert shown.count("Новикова Вера") == 1
        refused = await post(
            play, f"{home}/access/invitations", play.anna(), {**sent, "email": "nowhere", "once": str(uuid4())}
        )
        assert refused.status_code == 422
        assert 'href="#invitation-email"' in refused.text
        assert 'value="nowhere"' in refused.text
        address = link(play, str(duty))
        assert "Вера Н." in text(await page(play, address, {}, language=language))
        assert (await post(play, address, bare(play, "vera"))).status_code == 303
        await page(play, address, bare(play, "vera"), language=language)
        await page(play, f"{home}/access", bare(play, "vera"), language=language)
        program = {"duty": "organiser", "name": "Программа", "account": "service-17", "once": str(uuid4())}
        assert (await post(play, f"{home}/access/programs", play.anna(), program)).status_code == 303
        assert (await post(play, f"{home}/access/{duty}/end", play.anna())).status_code == 303
        assert (await post(play, f"{home}/access/{duty}/end", play.anna())).status_code == 303
        forget(play, "vera")


async def test_the_switcher_is_shown_to_who_may_act_for_several(play: Play) -> None:
    for by in (play.anna(), play.stranger()):
        await let_in(play, "vera", by=by)
    vera: Mapping[str, str] = bare(play, "vera")
    assert "acting-for" in await page(play, "/access", vera)
    assert "acting-for" not in await page(play, "/access", play.anna())
    switched = await post(play, "/sign-in/organisation", vera, {"organisation": "region-50", "to": "/access"})
    assert (switched.status_code, switched.headers["location"]) == (303, "/access")
    cookie = switched.headers["set-cookie"].partition(";")[0]
    assert "region-50" in text(await page(play, "/access", {**vera, "cookie": cookie}))
    assert HOME in text(await page(play, "/access", {**vera, "cookie": "acting-for=region-99"})), "a cookie may be old"
