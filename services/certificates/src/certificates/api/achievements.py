"""What can be earned of an issuer."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Body, Response
from pydantic import Field

from certificates.access import check_officer
from certificates.api.deps import PREFIX, TheApp
from certificates.api.schemas import Address
from certificates.api.schemas import Words as Sentence
from certificates.commands import achievements as commands
from certificates.domain.achievement import Achievement, CodeTaken, UnknownCode
from certificates.domain.designs.own import UnknownDesign
from certificates.domain.issuer import UnknownIssuer
from certificates.domain.wording import (
    PLAIN,
    Alignment,
    BadAddress,
    BadCode,
    BadKind,
    Module,
    NoTitle,
    Part,
    TextMissing,
    Want,
    Words,
)
from certificates.queries.achievements import list_achievements, read_achievement
from shared.errors import Outdated, Stale, VersionNeeded
from shared.identity.principal import Forbidden, NotSignedIn
from shared.web.deps import Officer
from shared.web.idempotency import NewId
from shared.web.preconditions import Seen, etag
from shared.web.problems import problems
from shared.web.schemas import Flag, In, Line, Out, Page, PrintedLine, PrintedName, Short, TextOut, Whole

router = APIRouter(prefix=f"{PREFIX}/issuers/{{organisation}}/achievements", tags=["achievements"])

_WORDS: dict[str, Any] = {
    "title": {"ru": "Основы робототехники", "en": "Basics of robotics"},
    "criteria": {
        "ru": "Освоена программа и защищён проект.",
        "en": "The programme is completed and a project defended.",
    },
    "hours": 36,
    "modules": [{"title": "Механика", "hours": 12}, {"title": "Программирование", "hours": 24}],
    "wants": [{"name": "result", "required": False}],
}
_EXAMPLE = {"code": "robotics-basics", "kind": "course", **_WORDS}
_REFUSALS = (UnknownIssuer, UnknownDesign, NoTitle, TextMissing, BadAddress, NotSignedIn, Forbidden)
Hours = Annotated[Whole, Field(ge=1, le=10_000)]
Months = Annotated[Whole, Field(ge=1, le=600)]


class TitleIn(In):
    """In both languages, or in one."""

    ru: PrintedName | None = None
    en: PrintedName | None = None


class SentenceIn(In):
    """In each language of the title."""

    ru: Sentence | None = None
    en: Sentence | None = None


class AlignmentIn(In):
    framework: Short
    """The list, such as WSOS, ESCO or Профстандарт."""
    name: Line
    code: Short | None = None
    url: Address

    def aligned(self) -> Alignment:
        return Alignment(self.framework, self.name, self.code, self.url)


class ModuleIn(In):
    title: PrintedLine
    hours: Hours | None = None


class WantIn(In):
    name: Literal["hours", "score", "result", "period", "basis", "modules", "level", "evidence"]
    required: Flag = False


class WordsIn(In):
    """What certificates of it say. The title decides in which languages."""

    title: TitleIn = TitleIn()
    criteria: SentenceIn = SentenceIn()
    """What somebody does to earn it."""
    description: SentenceIn = SentenceIn()
    level: TitleIn = TitleIn()
    alignments: Annotated[tuple[AlignmentIn, ...], Field(max_length=20)] = ()
    hours: Hours | None = None
    """Academic ones."""
    modules: Annotated[tuple[ModuleIn, ...], Field(max_length=40)] = ()
    valid_months: Months | None = None
    """None: for good."""
    wants: Annotated[tuple[WantIn, ...], Field(max_length=8)] = ()
    """What a table of awards brings for it."""
    spoken: Literal["ru", "en", "both"] = "both"
    """In which languages certificates of results are, as far as its texts are; an award says its own."""
    design: Line = PLAIN
    """`plain`: as suits its kind; else `across`, `upright`, `course`, `thanks`, `sheet`, or the code of an own one."""

    def words(self) -> Words:
        return Words(
            title=_part(self.title),
            criteria=_part(self.criteria),
            description=_part(self.description),
            level=_part(self.level),
            alignments=tuple(one.aligned() for one in self.alignments),
            hours=self.hours,
            modules=tuple(Module(one.title, one.hours) for one in self.modules),
            valid_months=self.valid_months,
            wants=tuple({one.name: Want(one.name, one.required) for one in self.wants}.values()),
            design=self.design,
            spoken=self.spoken,
        )


class AchievementIn(WordsIn):
    code: Line
    """Small Latin letters, digits and hyphens; for good."""
    kind: Line
    """Known are `course`, `competence`, `demonstration-exam`, `participation`, `winner`, `prize-taker`, `team`, `mentor`, `expert`,
    `volunteer`, `thanks`; any other word is one too. For good."""


class OfferIn(In):
    is_offered: Flag


class AlignmentOut(Out):
    framework: str
    name: str
    code: str | None
    url: str


class ModuleOut(Out):
    title: str
    hours: int | None


class WantOut(Out):
    name: str
    required: bool


class AchievementOut(Out):
    id: UUID
    organisation: str
    version: int
    code: str
    kind: str
    title: TextOut
    criteria: TextOut
    description: TextOut | None
    level: TextOut | None
    languages: list[str]
    alignments: list[AlignmentOut]
    hours: int | None
    modules: list[ModuleOut]
    valid_months: int | None
    wants: list[WantOut]
    design: str
    spoken: Literal["ru", "en", "both"]
    is_offered: bool
    """False: nothing new is granted of it."""
    is_self_made: bool
    """False: a ruleset gives it."""
    changed_at: datetime | None

    @classmethod
    def of(cls, achievement: Achievement) -> "AchievementOut":
        names = set(cls.model_fields) - {"changed_at"}
        fields = {name: getattr(achievement, name) for name in names}
        return cls.model_validate({**fields, "changed_at": achievement.changed.at if achievement.changed else None})


@router.post(
    "",
    status_code=201,
    summary="Make an achievement",
    responses=problems(BadCode, BadKind, CodeTaken, *_REFUSALS),
)
async def make(
    organisation: str,
    body: Annotated[AchievementIn, Body(examples=[_EXAMPLE])],
    new: NewId,
    officer: Officer,
    app: TheApp,
    response: Response,
) -> AchievementOut:
    """From now on awards of it can be granted."""
    check_officer(officer, organisation)
    made = await commands.make(app, organisation, body.code, body.kind, body.words(), by=officer.account, change_id=new)
    return _answered(made, response)


@router.get("", summary="The achievements of an issuer", responses=problems(UnknownIssuer, NotSignedIn, Forbidden))
async def list_all(organisation: str, officer: Officer, app: TheApp) -> Page[AchievementOut]:
    """Those that a ruleset gives, too. Those that are offered first, by code."""
    check_officer(officer, organisation)
    return Page(items=[AchievementOut.of(one) for one in await list_achievements(app, organisation)])


@router.get("/{code}", summary="One achievement", responses=problems(UnknownCode, NotSignedIn, Forbidden))
async def read(organisation: str, code: str, officer: Officer, app: TheApp, response: Response) -> AchievementOut:
    """With the tag to change it by."""
    check_officer(officer, organisation)
    return _answered(await read_achievement(app, organisation, code), response)


@router.put(
    "/{code}",
    summary="Change what it says",
    responses=problems(UnknownCode, Outdated, Stale, VersionNeeded, *_REFUSALS),
)
async def rewrite(
    organisation: str,
    code: str,
    body: Annotated[WordsIn, Body(examples=[_WORDS])],
    officer: Officer,
    seen: Seen,
    app: TheApp,
    response: Response,
) -> AchievementOut:
    """Certificates from now on say it so; those that are issued stay as they are."""
    check_officer(officer, organisation)
    changed = await commands.rewrite(app, organisation, code, body.words(), seen=_needed(seen), by=officer.account)
    return _answered(changed, response)


@router.put(
    "/{code}/offer",
    summary="Withdraw it, or offer it again",
    responses=problems(UnknownCode, Outdated, Stale, VersionNeeded, NotSignedIn, Forbidden),
)
async def offer(
    organisation: str,
    code: str,
    body: Annotated[OfferIn, Body(examples=[{"is_offered": False}])],
    officer: Officer,
    seen: Seen,
    app: TheApp,
    response: Response,
) -> AchievementOut:
    """Of what is withdrawn nothing new is granted; its certificates stay valid."""
    check_officer(officer, organisation)
    changed = await commands.offer(
        app, organisation, code, is_offered=body.is_offered, seen=_needed(seen), by=officer.account
    )
    return _answered(changed, response)


def _answered(achievement: Achievement, response: Response) -> AchievementOut:
    response.headers["etag"] = etag(achievement.version)
    return AchievementOut.of(achievement)


def _needed(seen: int | None) -> int:
    """Asked for once it is known that the officer may change it. Raises VersionNeeded."""
    if seen is None:
        raise VersionNeeded
    return seen


def _part(given: TitleIn | SentenceIn) -> Part:
    return Part(given.ru, given.en)
