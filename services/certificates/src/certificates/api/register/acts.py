"""What is done with many entries of the register at once: looked at first, then started."""

from datetime import datetime, timedelta
from typing import Annotated, Any, Final, Literal
from uuid import UUID

from fastapi import APIRouter, Body, Query, Request, Response
from pydantic import Field

from certificates.access import check_officer
from certificates.api.deps import PREFIX, TheApp
from certificates.api.register.words import fault_words, why_words
from certificates.api.schemas import Reason
from certificates.commands.acts.doing import cancel, start
from certificates.commands.acts.drafting import draft_chosen, draft_found
from certificates.commands.acts.tables import draft_table
from certificates.domain.acts.act import (
    MOST,
    Act,
    ActStarted,
    Doing,
    LeftOut,
    NothingChosen,
    Stage,
    TooManyEntries,
    UnknownAct,
)
from certificates.domain.acts.faults import BadTable, Fault, RowFault
from certificates.domain.acts.reasons import Why
from certificates.domain.certificate import NoReason, RevocationUnconfirmed
from certificates.domain.issuer import UnknownIssuer
from certificates.domain.standing import Sought, State
from certificates.queries.acts import list_acts, read_act
from certificates.queries.blanks import certificates_on
from certificates.wiring import App
from shared.errors import Stale
from shared.identity.principal import Forbidden, NotSignedIn
from shared.web.deps import Officer, Unkept, Words
from shared.web.i18n import Gettext
from shared.web.idempotency import NewId
from shared.web.problems import problems
from shared.web.schemas import Day, Flag, In, Line, Out, Page, Whole

router = APIRouter(prefix=f"{PREFIX}/issuers/{{organisation}}/register", tags=["acts"])
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV: Final = "text/csv"
_FILE: Final[dict[str, Any]] = {"schema": {"type": "string", "format": "binary"}}
_OFFICERS: Final = (UnknownIssuer, NotSignedIn, Forbidden)
_CHOSEN: Final = {"doing": "suspend", "certificates": ["067e6bc0-8956-532c-a1b2-9eeca522d176"]}
_START: Final = {"reason": "Протокол апелляционной комиссии № 5.", "public": True, "sure": True}


class SoughtIn(In):
    """All that is said holds together."""

    year: Annotated[Whole, Field(ge=2000, le=2099)]
    """Of the numbers."""
    state: State | None = None
    achievement: Line | None = None
    """By its code."""
    issued_from: Day | None = None
    issued_until: Day | None = None
    name: Line | None = None
    """A part of the holder's name."""
    blank: Line | None = None
    """Series and number of the paper, or the number."""

    async def sought(self, app: App, organisation: str) -> Sought:
        blank = " ".join((self.blank or "").split())
        return Sought(
            self.year,
            self.state,
            self.achievement,
            first=app.start_of(self.issued_from),
            before=app.start_of(self.issued_until + timedelta(days=1)) if self.issued_until else None,
            name=self.name or "",
            blank=blank,
            certificates=await certificates_on(app, organisation, blank),
        )


Ticked = Literal["suspend", "reinstate", "revoke", "reissue", "duplicate", "spoil"]
"""What is done with entries as they stand; what differs from one to the next comes by a table."""


class ActIn(In):
    """Of all that are `sought`, where that is said; else of `certificates`."""

    doing: Ticked
    certificates: list[UUID] = Field(default=[], max_length=MOST)
    sought: SoughtIn | None = None


class StartIn(In):
    reason: Reason = ""
    """Needed, but for the end of a suspension and for blanks that are entered."""
    public: Flag = False
    """Whether it is shown to everybody who verifies. It must then have no personal data."""
    sure: Flag = False
    """A revocation is for good, and needs it."""


class LeftOutOut(Out):
    certificate_id: UUID
    registration_number: str
    row: int | None
    why: Why
    message: str

    @classmethod
    def of(cls, one: LeftOut, words: dict[Why, str]) -> "LeftOutOut":
        return cls(
            certificate_id=one.certificate_id,
            registration_number=one.number,
            row=one.row,
            why=one.why,
            message=words[one.why],
        )


class RowFaultOut(Out):
    row: int
    registration_number: str
    """As it stands in the row, while nothing is done."""
    fault: Fault
    message: str

    @classmethod
    def of(cls, one: RowFault, words: dict[Fault, str]) -> "RowFaultOut":
        return cls(row=one.row, registration_number=one.number, fault=one.fault, message=words[one.fault])


class ActOut(Out):
    id: UUID
    doing: Doing
    stage: Stage
    """`draft`, `going`, `done`. What nobody starts is kept for a day."""
    by: str
    at: datetime
    count: int
    """Entries with which it can be done."""
    reached: int
    """So many were gone through."""
    done: int
    """With so many it was done."""
    reason: str
    public: bool
    finished_at: datetime | None
    left_out: list[LeftOutOut]
    """Entries with which it cannot be done. Not told in the list of acts."""
    faults: list[RowFaultOut]
    """Rows of a table that say nothing that could be done. Not told in the list of acts."""

    @classmethod
    def of(cls, act: Act, _: Gettext) -> "ActOut":
        names = set(cls.model_fields) - {"left_out", "faults"}
        whys, faults = dict(why_words(_)), dict(fault_words(_))
        return cls.model_validate(
            {
                **{name: getattr(act, name) for name in names},
                "left_out": [LeftOutOut.of(one, whys) for one in act.left_out],
                "faults": [RowFaultOut.of(one, faults) for one in act.faults],
            }
        )


@router.post(
    "/acts",
    status_code=201,
    summary="Look at what can be done with entries",
    responses=problems(NothingChosen, TooManyEntries, *_OFFICERS),
)
async def draft(
    organisation: str,
    body: Annotated[ActIn, Body(examples=[_CHOSEN])],
    new: NewId,
    officer: Officer,
    app: TheApp,
    _: Words,
) -> ActOut:
    """Nothing is done yet: the answer says with how many it can be done, and which are left out and why. What differs from one entry
    to the next comes by a table."""
    check_officer(officer, organisation)
    by, doing = officer.account, Doing(body.doing)
    if body.sought is not None:
        sought = await body.sought.sought(app, organisation)
        return ActOut.of(await draft_found(app, new, organisation, doing, sought, by=by), _)
    return ActOut.of(await draft_chosen(app, new, organisation, doing, body.certificates, by=by), _)


@router.post(
    "/tables",
    status_code=201,
    summary="Look at what a table changes",
    dependencies=[Unkept],  # in a cell that should have a number a name may stand
    openapi_extra={"requestBody": {"required": True, "content": {XLSX: _FILE, CSV: _FILE}}},
    responses=problems(BadTable, NothingChosen, TooManyEntries, *_OFFICERS),
)
async def draft_of_table(
    organisation: str,
    request: Request,
    doing: Annotated[Literal["reissue", "blanks", "correct-blanks", "reprint"], Query(description="What rows want")],
    new: NewId,
    officer: Officer,
    app: TheApp,
    _: Words,
) -> ActOut:
    """One certificate a row, by its registration number; what is left empty stays as it was. The answer has every fault beside its
    row. Columns are called as in the templates, or as `number`, `name`, `achievement`, `total`, `out_of`, `points`, `granted_on`,
    `series`, `blank`, `spoilt_on`."""
    check_officer(officer, organisation)
    content = await request.body()
    return ActOut.of(await draft_table(app, new, organisation, Doing(doing), content, by=officer.account), _)


@router.get("/acts", summary="What was done with entries", responses=problems(*_OFFICERS))
async def list_all(organisation: str, officer: Officer, app: TheApp, _: Words) -> Page[ActOut]:
    """The newest first, up to a hundred, without what was left out."""
    check_officer(officer, organisation)
    return Page(items=[ActOut.of(one, _) for one in await list_acts(app, organisation)])


@router.get(
    "/acts/{act_id}",
    summary="One act",
    dependencies=[Unkept],
    responses=problems(UnknownAct, NotSignedIn, Forbidden),
)
async def read(organisation: str, act_id: UUID, officer: Officer, app: TheApp, _: Words) -> ActOut:
    """How far it is, and what is left out and why."""
    check_officer(officer, organisation)
    return ActOut.of(await read_act(app, organisation, act_id), _)


@router.post(
    "/acts/{act_id}/start",
    summary="Do it",
    dependencies=[Unkept],
    responses={
        202: {"model": ActOut, "description": "It goes on by itself: ask for the act again"},
        **problems(UnknownAct, NoReason, RevocationUnconfirmed, NothingChosen, Stale, NotSignedIn, Forbidden),
    },
)
async def begin(
    organisation: str,
    act_id: UUID,
    body: Annotated[StartIn, Body(examples=[_START])],
    officer: Officer,
    app: TheApp,
    _: Words,
    response: Response,
) -> ActOut:
    """Up to 50 entries are done when this answers. A second start changes nothing."""
    check_officer(officer, organisation)
    act = await read_act(app, organisation, act_id)
    act = await start(app, act, body.reason, public=body.public, sure=body.sure, by=officer.account)
    response.status_code = 202 if act.stage is Stage.GOING else 200
    return ActOut.of(act, _)


@router.delete(
    "/acts/{act_id}",
    status_code=204,
    summary="Throw a draft away",
    responses=problems(UnknownAct, ActStarted, NotSignedIn, Forbidden),
)
async def throw_away(organisation: str, act_id: UUID, officer: Officer, app: TheApp) -> None:
    """What was started goes on."""
    check_officer(officer, organisation)
    await cancel(app, await read_act(app, organisation, act_id))
