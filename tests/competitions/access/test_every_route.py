"""Every route by who has a duty and a token that says nothing: of the organisation, of this championship, of a sibling, elsewhere."""

from typing import Any, Final
from uuid import UUID

import pytest
from tests.competitions.access.test_duties import bare, let_in, officer
from tests.competitions.api.test_rules_of_routes import BODIES, CLOSED, OWN, address, things
from tests.competitions.callers import EVERYBODY, EXPERTS, SCHOOL
from tests.competitions.playing import V1, Play
from tests.competitions.rules_of_routes import RULES

from shared.identity.principal import Role

THINGS: Final = ("championship_id", "skill_id", "registration_id", "sheet_id", "import_id", "consents_id", "scan_id")
OF_THINGS: Final = sorted(
    {(method, path) for method, path in CLOSED if any(f"{{{one}}}" in path for one in (*THINGS, "subject_id"))}
    - set(OWN)
)
OF_ORGANISATION: Final = sorted(
    (method, path)
    for method, path in CLOSED
    if RULES[method, path] == {Role.ORGANISER} and not any(f"{{{one}}}" in path for one in THINGS)
)


async def asked(play: Play, route: tuple[str, str], known: dict[str, str], by: dict[str, str]) -> int:
    method, path = route
    body: Any = next((body for word, body in reversed(BODIES.items()) if f"/{word}" in path), None)
    matching = {"If-Match": '"1"'} if method == "PUT" else {}
    answer = await play.http.request(method, address(path, **known), json=body, headers={**by, **matching})
    return answer.status_code


@pytest.mark.parametrize("who", ["foreign", "sibling", "officer", "reader"])
async def test_a_duty_elsewhere_opens_nothing_here(play: Play, who: str) -> None:
    await play.open()
    sibling = play.championship
    await play.gather()
    known = await things(play)
    match who:
        case "foreign":
            await let_in(play, "vera", by=play.stranger())
        case "sibling":
            await let_in(play, "vera", place=f"/championships/{sibling}")
        case "officer":
            await let_in(play, "vera", "officer", by=officer(play))
        case "reader":
            await let_in(play, "vera", "reader")
    for route in OF_THINGS:
        if who == "reader" and "{scan_id}" in route[1]:
            continue  # what a reader is named for
        assert await asked(play, route, known, bare(play, "vera")) == 403, route


async def test_an_organisers_duty_opens_what_an_organisers_token_opens(play: Play) -> None:
    """What is looked at, by both: the same answer."""
    await play.gather()
    known = await things(play)
    await let_in(play, "vera", place="")
    await let_in(play, "zoya", place=f"/championships/{play.championship}", family_name="Другая")
    anna, vera, zoya = play.anna(), bare(play, "vera"), bare(play, "zoya")
    for route in (one for one in OF_THINGS if one[0] == "GET" and RULES[one] not in (EXPERTS, EVERYBODY, SCHOOL)):
        expected = await asked(play, route, known, anna)
        assert expected != 403, route
        assert await asked(play, route, known, vera) == expected, route
        is_persons = route[1].removeprefix(V1).startswith(("/people/", "/persons/"))
        assert await asked(play, route, known, zoya) == (403 if is_persons else expected), route


async def test_two_narrow_rights_open_no_list_of_the_organisation(play: Play) -> None:
    """An officer of the organisation who organises one championship of it: neither is an organiser of the organisation."""
    await play.gather()
    known = await things(play)
    await let_in(play, "olga", place=f"/championships/{play.championship}")
    for route in OF_ORGANISATION:
        refused = {403} if route[0] == "GET" else {403, 422}
        assert await asked(play, route, known, officer(play)) in refused, route
    people = await play.app.people.find_many({"erased_at": {"$ne": None}})
    assert people == []
    assert (await play.app.people.get(UUID(known["subject_id"]))).erased_at is None
    await play.get(f"/championships/{play.championship}/registrations", by=officer(play))
    assert f"{V1}/persons" in {path for _, path in OF_ORGANISATION}
