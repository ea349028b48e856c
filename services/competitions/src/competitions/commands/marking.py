from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import takewhile
from secrets import token_hex
from typing import Protocol
from uuid import UUID

from competitions import jury_events
from competitions.access import cached_juror, cached_jury, insider
from competitions.domain.aspect import Entry, Judged
from competitions.domain.expert import Expert
from competitions.domain.history.chain import linked
from competitions.domain.judging.cards import OnOwnDevices
from competitions.domain.mark import (
    Card,
    Dispute,
    Disputed,
    Entered,
    Mark,
    Overtaken,
    Record,
    Repeated,
    Withdrawal,
)
from competitions.domain.marking_scheme import MarkingScheme
from competitions.domain.refusal import Refusal
from competitions.domain.registration import Registration
from competitions.domain.ruleset import Ruleset
from competitions.domain.sending.times import by_device
from competitions.domain.sheet import Competitor, Sheet
from competitions.domain.signing.form import Signing
from competitions.domain.signing.rules import Signers
from competitions.domain.skill import NotChief, Skill
from competitions.queries.marking import name_of
from competitions.queries.schemes import scheme_of
from competitions.queries.sheets import without_sheets
from competitions.wiring import App
from shared.errors import Stale
from shared.identity.principal import Principal
from shared.ids import derive
from shared.mongo.retry import RACERS, retry_on_conflict


async def start_marking(app: App, skill_id: UUID, by: Principal) -> int:
    """Lays out a sheet for every starter and sub-criterion; returns how many there are.

    For the chief expert or the organiser. A repeat adds the sheets of those who were confirmed since; the skill is
    signed anew where it had been signed without them. Where there is nothing to add it finds what it did.
    Raises Unknown, Forbidden, NotChief, EmbargoOver, SkillDropped, SchemeMissing, NoCompetitors, ChiefMissing.
    """
    _, expert = await insider(app, skill_id, by)
    if expert and not expert.leads:
        raise NotChief(skill_id)
    starters = [one for one in await app.registrations.competitors(skill_id) if one.is_starter]

    async def freeze() -> Skill:
        skill = await app.skills.get(skill_id)
        missing = (await without_sheets(app, [skill]))[skill_id]
        if missing:
            (await app.championships.get(skill.championship_id)).must_be_under_embargo()
        author, at = expert.subject_id if expert else None, app.now()
        started = skill.start_marking(at, len(starters), missing, author)
        if started is skill:
            return skill
        return await app.skills.save(started, *jury_events.of_other_starters(skill, author, at))

    skill = await retry_on_conflict(freeze)
    scheme = await scheme_of(app, skill)
    championship = await app.championships.get(skill.championship_id)
    sheets = lay_out(skill, scheme, starters, app.rulesets[championship.ruleset])
    await app.sheets.add_new(sheets)
    return len(sheets)


def lay_out(skill: Skill, scheme: MarkingScheme, competitors: Sequence[Registration], ruleset: Ruleset) -> list[Sheet]:
    """The empty sheets of a skill, under ids that say whose and for what they are."""
    signing = Signing(by_each=ruleset.signing.sub_criteria is Signers.EACH)
    return [
        Sheet(
            id=derive("sheet", registration.id, sub_criterion.code),
            championship_id=skill.championship_id,
            skill_id=skill.id,
            sub_criterion=sub_criterion.code,
            competitor=Competitor(registration.id, registration.subject_id, registration.member),
            rules=tuple(aspect.rule for aspect in sub_criterion.aspects),
            team=tuple(skill.teams.get(sub_criterion.code, ())),
            compatriots_may_mark=ruleset.compatriots_may_mark,
            confirmed_by=ruleset.measurement.confirmed_by,
            own_devices=sub_criterion.code in skill.own_devices,
            signing=signing,
        )
        for registration in competitors
        for sub_criterion in scheme.sub_criteria
    ]


class Change(Protocol):
    """What somebody wants to do to one aspect of a sheet."""

    @property
    def by(self) -> Principal: ...

    @property
    def author(self) -> UUID | None:
        """Who did it on a device that sends it later, where the device says so."""

    def judges(self, sheet: Sheet, /) -> tuple[UUID, ...] | None:
        """Whom of the jury it is about; None: it matters not who is on the jury."""

    def on(
        self, sheet: Sheet, expert: Expert, jury: Sequence[Expert], at: datetime, /
    ) -> tuple[Sheet, Entered | Repeated]:
        """The sheet after it, and what happened. Raises what the sheet refuses."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A mark that somebody wants to enter; with a reason, to correct after sign-off."""

    mark_id: UUID
    """The same for every repetition, which therefore changes nothing."""
    code: str
    entry: Entry
    by: Principal
    saw: UUID | None
    """The newest record of the aspect that they saw; None: there was none."""
    reason: str | None = None
    author: UUID | None = None
    entered_at: datetime | None = None
    """By the clock of the device, where it is sent later."""
    is_late: bool = False
    """Whoever leads the jury enters what came too late: also scores that were shown together before each judge had a device."""

    def judges(self, _sheet: Sheet) -> tuple[UUID, ...] | None:
        return self.entry.judges if isinstance(self.entry, Judged) else None

    def on(self, sheet: Sheet, expert: Expert, jury: Sequence[Expert], at: datetime) -> tuple[Sheet, Record | Repeated]:
        is_typed = self.reason is None and not self.is_late
        if is_typed and sheet.own_devices and isinstance(self.entry, Judged):
            raise OnOwnDevices(sheet.sub_criterion)
        if self.reason is not None:
            return sheet.correct(self.mark_id, self.code, self.entry, expert, at, self.reason, saw=self.saw, jury=jury)
        return by_device(
            *sheet.enter(self.mark_id, self.code, self.entry, expert, at, saw=self.saw, jury=jury),
            entered_at=self.entered_at,
        )


@dataclass(frozen=True, slots=True)
class TakingBack:
    """A mark that somebody wants to take back."""

    withdrawal_id: UUID
    code: str
    by: Principal
    saw: UUID | None
    reason: str
    author: UUID | None = None
    entered_at: datetime | None = None

    def judges(self, _sheet: Sheet) -> tuple[UUID, ...] | None:
        return None

    def on(
        self, sheet: Sheet, expert: Expert, _jury: Sequence[Expert], at: datetime
    ) -> tuple[Sheet, Record | Repeated]:
        return by_device(
            *sheet.withdraw(self.withdrawal_id, self.code, expert, at, self.reason, saw=self.saw),
            entered_at=self.entered_at,
        )


Save = Callable[[Sheet], Awaitable[Sheet]]


async def enter_mark(app: App, sheet_id: UUID, proposal: Proposal) -> Mark:
    """Raises Unknown, NotOnJury, SomebodyElse, Stale and what the sheet refuses; Disputed when the scores, which are too far
    apart to be a mark, are recorded."""
    match await enter(app, sheet_id, proposal):
        case Dispute() as dispute:
            raise Disputed(dispute.scores, dispute)
        case Mark() as mark:
            return mark
        case other:
            raise TypeError(other)


async def take_back_mark(app: App, sheet_id: UUID, proposal: TakingBack) -> Withdrawal:
    """Raises Unknown, NotOnJury, SomebodyElse, Stale and what the sheet refuses."""
    record = await enter(app, sheet_id, proposal)
    if not isinstance(record, Withdrawal):
        raise TypeError(record)
    return record


async def enter(app: App, sheet_id: UUID, change: Change) -> Entered:
    """Raises Unknown, NotOnJury, SomebodyElse, Stale and what the sheet refuses."""

    async def attempt() -> Entered:
        return await _decide(app, await app.sheets.get(sheet_id), change, app.sheets.save)

    cached = app.sheets.cached(sheet_id)
    if cached is not None:
        # A write instead of a read and a write, and one with those of other tablets. A refusal, and that it is done
        # already, is believed only of the newest state; a mark that was entered nevertheless is found there.
        with suppress(Stale, Refusal):
            return await _decide(app, cached, change, app.sheets.save_batched, may_be_old=True)
    try:
        return await retry_on_conflict(attempt, RACERS)
    except Overtaken as overtaken:
        raise await _told(app, sheet_id, overtaken) from None


async def _told(app: App, sheet_id: UUID, overtaken: Overtaken) -> Overtaken:
    """With all that was entered on the aspect, and who did."""
    newest = overtaken.newest
    if newest is None:
        return overtaken
    sheet = app.sheets.cached(sheet_id) or await app.sheets.get(sheet_id)
    earlier = takewhile(lambda one: one.id != newest.id, (one for one in sheet.history if one.code == overtaken.code))
    records = [] if isinstance(newest, Card) else list(earlier)
    people = await app.people.by_id({newest.author, *(one.author for one in records)})
    named = tuple((one, name_of(people.get(one.author))) for one in records)
    return replace(overtaken, author=name_of(people.get(newest.author)), earlier=named)


async def _decide(app: App, sheet: Sheet, change: Change, save: Save, *, may_be_old: bool = False) -> Entered:
    """Raises Stale, too, where nothing would change on a sheet that `may_be_old`."""
    expert = await cached_juror(app, sheet.skill_id, change.by)
    expert.must_be(change.author)
    judges = change.judges(sheet)
    jury = () if judges is None else await cached_jury(app, sheet.skill_id, judges)
    changed, happened = change.on(sheet, expert, jury, app.now())
    if isinstance(happened, Repeated):
        if may_be_old:
            raise Stale(str(sheet.id))
        if changed is not sheet:
            await save(changed)
        return happened.entry
    await save(changed if isinstance(happened, Card) else linked(changed, token_hex(32)))
    return happened
