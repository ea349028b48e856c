"""People enter themselves: what is open, and the entry."""

from datetime import datetime
from typing import Annotated, Final, Literal
from uuid import UUID

from fastapi import APIRouter
from pydantic import Field

from competitions.api.deps import TheApp
from competitions.api.entering.entry_shapes import EntryOut
from competitions.api.registrations import CATEGORIES
from competitions.api.schemas import Member, OwnEmail, OwnName, TextHash
from competitions.commands.consents import Said
from competitions.commands.own.entries import Application, enter_oneself
from competitions.domain.categories.belonging import Said as EntrySaid
from competitions.domain.categories.groups import Status
from competitions.domain.consents.records import Decision, NotAsked, NothingChosen, Purpose, TextChanged, TextNotNamed
from competitions.domain.entering import own
from competitions.domain.entering.ages import WrongAge
from competitions.domain.entering.period import EntryPeriod, NotTakingEntries
from competitions.domain.entering.places import SkillFull
from competitions.domain.person import AccountTaken
from competitions.domain.preparation.members import MemberUnlisted
from competitions.domain.records.publicity import PublicItem
from competitions.domain.refusal import Unknown
from competitions.domain.registration import AlreadyRegistered
from competitions.domain.skill import MarkingStarted, SkillDropped
from competitions.queries.entering.applying import Offer, offer_of
from competitions.queries.registrations import read_registration
from shared.web.deps import Entering, SignedIn, Unkept, Visitor
from shared.web.idempotency import NewId
from shared.web.problems import problems
from shared.web.schemas import Day, Flag, In, Out, Short, TextOut

router = APIRouter(prefix="/championships/{championship_id}/entering", tags=["registrations"])
REFUSED: Final = (
    Unknown,
    NotTakingEntries,
    own.FactMissing,
    own.NobodyBornThen,
    own.GuardianNeeded,
    own.SameAddress,
    WrongAge,
    own.TooManyEntries,
    own.ConsentRefused,
    NotAsked,
    NothingChosen,
    TextChanged,
    TextNotNamed,
    AccountTaken,
    AlreadyRegistered,
    MemberUnlisted,
    MarkingStarted,
    SkillDropped,
    SkillFull,
    *CATEGORIES,
)


class GuardianIn(In):
    family_name: OwnName
    given_name: OwnName
    patronymic: OwnName | None = None
    email: OwnEmail | None = None

    def named(self) -> own.Named:
        return own.Named(**self.model_dump())


class PersonallyIn(GuardianIn):
    """Somebody as in their documents. Under 14 no address of their own is kept."""

    birth_date: Day | None = None


class AnswerIn(In):
    purpose: Purpose
    decision: Literal[Decision.GIVEN, Decision.REFUSED]
    items: Annotated[tuple[PublicItem, ...], Field(max_length=len(PublicItem))] = ()
    """What may be shown, for the purpose `publication` alone."""
    text_sha256: TextHash | None = None
    """Of the text that was read, as `consents/questions` of the championship has it. A program has to name it; of a person who leaves it
    out the one that is shown now was read."""

    def said(self) -> Said:
        return Said(self.decision, self.items, self.text_sha256)


class WhomIn(In):
    applicant: PersonallyIn | None = None
    """Who is signed in; may be left out where the organisation keeps them already: what it has stays."""
    is_ward: Flag = False
    """Whether it is a child or ward whose parent or guardian the applicant is."""
    ward_id: UUID | None = None
    """One who is known already, as the answers about entries name them."""
    ward: PersonallyIn | None = None
    guardian: GuardianIn | None = None
    """Of an applicant under 18. They are asked by a letter."""

    def whom(self) -> own.Whom:
        return own.Whom(
            self.applicant.named() if self.applicant else None,
            self.is_ward,
            self.ward_id,
            self.ward.named() if self.ward else None,
            self.guardian.named() if self.guardian else None,
        )


class ApplicationIn(In):
    skill_id: UUID
    member: Member
    """Region or organisation: one of the organiser's list, in any of its spellings, where one is kept."""
    status: Status | None = None
    """What the person is, where the ruleset's categories go by it."""
    category: Short | None = None
    """The code of the one that is chosen, where more than one fits."""
    answers: Annotated[tuple[AnswerIn, ...], Field(max_length=len(Purpose))] = ()
    """The consents of who is signed in. Whoever else has a say is asked by a letter."""
    language: Literal["ru", "en"] = "ru"
    """In which the texts of the consents were read, and letters are written."""

    def said(self) -> dict[Purpose, Said]:
        return {one.purpose: one.said() for one in self.answers}

    def of_entry(self) -> EntrySaid:
        return EntrySaid(self.status, self.category)


class EnterIn(WhomIn, ApplicationIn):
    def application(self) -> Application:
        return Application(self.whom(), self.skill_id, self.member, self.of_entry(), self.said(), self.language)


class OfferedSkillOut(Out):
    id: UUID
    number: str
    name: TextOut
    free: int | None
    """Places left; null where there is no limit. With none left who enters waits."""
    waiting: int
    youngest: int | None
    """In full years on the first day."""
    oldest: int | None
    team_size: int
    categories: tuple[str, ...]
    """Codes of those that it is open to; none: all of them."""
    category_places: dict[str, int]
    """Places left of categories that have their own, by their codes."""


class OfferOut(Out):
    championship_id: UUID
    period: EntryPeriod
    entries_open: datetime | None
    entries_close: datetime | None
    skills: list[OfferedSkillOut]

    @classmethod
    def of(cls, offer: Offer) -> "OfferOut":
        skills = [
            OfferedSkillOut(
                id=one.skill.id,
                number=one.skill.number,
                name=TextOut.model_validate(one.skill.name),
                free=one.free,
                waiting=one.waiting,
                youngest=one.skill.youngest,
                oldest=one.skill.oldest,
                team_size=one.skill.team_size,
                categories=one.skill.categories,
                category_places={category.code: free for category, free in one.own},
            )
            for one in offer.skills
        ]
        deadlines = offer.championship.deadlines
        return cls(
            championship_id=offer.championship.id,
            period=offer.period,
            entries_open=deadlines.entries_open,
            entries_close=offer.championship.entries_closed_at or deadlines.entries_close,
            skills=skills,
        )


@router.get("", responses=problems(Unknown))
async def read_offer(championship_id: UUID, _by: Visitor, app: TheApp) -> OfferOut:
    """Whether people can enter themselves now, and in what. Numbers are as of a moment ago."""
    return OfferOut.of(await offer_of(app, championship_id))


@router.post(
    "",
    status_code=201,
    dependencies=[Entering, Unkept],
    responses=problems(*REFUSED, own.WardOfAge, own.GuardianUnderAge, own.TooManyWards),
)
async def enter(championship_id: UUID, body: EnterIn, new: NewId, by: SignedIn, app: TheApp) -> EntryOut:
    """Enters who is signed in, or their ward, with their consents: with a place where one is free, else on the waiting list.

    Who is not of age names a guardian, who is asked by a letter. An `Idempotency-Key` makes a repetition answer with the same.
    """
    made = await enter_oneself(app, championship_id, body.application(), new, by)
    return EntryOut.of(await read_registration(app, made.id, by))
