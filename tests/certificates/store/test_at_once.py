"""What many ask for at once: every number is taken once, and whoever is second takes the next."""

import asyncio
from uuid import UUID, uuid4

import pytest
from tests.awards import GOLD
from tests.certificates.playing import Play, person, result

from certificates.commands.issuers import NewIssuer, open_issuer
from certificates.commands.people import erase_person
from certificates.domain.codes import Coded
from certificates.domain.issuer import IssuerExists, PrefixTaken
from certificates.domain.short_id import short_id
from shared.contracts import Earned
from shared.text import Text

NAME = Text("Центр", "Centre")
AT_ONCE = 20


async def test_skills_that_are_new_at_once_get_numbers_of_their_own(play: Play) -> None:
    ids = [UUID(int=number) for number in range(AT_ONCE)]
    codes = await asyncio.gather(*(play.app.codes.code("region-47", Coded.SKILL, id_, NAME) for id_ in [*ids, *ids]))
    assert codes[:AT_ONCE] == codes[AT_ONCE:]
    assert sorted(codes[:AT_ONCE]) == list(range(1, AT_ONCE + 1))
    another = Text("Другое имя", "Another name")
    assert await play.app.codes.code("region-47", Coded.CONTEXT, ids[0], NAME) == 1
    assert await play.app.codes.code("region-48", Coded.SKILL, ids[0], NAME) == 1, "each issuer counts its own"
    assert await play.app.codes.code("region-47", Coded.SKILL, ids[0], another) == AT_ONCE + 1


async def test_issuers_that_open_at_once_get_codes_of_their_own(play: Play) -> None:
    opened = await asyncio.gather(
        *(open_issuer(play.app, NewIssuer(f"r-{n}", NAME, f"{n}"), uuid4()) for n in range(4))
    )
    assert sorted(issuer.code for issuer in opened) == [1, 2, 3, 4]


async def test_the_same_issuer_or_prefix_is_refused_by_its_name(play: Play) -> None:
    await open_issuer(play.app, NewIssuer("region-47", NAME, "47"), uuid4())
    with pytest.raises(IssuerExists) as exists:
        await open_issuer(play.app, NewIssuer("region-47", NAME, "48"), uuid4())
    assert exists.value.organisation == "region-47"
    with pytest.raises(PrefixTaken) as taken:
        await open_issuer(play.app, NewIssuer("region-48", NAME, "47"), uuid4())
    assert taken.value.prefix == "47"


async def test_of_two_certificates_with_one_short_id_the_second_gets_another(play: Play) -> None:
    await play.issuer()
    first = await play.certificate()
    id_ = await play.certificate()
    stored = await play.app.certificates.get(id_)
    await play.app.certificates.remove(stored)
    first_choice = {"$set": {"short_id": short_id(id_)}}
    await play.app.database["certificates"].update_one({"_id": first}, first_choice)
    told = result(Earned(subject_id=stored.subject_id, award=GOLD), result_id=stored.cause.result_id)
    await play.publish(told)
    again = await play.app.certificates.get(id_)
    assert (again.short_id, again.number) == (short_id(id_, 1), stored.number)


async def test_versions_of_a_person_that_arrive_at_once_leave_the_newest(play: Play) -> None:
    subject = uuid4()
    versions = [person(subject, version=version, family_name=f"Ф{version}") for version in (2, 4, 1, 3)]
    await asyncio.gather(*(play.know(version) for version in versions))
    assert (await play.app.holders.get(subject)).family_name == "Ф4"


async def test_an_erased_person_stays_erased_whatever_arrives_later(play: Play) -> None:
    subject = uuid4()
    await asyncio.gather(play.know(person(subject)), erase_person(play.app, subject))
    await play.know(person(subject, version=9))
    stored = await play.app.database["holders"].find_one({"_id": subject})
    assert stored is not None
    assert (stored["erased"], "Снежана" in str(stored)) == (True, False)
