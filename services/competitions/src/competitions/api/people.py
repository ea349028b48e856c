from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import Field

from competitions.api.deps import TheApp
from competitions.api.schemas import Course, Email, Phone
from competitions.commands import people as commands
from competitions.commands.records.merging import merge, part, show_alike_again, tell_apart
from competitions.domain.person import (
    AccountFixed,
    AccountTaken,
    HasAccount,
    NoAddress,
    NotYetBorn,
    OwnGuardian,
    Person,
)
from competitions.domain.preparation.plan import UnknownTimeZone, zone_of
from competitions.domain.records.merging import (
    AccountGoes,
    AlreadyMerged,
    BothTakePart,
    GuardianAndWard,
    HasAliases,
    NotMerged,
    SameRecord,
    TwoAccounts,
    TwoCategories,
)
from competitions.domain.records.publicity import PublicItem
from competitions.domain.refusal import Unknown
from competitions.queries import people as queries
from competitions.queries.records.merging import duplicates_of
from shared.errors import Outdated, Stale, VersionNeeded
from shared.identity.principal import Forbidden
from shared.web.deps import Organiser, SignedIn, Unkept
from shared.web.idempotency import NewId
from shared.web.preconditions import SeenNeeded, etag
from shared.web.problems import problems
from shared.web.schemas import Cursor, Day, In, Limit, Line, Out, Page, PrintedLine, Short

router = APIRouter(prefix="/persons", tags=["people"])

MOST_SHOWN = 200
MERGE_REFUSALS = (
    SameRecord,
    TwoAccounts,
    AccountGoes,
    AlreadyMerged,
    HasAliases,
    GuardianAndWard,
    BothTakePart,
    TwoCategories,
)


class PersonIn(In):
    family_name: PrintedLine
    given_name: PrintedLine
    patronymic: PrintedLine | None = None
    birth_date: Day | None = None
    language: Literal["ru", "en"] = "ru"
    email: Email | None = None
    phone: Phone | None = None
    """Kept as `+79123456789`."""
    course: Course | None = None
    """The class of a school, or the course of a college, such as `9 Б`."""
    time_zone: Short | None = None
    """Where the person lives, such as `Asia/Omsk`; none: as the installation."""
    account: Line | None = None
    """The `sub` that the sign-in gives this person. Bound when the person is added; a change sends the same."""
    guardians: Annotated[tuple[UUID, ...], Field(max_length=8)] = ()

    def person(self, subject_id: UUID, organisation: str) -> Person:
        """Raises OwnGuardian, UnknownTimeZone."""
        if self.time_zone:
            zone_of(self.time_zone)
        return Person(id=subject_id, organisation=organisation, **self.model_dump())


class BindingOut(Out):
    by: str
    """The account of the organiser who bound the person's."""
    at: datetime


class PublicityOut(Out):
    championship_id: UUID
    items: list[PublicItem]
    until: date | None
    """The last day; none: nothing is allowed."""


class PersonOut(Out):
    id: UUID
    organisation: str
    family_name: str
    given_name: str
    patronymic: str | None
    birth_date: date | None
    language: Literal["ru", "en"]
    email: str | None
    phone: str | None
    course: str | None
    time_zone: str | None
    account: str | None
    account_binding: BindingOut | None
    guardians: list[UUID]
    publicity: list[PublicityOut]
    """What may stand on public pages, a championship each: what the answers to the consents came to."""
    merged_into: UUID | None
    """The record of the same person that stays: this id is an alias of it."""
    version: int


class SearchIn(In):
    text: Line
    """Beginnings of names, an e-mail address, a birth date as `14.03.2008` or `2008-03-14`: all of it has to fit."""


class FoundOut(Out):
    items: list[PersonOut]
    """The first 200 in the order of their names."""
    more: bool
    """Whether more than these fit: more words are wanted."""


class SubjectOut(Out):
    """No names: answers are kept for repetitions."""

    subject_id: UUID


@router.post(
    "", status_code=201, responses=problems(Forbidden, AccountTaken, OwnGuardian, NotYetBorn, UnknownTimeZone, Unknown)
)
async def add_person(body: PersonIn, new: NewId, by: Organiser, app: TheApp, response: Response) -> SubjectOut:
    """Adds a person to those whom the organiser's organisation keeps."""
    person = await commands.add_person(app, body.person(new, by.organisation or ""), by)
    response.headers["etag"] = etag(person.version)
    return SubjectOut(subject_id=new)


@router.get("", responses=problems(Forbidden))
async def list_people(
    by: Organiser, app: TheApp, response: Response, limit: Limit = 100, cursor: Cursor = None
) -> Page[PersonOut]:
    """Those whom the organiser's organisation keeps, in the order of their names."""
    response.headers["cache-control"] = "no-store"
    found, after = await queries.list_people(app, by, limit=limit, after=cursor)
    return Page(items=[PersonOut.model_validate(one) for one in found], next=after)


@router.post("/search", dependencies=[Unkept], responses=problems(Forbidden))
async def find_people(body: SearchIn, by: Organiser, app: TheApp) -> FoundOut:
    """Finds people of the organiser's organisation. A POST, because addresses are written into logs."""
    found, are_more = await queries.find_people(app, body.text, by)
    return FoundOut(
        items=[PersonOut.model_validate(one) for one in found[:MOST_SHOWN]], more=are_more or len(found) > MOST_SHOWN
    )


@router.get("/{subject_id}", responses=problems(Unknown, Forbidden))
async def read_person(subject_id: UUID, by: SignedIn, app: TheApp, response: Response) -> PersonOut:
    """A person, for the organisation that keeps them, themselves, and their guardians."""
    person = await queries.read_person(app, subject_id, by)
    response.headers["etag"] = etag(person.version)
    response.headers["cache-control"] = "no-store"
    return PersonOut.model_validate(person)


@router.put(
    "/{subject_id}",
    responses=problems(
        Unknown, Forbidden, AccountFixed, OwnGuardian, NotYetBorn, UnknownTimeZone, VersionNeeded, Outdated
    ),
)
async def change_person(
    subject_id: UUID,
    body: PersonIn,
    by: Organiser,
    seen: SeenNeeded,
    change_id: NewId,
    app: TheApp,
    response: Response,
) -> SubjectOut:
    """Replaces what is known of a person, but for the account. `If-Match` says which version was seen."""
    try:
        facts = body.person(subject_id, by.organisation or "")
        person = await commands.change_person(app, facts, by, seen, change_id)
    except Stale:
        raise Outdated from None
    response.headers["etag"] = etag(person.version)
    return SubjectOut(subject_id=subject_id)


@router.post("/{subject_id}/invitation", status_code=202, responses=problems(Unknown, Forbidden, HasAccount, NoAddress))
async def invite_person(subject_id: UUID, new: NewId, by: Organiser, app: TheApp) -> SubjectOut:
    """Sends the person a letter with a link: who opens it and signs in says that the account is theirs. Older links end."""
    await commands.invite_person(app, subject_id, new, by)
    return SubjectOut(subject_id=subject_id)


@router.delete("/{subject_id}", status_code=204, responses=problems(Unknown, Forbidden))
async def erase_person(subject_id: UUID, by: Organiser, app: TheApp) -> None:
    """Erases a person's data, here and in every service. Cannot be undone; a repeat changes nothing."""
    await commands.erase_person(app, subject_id, by)


@router.get("/{subject_id}/duplicates", responses=problems(Unknown, Forbidden))
async def read_duplicates(subject_id: UUID, by: Organiser, app: TheApp, response: Response) -> list[PersonOut]:
    """Records of the organisation that are probably of the same person: by name and birth date, or by e-mail."""
    response.headers["cache-control"] = "no-store"
    person = await queries.kept_by(app, subject_id, by)
    return [PersonOut.model_validate(one) for one in await duplicates_of(app, person)]


@router.put(
    "/{subject_id}/merged-into/{staying_id}",
    status_code=204,
    responses=problems(Unknown, Forbidden, *MERGE_REFUSALS, VersionNeeded, Outdated),
)
async def merge_people(
    subject_id: UUID, staying_id: UUID, by: Organiser, seen: SeenNeeded, app: TheApp, response: Response
) -> None:
    """The id stays in use, as an alias of `staying_id`, whose facts count. `If-Match`: the version of that record."""
    try:
        kept = await merge(app, subject_id, staying_id, None, seen, by)
    except Stale:
        raise Outdated from None
    response.headers["etag"] = etag(kept.version)


@router.delete("/{subject_id}/merged-into", status_code=204, responses=problems(Unknown, Forbidden, NotMerged))
async def part_people(subject_id: UUID, by: Organiser, app: TheApp) -> None:
    """A record of its own again, as it was."""
    await part(app, subject_id, by)


@router.put(
    "/{subject_id}/apart-from/{other_id}",
    status_code=204,
    responses=problems(Unknown, Forbidden, SameRecord, AlreadyMerged),
)
async def tell_people_apart(subject_id: UUID, other_id: UUID, by: Organiser, app: TheApp) -> None:
    """They are two people, though they are alike: neither is among the other's duplicates from now on."""
    await tell_apart(app, subject_id, other_id, by)


@router.delete("/{subject_id}/apart-from/{other_id}", status_code=204, responses=problems(Unknown, Forbidden))
async def show_people_alike(subject_id: UUID, other_id: UUID, by: Organiser, app: TheApp) -> None:
    """Takes that back."""
    await show_alike_again(app, subject_id, other_id, by)
