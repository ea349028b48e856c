"""From the lines of a package to what they were written from. Whatever it takes from them is compared with its hash or its id again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar
from uuid import UUID

from competitions.domain.bringing.packages import Origin, PackageBroken, Reason, _
from competitions.domain.categories.holding import Group
from competitions.domain.championship import Championship, Stage
from competitions.domain.history.chain import pseudonym
from competitions.domain.marking_scheme import MarkingScheme, SkillScheme
from competitions.domain.refusal import Refusal
from competitions.domain.results.awards import Award
from competitions.domain.results.holders import StartedTeam
from competitions.domain.results.lifecycle import ResultStatus
from competitions.domain.results.medals import Medal
from competitions.domain.results.policies import PLACES, SCALES
from competitions.domain.results.result import Entered, Result, SkillResults
from competitions.domain.results.rules import ResultRules
from competitions.domain.sheet import Competitor, Sheet
from competitions.domain.signature import Signature, TakenBack
from competitions.domain.skill import Skill
from competitions.packages.apart import Lines
from competitions.packages.forms import Forms, Known, moment_of
from competitions.packages.shapes import shape
from shared.ids import derive
from shared.text import Text, prose

Line = Mapping[str, Any]
LONGEST = 10_000
"""Of a text."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Rebuilt:
    championship: Championship
    skills: tuple[Skill, ...]
    schemes: tuple[SkillScheme, ...]
    sheets: tuple[Sheet, ...]
    results: tuple[SkillResults, ...]
    people: frozenset[UUID]
    registrations: frozenset[UUID]


def rebuilt(lines: Lines, origin: Origin, organisation: str) -> Rebuilt:
    """The championship as `organisation`'s, without names and what people typed. Raises PackageBroken."""
    try:
        return _rebuilt(lines, origin, organisation)
    except PackageBroken:
        raise
    except (LookupError, TypeError, ValueError, ArithmeticError, AttributeError, Refusal) as error:
        reason = _("it holds together, and still is no championship: {error}", error=type(error).__name__)
        raise PackageBroken((reason,)) from error


def _rebuilt(lines: Lines, origin: Origin, organisation: str) -> Rebuilt:
    _must_be_readable(lines)
    (about,) = lines["championship"]
    championship = _championship(about, lines, origin, organisation)
    for name, keys in (("skills", ("number",)), ("starters", ("skill", "competitor")), ("results", ("id",))):
        found = [tuple(one[key] for key in keys) for one in lines[name]]
        _must(len(set(found)) == len(found), _("{file}.jsonl: something is there twice", file=name))
    people = {one["person"]: UUID(one["subject"]) for one in lines["people"]}
    for person, subject in people.items():
        _must(
            pseudonym(championship.id, subject) == person, _("people.jsonl: {person} is somebody else", person=person)
        )
    schemes = {one["skill"]: _scheme(one) for one in lines["schemes"]}
    known = Known(championship.id, people, schemes)
    starters = {
        (one["skill"], one["competitor"]): Entered(known.competitor(one), one["category"]) for one in lines["starters"]
    }
    sheets = tuple(Forms(known).sheet(one) for one in lines["sheets"])
    for sheet, line in zip(sheets, lines["sheets"], strict=True):
        is_starter = (line["skill"], line["competitor"]) in starters
        _must(is_starter == line["counts"], _("sheet {sheet}: it counts for nobody who started", sheet=sheet.id))
    results = tuple(_results(one, lines, starters, known) for one in lines["skills"])
    skills = tuple(_skill(one, known, starters, sheets) for one in lines["skills"])
    registrations = {one.competitor.registration_id for one in sheets}
    registrations |= {one.competitor.registration_id for one in starters.values()}
    return Rebuilt(
        championship,
        skills,
        tuple(schemes.values()),
        sheets,
        results,
        frozenset(people.values()),
        frozenset(registrations),
    )


def _must(holds: bool, what: Reason) -> None:
    if not holds:
        raise PackageBroken((what,))


def _must_be_readable(value: Any) -> None:
    """Every text of it may come to stand on a page. Raises UnreadableCharacter."""
    if isinstance(value, str):
        _must(len(value) <= LONGEST, _("a text of it is too long"))
        prose(value)
    elif isinstance(value, Mapping):
        for inner in value.values():
            _must_be_readable(inner)
    elif isinstance(value, list):
        for inner in value:
            _must_be_readable(inner)


def text_of(line: Line) -> Text:
    return Text(ru=line["ru"], en=line["en"])


def _championship(about: Line, lines: Lines, origin: Origin, organisation: str) -> Championship:
    _must(about["scale_policy"] in SCALES and about["medal_policy"] in PLACES, _("it goes by policies unknown here"))
    at = moment_of(about["published_at"])
    return Championship(
        UUID(about["id"]),
        text_of(about["name"]),
        organisation,
        about["ruleset"],
        about["scale_policy"],
        about["medal_policy"],
        date.fromisoformat(about["starts_on"]),
        date.fromisoformat(about["ends_on"]),
        about["time_zone"],
        self_entry=False,
        announced_at=at,
        entries_closed_at=at,
        stage=Stage.PUBLISHED,
        published_at=at,
        published_as=ResultStatus.OFFICIAL,
        revision=max(one["published"]["revision"] for one in lines["skills"]),
        origin=origin,
    )


def _scheme(line: Line) -> SkillScheme:
    scheme = shape(MarkingScheme).validate_python(line["scheme"])
    return SkillScheme(UUID(line["id"]), UUID(line["skill"]), scheme)


def _skill(line: Line, known: Known, starters: Mapping[tuple[str, str], Entered], sheets: tuple[Sheet, ...]) -> Skill:
    id = UUID(line["id"])
    scheme = known.schemes.get(line["id"])
    signature = known.signature(line["signed"]) if line["signed"] else None
    at = moment_of(line["published"]["at"])
    own = [record.at for sheet in sheets if sheet.skill_id == id for record in sheet.history]
    return Skill(
        id,
        known.championship_id,
        line["number"],
        text_of(line["name"]),
        team_size=line["team_size"],
        categories=tuple(line["categories"]),
        scheme=scheme.summary if scheme else None,
        marking_started_at=min(own, default=signature.at if signature else None),
        signature=signature,
        taken_back=tuple(_taken_back(one, known) for one in line["taken_back"]),
        starters=tuple(one.competitor.registration_id for (skill, _), one in starters.items() if skill == line["id"]),
        official_at=at,
    )


def _taken_back(line: Line, known: Known) -> TakenBack:
    signature: Signature = known.signature(line["signed"])
    by = known.people[line["by"]] if line["by"] else None
    return TakenBack(signature, moment_of(line["at"]), by, UUID(line["opened"]) if line["opened"] else None)


def _results(line: Line, lines: Lines, starters: Mapping[tuple[str, str], Entered], known: Known) -> SkillResults:
    published = line["published"]
    of_skill = {competitor: one for (skill, competitor), one in starters.items() if skill == line["id"]}
    return SkillResults(
        UUID(line["id"]),
        known.championship_id,
        shape(ResultRules).validate_python(published["rules"]),
        tuple(_result(one, of_skill, known) for one in lines["results"] if one["skill"] == line["id"]),
        moment_of(published["at"]),
        shape(tuple[Group, ...]).validate_python(published["groups"]),
        shape(tuple[Award, ...]).validate_python(published["awards"]),
        ResultStatus(published["status"]),
        published["revision"],
        published["corrections"],
        published["head"],
        tuple(of_skill.values()),
    )


def _result(line: Line, starters: Mapping[str, Entered], known: Known) -> Result:
    competitor: Competitor = starters[line["competitor"]].competitor
    id = UUID(line["id"])
    _must(id == derive("result", competitor.registration_id), _("result {id}: it is somebody else's", id=id))
    team = line["team"]
    return Result(
        id,
        competitor,
        Decimal(line["total"]),
        line["scale_score"],
        line["place"],
        Medal(line["medal"]) if line["medal"] else None,
        line["category"],
        tuple(line["awards"]),
        line["has_prize"],
        StartedTeam(
            tuple(known.people[one] for one in team["members"]),
            known.people[team["mentor"]] if team["mentor"] else None,
            team["number"],
        )
        if team
        else None,
    )
