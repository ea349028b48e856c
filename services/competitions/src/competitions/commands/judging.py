"""Asking people to judge, and what they answer by the link in the letter."""

from uuid import UUID

from competitions import events, jury_events
from competitions.access import kept_person
from competitions.commands.jury import held_skill
from competitions.commands.people import add_person
from competitions.domain.entering.search import fold, sought
from competitions.domain.expert import Duty, Tie
from competitions.domain.judging.invitations import JuryInvitation, Sent
from competitions.domain.judging.inviting import accepted, declined, invitation_of, invited, resent, taken_back
from competitions.domain.person import NoAddress, Person
from competitions.domain.skill import Skill
from competitions.queries.judging import judging, judging_letter
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.mongo.retry import retry_on_conflict


async def invite(
    app: App, skill_id: UUID, letter_id: UUID, *, subject_id: UUID, duty: Duty, by: Principal
) -> JuryInvitation:
    """Writes to one of the organisation's own people. The same `letter_id` again changes nothing.

    Raises Unknown, Forbidden, SkillDropped, SkillSigned, AlreadyOnJury, ChiefTaken, DeputyTaken, NoAddress.
    """

    async def attempt() -> JuryInvitation:
        skill, championship = await held_skill(app, skill_id, by)
        asked, happened = invited(skill, subject_id, duty, Sent(letter_id, app.now(), by.account))
        if happened is None:
            return invitation_of(skill, subject_id)
        skill.must_be_held()
        _must_have_address(await kept_person(app, subject_id, championship.organisation))
        await app.skills.save(asked, jury_events.of_jury_invitation(happened, asked))
        return happened

    return await retry_on_conflict(attempt)


async def invite_new(
    app: App, skill_id: UUID, letter_id: UUID, newcomer: Person, *, duty: Duty, by: Principal
) -> JuryInvitation:
    """Somebody whom the organisation does not keep yet, by name and e-mail: what is needed to ask them, and nothing more.

    Whom it keeps under that name and e-mail is who is meant. Raises as `invite`.
    """
    skill, _ = await held_skill(app, skill_id, by)
    skill.must_be_held()
    known = await _known(app, newcomer)
    person = known or await add_person(app, newcomer, by)
    return await invite(app, skill_id, letter_id, subject_id=person.id, duty=duty, by=by)


async def _known(app: App, newcomer: Person) -> Person | None:
    if not newcomer.email:
        raise NoAddress
    found = await app.people.found(newcomer.organisation, sought(newcomer.email))
    names = fold(newcomer.full_name)
    return next(
        (
            one
            for one in found
            if fold(one.full_name) == names and (one.email or "").casefold() == newcomer.email.casefold()
        ),
        None,
    )


async def resend(app: App, skill_id: UUID, subject_id: UUID, letter_id: UUID, by: Principal) -> JuryInvitation:
    """Another letter to who has not answered; the link of the older one ends. The same `letter_id` again changes nothing.

    Raises Unknown, Forbidden, NotInvited, InvitationAnswered, SkillSigned, ChiefTaken, DeputyTaken, NoAddress.
    """

    async def attempt() -> JuryInvitation:
        skill, championship = await held_skill(app, skill_id, by)
        asked, happened = resent(skill, subject_id, Sent(letter_id, app.now(), by.account))
        if happened is None:
            return invitation_of(skill, subject_id)
        _must_have_address(await kept_person(app, subject_id, championship.organisation))
        await app.skills.save(asked, jury_events.of_jury_invitation(happened, asked))
        return happened

    return await retry_on_conflict(attempt)


async def take_back(app: App, skill_id: UUID, subject_id: UUID, by: Principal) -> None:
    """The link ends. A repeat changes nothing. Raises Unknown, Forbidden, NotInvited, InvitationAnswered."""

    async def attempt() -> None:
        skill, _ = await held_skill(app, skill_id, by)
        changed = taken_back(skill, subject_id, app.now())
        if changed is not skill:
            await app.skills.save(changed)

    await retry_on_conflict(attempt)


async def accept(app: App, token: str, *, member: str, ties: tuple[Tie, ...], by: Principal) -> Skill:
    """The account is the invited person's, and the person is on the jury. A repeat completes what a crash left undone.

    Raises LinkInvalid, InvitationReplaced, InvitationAnswered, InvitationExpired, SkillSigned, SkillDropped, ChiefTaken,
    DeputyTaken, MemberUnlisted, OtherAccount, AccountTaken, Unknown where the person is erased.
    """
    letter_id = judging_letter(app, token)

    async def bind() -> None:
        person = (await judging(app, token, by)).person
        bound = person.signs_in_as(by.account, app.now())
        if bound is not person:
            await app.people.save(bound, events.person_changed(app.now(), app.settings.time_zone))

    async def join(*, is_trial: bool = False) -> Skill:
        skill = (await judging(app, token, by)).skill
        named = (await app.members.of(skill.championship_id)).named(member)
        joined = accepted(skill, letter_id, named, ties, app.now(), by.account)
        if joined is skill:
            return skill
        skill.must_be_held()
        if is_trial:
            return skill
        return await app.skills.save(joined)

    await join(is_trial=True)  # nobody's account is bound by what is refused
    await retry_on_conflict(bind)
    skill = await retry_on_conflict(join)
    app.duties.forget(by.account)
    return skill


async def decline(app: App, token: str) -> Skill:
    """By the link alone: a "no" needs no account. A repeat changes nothing.

    Raises LinkInvalid, InvitationReplaced, InvitationAnswered, InvitationExpired.
    """
    letter_id = judging_letter(app, token)

    async def attempt() -> Skill:
        skill = (await judging(app, token, None)).skill
        changed = declined(skill, letter_id, app.now())
        return skill if changed is skill else await app.skills.save(changed)

    return await retry_on_conflict(attempt)


def _must_have_address(person: Person) -> None:
    if not person.email:
        raise NoAddress
