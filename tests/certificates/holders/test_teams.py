"""A team holds a certificate as a person does; its members and its mentor hold theirs, each once."""

import itertools
import json
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pypdf
import pytest
from openbadgeslib.ob3 import OB3LdpVerifier
from tests.awards import award
from tests.certificates.api.test_access import documents
from tests.certificates.api.test_own_data import taken
from tests.certificates.api.test_peers import asked, credential, pem
from tests.certificates.asking import told
from tests.certificates.holders.test_publicity import is_open, page_of
from tests.certificates.playing import API, Play, person, public, result
from tests.certificates.unit.formats.test_official_schema import faults

from certificates import handlers
from certificates.commands.issuing import certificate_id
from certificates.formats.multikey import from_multikey
from shared.contracts import Award, Earned
from shared.contracts.competitions import PersonChanged, Publicity, ResultPublished, TeamChanged
from shared.messaging.parking import Missing

OF_TEAM = award("team-first", "Диплом I степени команде", "First degree diploma of a team", whom="team")
OF_MEMBER = award("first", "Диплом I степени", "First degree diploma")
OF_MENTOR = award("thanks", "Благодарственное письмо за подготовку победителя", "Letter of thanks", whom="mentor")
NAME = "Пробная «Медвежья» бригада 7"
EVERYTHING = public("name", "place", "score")


@dataclass
class Playing:
    """A team of two with a mentor, whose result was published."""

    people: tuple[PersonChanged, PersonChanged, PersonChanged]
    team: TeamChanged
    result: ResultPublished

    def certificate(self, award: Award, who: int | None = None) -> UUID:
        """Of the team, or of one of the people."""
        subject_id = self.team.subject_id if who is None else self.people[who].subject_id
        return certificate_id(self.result.result_id, subject_id, award.id)

    @property
    def certificates(self) -> set[UUID]:
        return {certificate_id(self.result.result_id, one.subject_id, one.award.id) for one in self.result.awards}


def played(publicity: tuple[Publicity, ...] = EVERYTHING) -> Playing:
    first = person(family_name="Первый", account="first", publicity=publicity)
    second = person(family_name="Вторая", account="second", publicity=publicity)
    mentor = person(family_name="Наставников", account="mentor")
    people = (first, second, mentor)
    members = (first.subject_id, second.subject_id)
    team = TeamChanged(subject_id=uuid4(), version=1, name=NAME, members=members, mentor_id=mentor.subject_id)
    awards = [Earned(subject_id=one, award=OF_MEMBER) for one in members]
    awards += [Earned(subject_id=team.subject_id, award=OF_TEAM), Earned(subject_id=mentor.subject_id, award=OF_MENTOR)]
    return Playing(people, team, result(*awards, team_id=team.subject_id))


async def know_team(play: Play, team: TeamChanged) -> None:
    await handlers.record_teams([play.event(team)], play.app)


async def publish(play: Play, publicity: tuple[Publicity, ...] = EVERYTHING) -> Playing:
    playing = played(publicity)
    for one in playing.people:
        await play.know(one)
    await know_team(play, playing.team)
    await play.publish(playing.result)
    return playing


async def listed(play: Play, headers: dict[str, str]) -> set[UUID]:
    found = (await play.http.get(f"{API}/certificates", headers=headers)).json()["items"]
    assert len({one["id"] for one in found}) == len(found)
    return {UUID(one["id"]) for one in found}


@pytest.mark.parametrize("turn", [1, -1])
@pytest.mark.parametrize("apart", [True, False], ids=["an event each", "one event"])
async def test_each_gets_theirs_once_whatever_the_order(play: Play, turn: int, apart: bool) -> None:
    await play.issuer()
    playing = played()
    ids = [derived_for(one) if apart else playing.result.result_id for one in playing.result.awards]
    results = (
        [
            playing.result.model_copy(update={"awards": (one,), "result_id": id_})
            for one, id_ in zip(playing.result.awards, ids, strict=True)
        ]
        if apart
        else [playing.result]
    )
    arriving: list[Any] = [*playing.people, playing.team, *results][::turn]
    for _round, each in itertools.product(range(2), arriving):
        await arrive(play, each)
    wanted = {
        certificate_id(id_, one.subject_id, one.award.id) for id_, one in zip(ids, playing.result.awards, strict=True)
    }
    assert await listed(play, play.officer) == wanted
    assert len(wanted) == 4


def derived_for(earned: Earned) -> UUID:
    return earned.subject_id


async def arrive(play: Play, what: PersonChanged | TeamChanged | ResultPublished) -> None:
    """A result whose people are not known yet waits, and comes again in the second round."""
    match what:
        case PersonChanged():
            await play.know(what)
        case TeamChanged():
            await know_team(play, what)
        case _:
            with suppress(Missing):
                await play.publish(what)


async def test_who_is_not_known_yet_holds_up_nobody_else_of_the_team(play: Play) -> None:
    await play.issuer()
    playing = played()
    await know_team(play, playing.team)
    await play.know(playing.people[1])
    with pytest.raises(Missing):
        await play.publish(playing.result)
    assert await listed(play, play.officer) == {playing.certificate(OF_MEMBER, 1), playing.certificate(OF_TEAM)}


async def test_verifiers_of_others_accept_a_teams_a_members_and_a_mentors(play: Play) -> None:
    await play.issuer()
    playing = await publish(play)
    keys = (await play.http.get("/issuers/region-47/did.json")).json()["verificationMethod"]
    public_key = pem(from_multikey(keys[0]["publicKeyMultibase"]))
    said = {}
    for which, id_ in {
        "team": playing.certificate(OF_TEAM),
        "member": playing.certificate(OF_MEMBER, 0),
        "mentor": playing.certificate(OF_MENTOR, 2),
    }.items():
        signed = await credential(play, id_)
        assert faults(signed) == []
        assert (await asked(play, signed))["verified"], which
        seen = OB3LdpVerifier(pubkey_pem=public_key).verify(json.dumps(signed))
        assert seen.recipient_id == signed["credentialSubject"]["id"]
        ours = await told(play, credential=signed)
        assert (ours["verdict"], ours["facts"]["name"]) == ("valid", signed["credentialSubject"]["name"])
        said[which] = signed["credentialSubject"]
    assert (said["team"]["id"], said["team"]["name"]) == (f"urn:uuid:{playing.team.subject_id}", NAME)
    assert "role" not in said["team"]
    assert "Первый" not in json.dumps(said["team"], ensure_ascii=False), "who was in it is nowhere signed"
    assert said["member"]["role"] == f"В составе команды «{NAME}»"
    assert said["mentor"]["role"] == f"Наставник команды «{NAME}»"
    altered = {**signed, "credentialSubject": {**said["mentor"], "role": "В составе команды «Иной»"}}
    assert (await told(play, credential=altered))["verdict"] == "altered"


async def test_a_team_is_named_where_each_of_its_members_allowed_it(play: Play) -> None:
    await play.issuer()
    playing = await publish(play)
    of_team, of_member = playing.certificate(OF_TEAM), playing.certificate(OF_MEMBER, 1)
    page = await page_of(play, of_team)
    assert NAME in page
    assert "Первый Снежана Морозовна; Вторая Снежана Морозовна" in page
    assert NAME in await page_of(play, of_member)
    assert await is_open(play, of_team)
    assert await is_open(play, of_member)

    first = playing.people[0]
    await play.know(first.model_copy(update={"version": 2, "publicity": ()}))
    page = await page_of(play, of_team)
    assert NAME not in page
    assert "Вторая" not in page
    assert "П. «." not in page, "a team has no initials"
    page = await page_of(play, of_member)
    assert "Вторая" in page, "the member's own name was allowed"
    assert NAME not in page
    assert not await is_open(play, of_team)
    assert not await is_open(play, of_member), "it names the team"
    check = {"name": "пробная медвежья бригада 7"}
    answers = [
        (await play.http.post(f"{API}/certificates/{of_team}/name-check", json={"name": typed})).json()
        for typed in (check["name"], "пробная медвежья бригада 8", "пробная медвежья бригада")
    ]
    assert [next(iter(one.values())) for one in answers] == [True, False, False]


async def test_its_members_and_its_mentor_see_it_while_they_are_in_it(play: Play) -> None:
    await play.issuer()
    playing = await publish(play, ())
    of_team = playing.certificate(OF_TEAM)
    for who, account in enumerate(("first", "second", "mentor")):
        own = playing.certificate(OF_MENTOR if who == 2 else OF_MEMBER, who)
        assert await listed(play, play.bearer(account)) == {of_team, own}
        assert await documents(play, of_team, play.bearer(account)) == {200}
    assert await listed(play, play.bearer("another")) == set()
    found = await taken(play, "first")
    assert [one["name"] for one in found["teams"]] == [NAME]
    assert [one["family_name"] for one in found["people"]] == ["Первый"]

    await know_team(play, playing.team.model_copy(update={"version": 2, "members": playing.team.members[1:]}))
    left = play.bearer("first")
    assert await listed(play, left) == {playing.certificate(OF_MEMBER, 0)}
    assert await documents(play, of_team, left) == {403}


async def test_a_corrected_certificate_has_the_teams_name_of_its_day(play: Play) -> None:
    await play.issuer()
    playing = await publish(play)
    await know_team(play, playing.team.model_copy(update={"version": 2, "name": "«Переименованная»"}))
    of_team, of_member = playing.certificate(OF_TEAM), playing.certificate(OF_MEMBER, 0)
    assert (await credential(play, of_member))["credentialSubject"]["role"] == f"В составе команды «{NAME}»"
    newer = {}
    for id_ in (of_team, of_member):
        address = f"{API}/certificates/{id_}/replacement"
        answer = await play.http.post(address, json={"reason": "Опечатка в названии."}, headers=play.officer)
        signed = await credential(play, UUID(answer.json()["id"]))
        assert (await told(play, credential=signed))["verdict"] == "valid"
        newer[id_] = signed["credentialSubject"]
    assert newer[of_team]["name"] == "«Переименованная»"
    assert newer[of_member]["role"] == "В составе команды «Переименованная»"
    assert (await told(play, credential=await credential(play, of_team)))["verdict"] == "superseded"


async def test_an_erased_member_leaves_the_teams_certificate_as_it_is(play: Play) -> None:
    await play.issuer()
    playing = await publish(play)
    of_team, second = playing.certificate(OF_TEAM), play.bearer("second")

    tags = [""]

    async def paper() -> str:
        """Asked for again with the tag of before, as a browser does."""
        headers = {**second, "if-none-match": tags[-1]}
        answer = await play.http.get(f"/certificates/{of_team}?format=pdf&lang=ru", headers=headers)
        tags.append(answer.headers["etag"])
        return text_of(answer.content)

    assert "Первый" in await paper()
    await handlers.forget(playing.people[0].subject_id, play.app)
    assert (await play.app.certificates.get(playing.certificate(OF_MEMBER, 0))).document is None
    said = await paper()
    assert "Медвежья" in said
    assert "Первый" not in said
    assert "Вторая" in said, "who is left allowed it"
    assert NAME in await page_of(play, of_team)
    await handlers.forget(playing.team.subject_id, play.app)
    assert (await play.app.certificates.get(of_team)).document is None
    own = await play.http.get(f"/certificates/{playing.certificate(OF_MEMBER, 1)}?format=pdf&lang=ru", headers=second)
    assert "Медвежья" in text_of(own.content), "it is theirs, with its name"


def text_of(pdf: bytes) -> str:
    return pypdf.PdfReader(BytesIO(pdf)).pages[0].extract_text()
