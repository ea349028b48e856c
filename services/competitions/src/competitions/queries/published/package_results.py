"""What results stand on beside the marks, and what they came to: the lines of a package from which they are counted again."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from competitions.domain.categories.holding import Group
from competitions.domain.history.canonical import Plain
from competitions.domain.history.chain import moment, pseudonym
from competitions.domain.marking_scheme import MarkingScheme, SkillScheme
from competitions.domain.member import normal_form
from competitions.domain.results.awards import Award
from competitions.domain.results.holders import StartedTeam
from competitions.domain.results.result import SkillResults
from competitions.domain.results.rules import ResultRules
from competitions.domain.results.standings import standings
from competitions.packages.shapes import shape

Line = Mapping[str, Plain]


def _plain(kind: Any, value: object) -> Any:
    return shape(kind).dump_python(value, mode="json")


def of_scheme(one: SkillScheme) -> Line:
    """Without who accepted it and why, which nothing is counted from."""
    return {"skill": str(one.skill_id), "id": str(one.id), "scheme": _plain(MarkingScheme, one.scheme)}


def of_publication(one: SkillResults) -> Line:
    return {
        "head": one.head,
        "status": one.status.value,
        "revision": one.revision,
        "at": moment(one.published_at),
        "corrections": one.corrections,
        "rules": _plain(ResultRules, one.rules),
        "awards": _plain(tuple[Award, ...], one.awards),
        "groups": _plain(tuple[Group, ...], one.groups),
    }


def of_starters(championship_id: UUID, results: SkillResults) -> Iterator[Line]:
    for one in results.starters:
        yield {
            "skill": str(results.id),
            "competitor": pseudonym(championship_id, one.competitor.subject_id),
            "registration": str(one.competitor.registration_id),
            "member": one.competitor.member,
            "category": one.category,
        }


def of_results(championship_id: UUID, results: SkillResults) -> Iterator[Line]:
    for one in results.results:
        yield {
            "id": str(one.id),
            "skill": str(results.id),
            "competitor": pseudonym(championship_id, one.competitor.subject_id),
            "total": f"{one.total:.2f}",
            "scale_score": one.scale_score,
            "place": one.place,
            "medal": one.medal.value if one.medal else None,
            "category": one.category,
            "awards": list(one.awards),
            "has_prize": one.has_prize,
            "team": _team(championship_id, one.team) if one.team else None,
        }


def _team(championship_id: UUID, team: StartedTeam) -> Line:
    return {
        "members": [pseudonym(championship_id, id) for id in team.members],
        "mentor": pseudonym(championship_id, team.mentor) if team.mentor else None,
        "number": team.number,
    }


def of_members(published: Iterable[SkillResults]) -> Iterator[Line]:
    """As they compare by all results, where the rules compare them."""
    every = list(published)
    rules = next((one.rules for one in every), None)
    if rules is None or rules.standings is None:
        return
    written: dict[str, set[str]] = {}
    for skill in every:
        for one in skill.starters:
            written.setdefault(normal_form(one.competitor.member), set()).add(one.competitor.member)
    for found in standings([one.results for one in every], rules.standings, by_medals=rules.gives_medals):
        spellings = sorted(written[normal_form(found.member)])
        yield {"member": found.member, "spellings": spellings, "place": found.place, "points": found.points}
