"""What happens to a team, each of its members and its mentor hears once, in words about the team."""

import itertools
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from tests.awards import GOLD
from tests.notifications.people import DESCRIBED, changed, happened, issued, registered, result
from tests.notifications.sending import Clock
from tests.notifications.smtp import Server
from tests.notifications.unit.test_letters import bodies

from notifications.commands.sending import claim_due, send
from notifications.domain.deliveries import Delivery, Link, State
from notifications.domain.preferences import Channel
from notifications.domain.recipients import Language, Reader
from notifications.handlers import forget, subscriptions
from notifications.queries.inbox import entries
from notifications.wiring import App, words
from shared.contracts import Earned, Payload
from shared.contracts.competitions import (
    AudienceNamed,
    ChampionshipCancelled,
    MentorDeclined,
    MentorNamed,
    PersonChanged,
    RegistrationEnd,
    RegistrationEnded,
    ResultPublished,
    ResultStatus,
    TeamChanged,
)
from shared.messaging.parking import Missing

WAIT = timedelta(seconds=300)


@dataclass(frozen=True)
class People:
    """A grown-up and a child of nine are a team; the child has a guardian, and the team a mentor."""

    first: PersonChanged
    child: PersonChanged
    guardian: PersonChanged
    mentor: PersonChanged
    team: TeamChanged

    def __iter__(self) -> Iterator[Payload]:
        return iter((self.first, self.child, self.guardian, self.mentor, self.team))

    @property
    def hearing(self) -> set[UUID]:
        return {one.subject_id for one in (self.first, self.guardian, self.mentor)}

    @property
    def result(self) -> ResultPublished:
        """With an award for the team, each member and the mentor."""
        whom = (self.team, self.first, self.child, self.mentor)
        awards = tuple(Earned(subject_id=one.subject_id, award=GOLD) for one in whom)
        return result().model_copy(update={"awards": awards, "team_id": self.team.subject_id})


@pytest.fixture
def people() -> People:
    guardian = changed(given_name="Опекун", email="opekun@example.org", account="guardian")
    first = changed(account="first", language="en")
    child = changed(family_name="Малышев", birth_date=date(2017, 1, 1), guardians=(guardian.subject_id,), email=None)
    mentor = changed(given_name="Наставник", email="nastavnik@example.org", account="mentor")
    members = (first.subject_id, child.subject_id)
    team = TeamChanged(subject_id=uuid4(), version=1, name="«Медведи»", members=members, mentor_id=mentor.subject_id)
    return People(first, child, guardian, mentor, team)


@pytest.fixture
def waiting(here: App) -> App:
    return replace(here, settings=here.settings.model_copy(update={"letters_wait_seconds": WAIT.seconds}))


async def hear(app: App, *told: Payload) -> None:
    for one in told:
        await subscriptions.by_type[one.type].handle(happened(one), app)


async def deliveries(app: App, channel: Channel = Channel.INBOX) -> list[Delivery]:
    return await app.deliveries.find_many({"channel": channel})


async def read(app: App, account: str, language: Language = Language.ENGLISH) -> list[str]:
    reader = Reader(tuple(await app.recipients.with_account(account)))
    found = await entries(app, reader, await app.inbox.since(reader.ids, None), language, words(language))
    return [one.message.body for one in found]


@pytest.mark.parametrize("turn", [1, -1])
@pytest.mark.parametrize("apart", [True, False], ids=["an event each", "one event"])
async def test_a_teams_result_is_told_each_of_them_once_whatever_the_order(
    app: App, people: People, turn: int, apart: bool
) -> None:
    whole = people.result
    results = (
        [whole.model_copy(update={"awards": (one,), "result_id": uuid4()}) for one in whole.awards]
        if apart
        else [whole]
    )
    await hear(app, *DESCRIBED)
    for _round, each in itertools.product(range(3), [*people, *results][::turn]):
        with suppress(Missing):  # it is parked until who is missing comes
            await hear(app, each)
    found = await deliveries(app)
    assert {one.recipient_id for one in found} == people.hearing
    assert len(found) == len(people.hearing)
    assert await read(app, "first") == [
        "The official result of your team “Медведи” in the skill “Trial trade” is published. Championship: Trial championship."
    ]
    (of_ward,) = await read(app, "guardian")
    assert of_ward.startswith(
        "The official result of the team “Медведи”, where Малышев Пример Тестович is a member, in"
    )
    assert (await read(app, "mentor", Language.RUSSIAN))[0].startswith(
        "Опубликован официальный результат вашей команды «Медведи»"
    )


async def test_an_unofficial_result_is_called_so_and_the_official_one_is_told_again(app: App, people: People) -> None:
    official = people.result.model_copy(update={"revision": 2})
    unofficial = people.result.model_copy(update={"status": ResultStatus.UNOFFICIAL})
    await hear(app, *DESCRIBED, *people, unofficial, unofficial, official, official)
    first, second = sorted(await read(app, "first"), key=len, reverse=True)
    assert first.startswith(
        "The unofficial result of your team “Медведи” in the skill “Trial trade” is published. It may still"
    )
    assert second.startswith("The official result of your team “Медведи”")
    russian = " ".join(await read(app, "mentor", Language.RUSSIAN))
    assert "предварительный результат вашей команды" in russian


async def test_the_mentor_hears_of_a_result_that_earned_members_alone_something(app: App, people: People) -> None:
    of_members = people.result.model_copy(update={"awards": people.result.awards[1:3]})
    await hear(app, *DESCRIBED, *people, of_members)
    assert {one.recipient_id for one in await deliveries(app)} == people.hearing


async def test_who_is_not_known_yet_holds_up_nobody_else_of_the_team(app: App, people: People) -> None:
    await hear(app, *DESCRIBED, people.child, people.mentor, people.team)
    with pytest.raises(Missing):
        await hear(app, people.result)
    assert [one.recipient_id for one in await deliveries(app)] == [people.mentor.subject_id]


async def test_an_entry_is_told_to_those_of_the_team_whom_it_concerns(app: App, people: People) -> None:
    left = changed(account="left", given_name="Прежняя")
    facts = registered(people.team.subject_id).model_dump() | {"members": (left.subject_id,)}
    await hear(app, *DESCRIBED, *people, left, RegistrationEnded(**facts, how=RegistrationEnd.REPLACED))
    assert [one.recipient_id for one in await deliveries(app)] == [left.subject_id]
    assert (await read(app, "left"))[0].startswith("Somebody else takes your place in the team “Медведи”, skill")

    everybody = {"members": people.team.members, "mentor_id": people.team.mentor_id}
    await hear(app, registered(people.team.subject_id).model_copy(update=everybody))
    found = await deliveries(app)
    assert {one.recipient_id for one in found} == {left.subject_id, *people.hearing}
    assert len(found) == 1 + len(people.hearing)
    assert (await read(app, "mentor"))[0] == (
        "Your team “Медведи” is registered in the skill “Trial trade”. Championship: Trial championship.\n"
        "When and where what takes place stands on your page, also as a file for your calendar: My schedule."
    )


async def test_who_is_named_as_mentor_is_asked_alone_by_a_link_of_their_own(app: App, people: People) -> None:
    facts = registered(people.team.subject_id).model_dump() | {"mentor_id": people.mentor.subject_id}
    named = MentorNamed(**facts, asking_id=uuid4())
    await hear(app, *DESCRIBED, *people, named, named)
    (found,) = await deliveries(app, Channel.EMAIL)
    assert (found.recipient_id, found.link) == (people.mentor.subject_id, Link("mentoring", named.asking_id))
    (said,) = await read(app, "mentor")
    assert said.startswith(
        "You are named as mentor of the team “Медведи” in the skill “Trial trade”. Please say whether you are"
    )
    await hear(app, MentorDeclined(**{**facts, "members": (people.first.subject_id,), "mentor_id": None}))
    (said,) = await read(app, "first")
    assert said.startswith("Whoever was named as mentor of your team “Медведи” in the skill “Trial trade” is not its")


async def test_news_of_a_championship_reach_the_people_of_a_team(app: App, people: People) -> None:
    championship = DESCRIBED[0].championship
    cancelled = ChampionshipCancelled.model_validate(
        {"championship": championship, "cause": "venue", "cancelled_at": happened(people.team).time}
    )
    audience = AudienceNamed(
        news_id=happened(cancelled).id, championship_id=championship.id, subjects=(people.team.subject_id,)
    )
    await hear(app, *DESCRIBED, *people, cancelled, audience, audience)
    assert {one.recipient_id for one in await deliveries(app)} == people.hearing
    assert "The entry of your team “Медведи” ends with it." in (await read(app, "first"))[0]


async def test_a_teams_result_and_all_certificates_are_one_letter_for_each(
    waiting: App, people: People, server: Server, clock: Clock
) -> None:
    certificates = [
        issued(people.team.subject_id),
        *(
            issued(one.subject_id).model_copy(update={"team_id": people.team.subject_id})
            for one in (people.first, people.child, people.mentor)
        ),
    ]
    await hear(waiting, *DESCRIBED, *people, people.result, *certificates)
    assert len(await deliveries(waiting)) == 3 * len(people.hearing)
    clock.time += WAIT
    for letter in await claim_due(waiting, "a", 10):
        await send(waiting, letter)
    assert sorted(str(mail["Subject"]) for mail in server.received) == ["News for you: 3", *["Новости для вас: 3"] * 2]
    own = next(bodies(mail)[0] for mail in server.received if str(mail["Subject"]).startswith("News"))
    assert "The official result of your team “Медведи”" in own
    assert "Your team “Медведи” has been issued a certificate: Gold medal" in own
    assert "You have been issued a certificate: Gold medal" in own
    assert {one.state for one in await deliveries(waiting, Channel.EMAIL)} == {State.SENT}


async def test_who_is_erased_is_told_no_more_and_an_erased_team_is_named_nowhere(app: App, people: People) -> None:
    await hear(app, *DESCRIBED, *people)
    await forget(people.first.subject_id, app)
    await hear(app, issued(people.team.subject_id))
    assert {one.recipient_id for one in await deliveries(app)} == people.hearing - {people.first.subject_id}
    await forget(people.team.subject_id, app)
    assert await read(app, "mentor") == []
    await hear(app, people.result, people.team.model_copy(update={"version": 9}))
    assert all(one.erased for one in await deliveries(app))
    documents = (
        await app.database["recipients"].find({}).to_list() + await app.database["deliveries"].find({}).to_list()
    )
    assert "Медведи" not in str(documents)
