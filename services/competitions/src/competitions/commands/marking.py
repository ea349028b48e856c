from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from competitions.access import cached_juror, insider
from competitions.domain.aspect import Entry
from competitions.domain.judgement import SpreadTooWide
from competitions.domain.marking_scheme import MarkingScheme
from competitions.domain.refusal import Refusal
from competitions.domain.registration import Registration
from competitions.domain.sheet import Competitor, Mark, Sheet, SomebodyElse
from competitions.domain.skill import NotChief, Skill
from competitions.queries.schemes import scheme_of
from competitions.queries.sheets import without_sheets
from competitions.wiring import App
from shared.errors import Stale
from shared.identity.principal import Principal
from shared.ids import derive
from shared.mongo.retry import retry_on_conflict


async def start_marking(app: App, skill_id: UUID, by: Principal) -> int:
    """Lays out a sheet for every confirmed competitor and sub-criterion; returns how many there are.

    For the chief expert or the organiser. A repeat adds the sheets of those who were confirmed since; the skill is
    signed anew where it had been signed without them.
    Raises Unknown, Forbidden, NotChief, ResultsOut, SchemeMissing, NoCompetitors, SkillSigned.
    """
    _, expert = await insider(app, skill_id, by)
    if expert and not expert.is_chief:
        raise NotChief(skill_id)
    competitors = await app.registrations.competitors(skill_id)

    async def freeze() -> Skill:
        skill = await app.skills.get(skill_id)
        lacking = (await without_sheets(app, [skill]))[skill_id]
        if lacking:
            (await app.championships.get(skill.championship_id)).must_be_under_embargo()
        return await app.skills.save(skill.start_marking(app.now(), len(competitors), lacking))

    skill = await retry_on_conflict(freeze)
    scheme = await scheme_of(app, skill)
    championship = await app.championships.get(skill.championship_id)
    compatriots_may_mark = app.rulesets[championship.ruleset].compatriots_may_mark
    sheets = lay_out(skill, scheme, competitors, compatriots_may_mark=compatriots_may_mark)
    await app.sheets.add_new(sheets)
    return len(sheets)


def lay_out(
    skill: Skill, scheme: MarkingScheme, competitors: Sequence[Registration], *, compatriots_may_mark: bool
) -> list[Sheet]:
    """The empty sheets of a skill, under ids that say whose and for what they are."""
    return [
        Sheet(
            id=derive("sheet", registration.id, form.code),
            championship_id=skill.championship_id,
            skill_id=skill.id,
            sub_criterion=form.code,
            competitor=Competitor(registration.id, registration.subject_id, registration.member),
            rules=tuple(aspect.rule for aspect in form.aspects),
            team=tuple(skill.teams.get(form.code, ())),
            compatriots_may_mark=compatriots_may_mark,
        )
        for registration in competitors
        for form in scheme.sub_criteria
    ]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A mark that somebody wants to enter; with a reason, to correct after sign-off."""

    mark_id: UUID
    """The same for every repetition, which therefore changes nothing."""
    code: str
    entry: Entry
    by: Principal
    reason: str | None = None
    author: UUID | None = None
    """Who entered it on a device that sends it later, where that is told."""


Save = Callable[[Sheet], Awaitable[Sheet]]


async def enter_mark(app: App, sheet_id: UUID, proposal: Proposal, *, seen: int | None = None) -> Mark:
    """`seen`: the version that the expert looked at, where that matters.

    Raises Unknown, NotOnJury, Stale and what the sheet refuses.
    """

    async def attempt() -> Mark:
        sheet = await app.sheets.get(sheet_id)
        if seen is not None and sheet.version != seen:
            raise Stale(str(sheet_id))
        return await _decide(app, sheet, proposal, app.sheets.save)

    if seen is not None:
        return await attempt()
    remembered = app.sheets.cached(sheet_id)
    if remembered is not None:
        # A write instead of a read and a write, and one with those of other tablets. A refusal is believed only of the
        # newest state; a mark that was entered nevertheless is found there.
        with suppress(Stale, Refusal):
            return await _decide(app, remembered, proposal, app.sheets.save_batched)
    return await retry_on_conflict(attempt)


async def _decide(app: App, sheet: Sheet, proposal: Proposal, save: Save) -> Mark:
    expert = await cached_juror(app, sheet.skill_id, proposal.by)
    if proposal.author not in {None, expert.subject_id}:
        raise SomebodyElse(proposal.code)
    given = (proposal.mark_id, proposal.code, proposal.entry, expert, app.now())
    if proposal.reason is not None:
        changed, mark = sheet.correct(*given, proposal.reason)
    else:
        try:
            changed, mark = sheet.enter(*given)
        except SpreadTooWide as spread:
            disputed = sheet.dispute(proposal.code, spread, expert, app.now())
            if disputed is not sheet:
                await app.sheets.save(disputed)
            raise
    if changed is not sheet:
        await save(changed)
    return mark
