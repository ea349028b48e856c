"""From signed skills to published results: first as unofficial ones or at once as official ones, as the organiser chooses."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from competitions.domain.championship import Championship, Stage
from competitions.domain.preparation.happenings import Happening, PublicationBegun, Published
from competitions.domain.refusal import Refusal
from competitions.domain.results.lifecycle import Differing, ResultStatus
from competitions.domain.skill import SheetsMissing


@dataclass(eq=False)
class SkillsUnsigned(Refusal):
    """Results are published together, when every skill is signed off."""

    numbers: tuple[str, ...]


@dataclass(eq=False)
class SkillsProtested(Refusal):
    """No skill could become official: in each a result is contested."""

    numbers: tuple[str, ...]


@dataclass(eq=False)
class NothingToPublish(Refusal):
    """No skill has starters."""

    championship_id: UUID


@dataclass(frozen=True, slots=True)
class Standing:
    """Of what a publication would stand on."""

    skills: int
    """Those that have starters; the others have no results and hold up nobody."""
    unsigned: tuple[str, ...] = ()
    """Numbers of skills."""
    lacking: tuple[tuple[str, int], ...] = ()
    """As in SheetsMissing."""
    protested: tuple[str, ...] = ()
    """Numbers of skills that cannot become official."""
    official: int = 0
    """How many are already."""


def begin(
    championship: Championship, at: datetime, status: ResultStatus, standing: Standing
) -> tuple[Championship, tuple[Happening, ...]]:
    """What is published is announced as well. Official results follow unofficial ones, never the other way. A repeat changes nothing.

    Skills in which a result is contested stay unofficial while the others become official.
    Raises NothingToPublish, SheetsMissing, SkillsUnsigned, SkillsProtested, ChampionshipCancelled.
    """
    championship.must_go_on()
    is_first = championship.stage is Stage.EMBARGO
    if not is_first and (
        championship.is_being_published or status is ResultStatus.UNOFFICIAL or championship.is_official
    ):
        return championship, ()
    if not standing.skills:
        raise NothingToPublish(championship.id)
    if standing.lacking:
        raise SheetsMissing(standing.lacking)
    if standing.unsigned:
        raise SkillsUnsigned(standing.unsigned)
    if status is ResultStatus.OFFICIAL and len(standing.protested) == standing.skills - standing.official:
        raise SkillsProtested(standing.protested)
    announced, happened = championship.announced(at)
    begun = replace(
        announced,
        stage=Stage.PUBLISHING if is_first else championship.stage,
        is_being_published=True,
        tells_groups=False,  # results decide from here on, and are told
        published_as=status,
        revision=championship.revision + 1,
        published_at=at,
        differing=(),
    )
    return begun, (*happened, PublicationBegun(at))


def complete(championship: Championship, *, is_official: bool) -> tuple[Championship, Published | None]:
    """`is_official`: whether the results of every skill are. None unless a publication has begun and is not complete."""
    if not championship.is_being_published or championship.published_at is None:
        return championship, None
    status = ResultStatus.OFFICIAL if is_official else ResultStatus.UNOFFICIAL
    completed = replace(championship, stage=Stage.PUBLISHED, is_being_published=False, published_as=status)
    return completed, Published(championship.published_at)


def stop(championship: Championship, differing: tuple[Differing, ...], published_at: datetime | None) -> Championship:
    """As it was before the publication began, which told nobody anything. `published_at`: of what was published earlier."""
    is_first = championship.stage is Stage.PUBLISHING
    return replace(
        championship,
        stage=Stage.EMBARGO if is_first else championship.stage,
        is_being_published=False,
        published_as=None if is_first else ResultStatus.UNOFFICIAL,
        published_at=published_at,
        differing=differing,
    )
