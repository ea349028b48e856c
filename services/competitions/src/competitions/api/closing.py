"""The end of entries: what becomes of categories in which too few take part, and who is told."""

from uuid import UUID

from fastapi import APIRouter

from competitions.api.championships import ChampionshipOut
from competitions.api.deps import TheApp
from competitions.commands import championships as commands
from competitions.commands.entering import regrouping as telling
from competitions.domain.categories.holding import Fate
from competitions.domain.championship import EmbargoOver, EntriesOpen, MarkingBegun, NotAnnounced
from competitions.domain.preparation.cancellation import ChampionshipCancelled
from competitions.domain.refusal import Unknown
from competitions.queries.entering.regrouping import regrouping
from competitions.queries.short_groups import ShortGroup
from shared.identity.principal import Forbidden
from shared.web.deps import Organiser
from shared.web.problems import problems
from shared.web.schemas import Out

router = APIRouter(prefix="/championships/{championship_id}/closing", tags=["championships"])


class ShortGroupOut(Out):
    skill_id: UUID
    category: str | None
    """Null: the whole skill."""
    entries: int
    """Of people or teams, with a place; 0 of a category that competes in another."""
    fate: Fate
    into: str | None
    """The category with which it competes."""

    @classmethod
    def of(cls, one: ShortGroup) -> "ShortGroupOut":
        category, into = (part.code if part else None for part in (one.category, one.into))
        return cls(skill_id=one.skill.id, category=category, entries=one.entries, fate=one.fate, into=into)


class ClosingOut(Out):
    is_closed: bool
    is_telling: bool
    """The worker has not told everybody."""
    short: list[ShortGroupOut]
    """Where too few take part, and what becomes of it by the ruleset, as the entries stand now."""
    people: int
    """Whom that concerns, and who has not heard of it as it stands now: they are told when entries are closed, or when asked for."""
    guardians: int
    """Of those who are not of age."""


@router.get("", responses=problems(Unknown, Forbidden))
async def read_closing(championship_id: UUID, by: Organiser, app: TheApp) -> ClosingOut:
    """What the end of entries sets off, before it, and what has changed since."""
    found = await regrouping(app, championship_id, by)
    return ClosingOut(
        is_closed=found.championship.entries_closed_at is not None,
        is_telling=found.championship.tells_groups,
        short=[ShortGroupOut.of(one) for one in found.short],
        people=len(found.told.people),
        guardians=found.told.guardians,
    )


@router.post("", responses=problems(Unknown, Forbidden, NotAnnounced))
async def close_entries(championship_id: UUID, by: Organiser, app: TheApp) -> ChampionshipOut:
    """Closes entries before their deadline or after it: nobody is entered any more, and whose category is held otherwise than
    planned is told. A repeat changes nothing."""
    return ChampionshipOut.model_validate(await commands.close_entries(app, championship_id, by))


@router.delete("", responses=problems(Unknown, Forbidden, MarkingBegun))
async def reopen_entries(championship_id: UUID, by: Organiser, app: TheApp) -> ChampionshipOut:
    """Takes entries again, until marking begins. A repeat changes nothing."""
    return ChampionshipOut.model_validate(await commands.reopen_entries(app, championship_id, by))


@router.post(
    "/letters",
    status_code=202,
    responses=problems(Unknown, Forbidden, EntriesOpen, EmbargoOver, ChampionshipCancelled),
)
async def tell_groups(championship_id: UUID, by: Organiser, app: TheApp) -> ChampionshipOut:
    """Tells those for whom something has changed since: after a withdrawal a category may be too small. A repeat changes nothing."""
    return ChampionshipOut.model_validate(await telling.tell_groups(app, championship_id, by))
