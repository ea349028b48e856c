"""What was given to the wrong one is nobody's: letters to other addresses, old ones, accounts of people, strangers to the organisation."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.competitions.access.test_duties import VERA, bare, let_in, link, offer, told
from tests.competitions.pages.reading import page, post, text
from tests.competitions.playing import HOME, V1, Play
from tests.signed_in import cookies, session

from competitions.domain.duties import roster as domain
from competitions.domain.duties.kinds import DutyKind
from competitions.domain.duties.roster import Grant, Roster


def program(account: str, duty: str = "organiser") -> dict[str, str]:
    return {"duty": duty, "name": "Программа", "account": account}


async def corrected(play: Play, subject: UUID | str, **facts: Any) -> None:
    known = await play.get(f"/persons/{subject}")
    body = {name: known[name] for name in ("family_name", "given_name", "language", "account", "email")}
    await play.call("PUT", f"/persons/{subject}", play.anna(), {**body, **facts}, if_match=f'"{known["version"]}"')


async def taken(play: Play, duty_id: str, account: str) -> int:
    return (await post(play, link(play, duty_id), bare(play, account))).status_code


async def test_a_letter_to_a_wrong_address_opens_nothing_once_the_address_is_mended(play: Play) -> None:
    await play.open()
    for place in ("", f"/championships/{play.championship}"):
        duty_id = await offer(play, place=place, email="stranger@example.org")
        (subject,) = [one["id"] for one in (await play.get("/persons"))["items"] if one["email"].startswith("stranger")]
        await corrected(play, subject, email=f"right-{uuid4().hex}@example.org")
        assert await taken(play, duty_id, "stranger") == 409
        ended = next(one for one in (await play.get(f"{place}/access"))["duties"] if one["id"] == duty_id)
        assert ended["ended_by"] == "anna", "nobody waits for an answer to it"
    await play.get("/persons", by=bare(play, "stranger"), expect=403)
    assert (await play.app.people.get(UUID(subject))).account is None


async def test_an_address_that_changed_unseen_ends_the_link_too(play: Play) -> None:
    """As where the records of one person are merged, or the change is made between the letter and its answer."""
    duty_id = await offer(play)
    (subject,) = [UUID(one["id"]) for one in (await play.get("/persons"))["items"]]
    await play.app.people.save(replace(await play.app.people.get(subject), email="another@example.org"))
    assert await taken(play, duty_id, "stranger") == 409
    await play.app.people.save(replace(await play.app.people.get(subject), email="Vera@Example.org"))
    assert await taken(play, duty_id, "vera") == 303, "it is the same address"


async def test_what_was_corrected_beside_the_address_ends_no_link(play: Play) -> None:
    duty_id = await offer(play)
    ((subject, email),) = [(one["id"], one["email"]) for one in (await play.get("/persons"))["items"]]
    await corrected(play, subject, given_name="Варвара", email=email)
    assert await taken(play, duty_id, "vera") == 303


@pytest.mark.parametrize(("days", "answer"), [(13, 303), (14, 409)])
async def test_an_old_letter_opens_nothing(play: Play, days: int, answer: int) -> None:
    duty_id = await offer(play)
    stored = await play.app.rosters.with_grant(UUID(duty_id))
    assert stored
    old = replace(
        stored, grants=tuple(replace(one, given_at=one.given_at - timedelta(days=days)) for one in stored.grants)
    )
    await play.app.rosters.save(old)
    assert await taken(play, duty_id, "vera") == answer


async def test_who_is_refused_leaves_no_account_behind(play: Play) -> None:
    """The account has the duty by another record already: nothing of the second letter is kept."""
    await let_in(play, "vera")
    known = await play.app.people.subject_of("vera", HOME)
    assert known
    await play.app.people.save(replace(await play.app.people.get(known), account=None, account_binding=None))
    second = await offer(play, family_name="Вторая", email="second@example.org")
    assert await taken(play, second, "vera") == 409
    assert await play.app.people.subject_of("vera", HOME) is None


async def test_a_persons_account_is_no_program(play: Play) -> None:
    await play.open()
    await play.person("Чужая", account="zoya")
    await let_in(play, "vera", by=play.stranger())
    for place in ("", f"/championships/{play.championship}"):
        for account in ("zoya", "vera", "anna"):
            refused = await play.post(f"{place}/access/programs", program(account), expect=422)
            assert (refused["type"].rpartition("/")[2], refused["errors"][0]["where"]) == ("not-a-program", "/account")
            assert (await play.get(f"{place}/access"))["duties"] == []
    sent = {**program("zoya"), "once": str(uuid4())}
    assert 'href="#program-account"' in (await post(play, "/access/programs", play.anna(), sent)).text


async def test_who_holds_one_championship_lets_no_program_in(play: Play) -> None:
    await play.open()
    place = f"/championships/{play.championship}"
    await let_in(play, "vera", place=place)
    vera = bare(play, "vera")
    for account in ("service-17", "vera"):
        await play.post(f"{place}/access/programs", program(account, "reader"), by=vera, expect=403)
    assert "/access/programs" not in await page(play, f"{place}/access", vera)
    assert "/access/programs" in await page(play, f"{place}/access", play.anna())
    await play.post(f"{place}/access/programs", program("service-17", "reader"), expect=201)


async def test_what_was_let_in_with_the_account_of_who_is_erased_ends(play: Play) -> None:
    await play.open()
    for place in ("", f"/championships/{play.championship}"):
        await play.post(f"{place}/access/programs", program("zoya"), expect=201)
    subject = await play.person("Чужая", account="zoya")
    await play.call("DELETE", f"/persons/{subject}", play.anna(), expect=204)
    for place in ("", f"/championships/{play.championship}"):
        (over,) = (await play.get(f"{place}/access"))["duties"]
        assert (over["account"], over["ended_by"]) == (None, "anna")
    await play.get("/persons", by=bare(play, "zoya"), expect=403)
    assert sum("tombstone" in one for one in await told(play)) == 2


async def test_who_holds_one_championship_invites_whom_the_organisation_knows(play: Play) -> None:
    await play.open()
    place = f"/championships/{play.championship}"
    await let_in(play, "vera", place=place)
    vera = bare(play, "vera")
    before = (await play.get("/persons"))["items"]
    body = {**VERA, "duty": "reader", "family_name": "Незнакомая"}
    refused = await play.post(f"{place}/access/invitations", body, by=vera, expect=403)
    assert refused["type"].endswith("/person-not-kept")
    assert (await play.get("/persons"))["items"] == before, "nobody was written into the organisation"
    sent = {**body, "once": str(uuid4()), "language": "ru"}
    html = (await post(play, f"{place}/access/invitations", vera, sent)).text
    assert "The organisation knows nobody" in text(html)
    await play.post(f"{place}/access/invitations", body, expect=201)
    await play.post(f"{place}/access/invitations", body, by=vera, expect=201)


async def test_letters_have_a_limit_a_day(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(domain, "MOST_A_DAY", 2)
    for _ in range(2):
        newest = await offer(play)
    before = len((await play.get("/persons"))["items"])
    body = {**VERA, "duty": "organiser", "family_name": "Третья"}
    refused = await play.post("/access/invitations", body, expect=429)
    assert refused["type"].endswith("/too-many-asked")
    await play.post("/access/programs", program("service-17"), expect=429)
    assert len((await play.get("/persons"))["items"]) == before, "nobody is kept for a letter that is not written"
    assert await taken(play, newest, "vera") == 303


async def test_a_roster_keeps_no_more_than_is_looked_at(play: Play) -> None:
    at, roster = play.app.now(), Roster(uuid4(), HOME)
    ids = []
    for number in range(domain.MOST_OVER + 5):
        given = at + timedelta(days=number)
        made = Grant(uuid4(), DutyKind.ORGANISER, "anna", given, program="П", account=f"s-{number}", accepted_at=given)
        ids.append(made.id)
        roster, _ = roster.admit(made)
        roster, _ = roster.end(made.id, "boris", given)
    late = at + timedelta(days=domain.MOST_OVER + 9)
    asked = Grant(uuid4(), DutyKind.ORGANISER, "anna", late, subject_id=uuid4())
    roster, _ = roster.offer(asked)
    roster, _ = roster.end(asked.id, "anna", late)
    last = Grant(uuid4(), DutyKind.ORGANISER, "anna", late, subject_id=uuid4())
    roster, _ = roster.offer(last)
    assert [one.id for one in roster.grants] == [*ids[5:], last.id], "who never came goes before who had the duty"


async def test_who_signed_in_is_no_program_though_an_organiser_let_the_account_in_as_one(play: Play) -> None:
    """Nothing is known of somebody who merely signed in, and people say themselves that they take a duty."""
    await play.post("/access/programs", program("newcomer"), expect=201)
    assert (await play.get("/persons", by=bare(play, "newcomer")))["items"] == []
    browser = cookies(play.app.settings, session("newcomer"))
    header = {"cookie": "; ".join(f"{name}={value}" for name, value in browser.items())}
    assert (await play.http.get("/people", headers=header)).status_code == 403
    assert (await play.http.get(f"{V1}/persons", headers=header)).status_code == 403
