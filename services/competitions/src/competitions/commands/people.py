"""The people of an organisation. What is known of them travels on the person topic alone."""

from collections.abc import Collection
from dataclasses import replace
from functools import partial
from uuid import UUID

from competitions import events
from competitions.access import kept_person, organises
from competitions.commands.duties.ending import end_duties_of
from competitions.commands.entering.changing import confirm_names_anew
from competitions.commands.keeping.typed import forget_typed
from competitions.commands.needs.forgetting import forget_needs_of
from competitions.commands.records.letters import end_letters_elsewhere
from competitions.commands.scheduling import feeds
from competitions.domain.entering.changes import Change
from competitions.domain.judging.jury import forgotten
from competitions.domain.person import Invitation, Person
from competitions.domain.records.forgetting import without_words
from competitions.domain.registration import Registration
from competitions.queries.consenting.publicity import in_line
from competitions.queries.people import invited_person
from competitions.team_events import team_gone
from competitions.wiring import App
from shared.errors import Stale
from shared.events import Outgoing
from shared.identity.principal import Forbidden, Principal
from shared.mongo.retry import retry_on_conflict


async def add_person(app: App, person: Person, by: Principal) -> Person:
    """Raises Forbidden, NotYetBorn, AccountTaken, Unknown where a guardian is not there."""
    _must_keep(person, by)
    person.must_be_born_before(app.today())
    await _must_keep_guardians(app, person)
    return await app.people.add(
        person.bound(by.account, app.now()), events.person_changed(app.now(), app.settings.time_zone)
    )


async def change_person(app: App, person: Person, by: Principal, seen_version: int, change_id: UUID) -> Person:
    """Replaces what is known of the person by `person`. The same `change_id` again changes nothing.

    Raises Unknown, Forbidden, Stale, NotYetBorn, AccountFixed.
    """
    known = await app.people.get(person.id)
    _must_keep(known, by)
    if known.change_id == change_id:
        await end_letters_elsewhere(app, known, by)  # a crash may have left them
        return known
    if known.version != seen_version:
        raise Stale(str(person.id))
    person.must_be_born_before(app.today())
    await _must_keep_guardians(app, person)
    corrected = await in_line(app, known.corrected(person, change_id))  # who has a say goes by birth date and guardians
    if corrected.full_name != known.full_name:
        # First: what is confirmed never stands under a name that nobody has confirmed.
        await confirm_names_anew(app, known, Change(change_id, app.now(), by.account))
    saved = await app.people.save(corrected, events.person_changed(app.now(), app.settings.time_zone))
    await end_letters_elsewhere(app, saved, by)
    return saved


async def set_guardians(app: App, subject_id: UUID, guardians: tuple[UUID, ...], by: Principal) -> Person:
    """Names all of them. A repeat changes nothing. Raises Unknown, Forbidden, OwnGuardian."""

    async def attempt() -> Person:
        known = await app.people.get(subject_id)
        _must_keep(known, by)
        changed = replace(known, guardians=guardians)
        if changed == known:
            return known
        await _must_keep_guardians(app, changed)
        return await app.people.save(
            await in_line(app, changed), events.person_changed(app.now(), app.settings.time_zone)
        )

    return await retry_on_conflict(attempt)


async def invite_person(app: App, subject_id: UUID, invitation_id: UUID, by: Principal) -> Person:
    """Writes to the person, who says by the link which account is theirs. An older link ends. The same id again changes nothing.

    Raises Unknown, Forbidden, HasAccount, NoAddress.
    """

    async def once() -> Person:
        person = await app.people.get(subject_id)
        _must_keep(person, by)
        invited, happened = person.invite(Invitation(invitation_id, by.account, app.now()))
        if happened is None:
            return person
        changed = events.person_changed(app.now(), app.settings.time_zone)
        return await app.people.save(invited, events.person_invited(invited, happened), changed)

    return await retry_on_conflict(once)


async def accept_invitation(app: App, token: str, by: Principal) -> Person:
    """Whoever signed in says that the account is theirs. Raises LinkInvalid, InvitationOver, AccountTaken."""

    async def once() -> Person:
        id, person = await invited_person(app, token)
        accepted = person.accept(id, by.account, app.now())
        if accepted is person:
            return person
        return await app.people.save(accepted, events.person_changed(app.now(), app.settings.time_zone))

    return await retry_on_conflict(once)


async def erase_person(app: App, subject_id: UUID, by: Principal) -> None:
    """Takes every personal fact away, here and by the tombstone everywhere. A repeat changes nothing.

    Raises Unknown, Forbidden.
    """
    person = await app.people.find(subject_id) or await app.people.get(subject_id)
    _must_keep(person, by)
    await forget_person(app, subject_id, by.account)


async def forget_person(
    app: App, subject_id: UUID, account: str | None = None, ids: Collection[UUID] | None = None
) -> None:
    """The same, for whoever has found that it is to be: that account, or the worker by itself.

    Under `ids`, which were looked at: what was merged since is not among them. None: under all. Raises Unknown.
    """
    person = await app.people.find(subject_id) or await app.people.get(subject_id)
    ids = ids or await app.people.ids_of_one(person)
    for id in sorted(ids, key=lambda one: one == subject_id):  # by this one a repeat finds what is left
        await _forget(app, id, ids, account)


async def _forget(app: App, subject_id: UUID, ids: Collection[UUID], account: str | None) -> None:
    person = await app.people.find(subject_id) or await app.people.get(subject_id)
    # What refers to the person goes first: a repeat after a crash finds it gone, and the account by which it is known still there.
    for registration in await app.registrations.of_person(subject_id):
        await retry_on_conflict(partial(_forget_entry, app, registration.id, subject_id, person.account))
        await forget_typed(app, registration)
        if person.account:
            await retry_on_conflict(partial(_forget_place, app, registration, person.account))
    await app.imports.drop_checked(person.organisation, subject_id)
    await app.award_rows.forget(subject_id)
    await app.awards.forget([subject_id])
    await forget_needs_of(app, subject_id)
    await end_duties_of(app, person, account)
    for ward in await app.people.wards([subject_id]):
        await retry_on_conflict(partial(_without_guardian, app, ward.id, subject_id))
    for skill in await app.skills.knowing(subject_id):
        await retry_on_conflict(partial(_forget_duty, app, skill.id, subject_id))
    if person.account and await app.people.subjects_of(person.account) <= set(ids):
        await feeds.end(app, person.account)
    person = await app.people.find(subject_id) or person
    erased, happened = person.erase(app.now())
    if happened:
        await app.people.save(erased, events.person_erased(erased, happened))
    await app.awards.forget([subject_id])  # also what was granted meanwhile: whoever comes last takes the words away
    await app.erasure_requests.forget(subject_id)


async def _forget_entry(app: App, registration_id: UUID, subject_id: UUID, account: str | None) -> None:
    """The name of a team stays until the last of its members is erased."""
    registration = await app.registrations.get(registration_id)
    forgotten, told = without_words(registration, account), list[Outgoing]()
    staying = await app.people.by_id(registration.people)
    if registration.team and registration.team.name and not staying.keys() - {subject_id}:
        forgotten = replace(forgotten, team=replace(registration.team, name=""))
        told = [team_gone(registration.subject_id, app.now())]
    if forgotten != registration:
        await app.registrations.save(forgotten, *told)


async def _forget_place(app: App, registration: Registration, account: str) -> None:
    known = await app.places.find(registration.skill_id)
    forgotten = known and known.without_account(registration.id, account)
    if forgotten and forgotten is not known:
        await app.places.save(forgotten)


async def _forget_duty(app: App, skill_id: UUID, subject_id: UUID) -> None:
    skill = await app.skills.get(skill_id)
    without = forgotten(skill, subject_id)
    if without is not skill:
        await app.skills.save(without)


async def _without_guardian(app: App, ward_id: UUID, guardian_id: UUID) -> None:
    """An erased guardian answers for nobody: the organiser sees that one is missing, and can name another."""
    ward = await app.people.get(ward_id)
    staying = tuple(one for one in ward.guardians if one != guardian_id)
    if staying != ward.guardians:
        changed = await in_line(app, replace(ward, guardians=staying))
        await app.people.save(changed, events.person_changed(app.now(), app.settings.time_zone))


def _must_keep(person: Person, by: Principal) -> None:
    if not organises(by, person.organisation):
        raise Forbidden


async def _must_keep_guardians(app: App, person: Person) -> None:
    for guardian in person.guardians:
        await kept_person(app, guardian, person.organisation)
