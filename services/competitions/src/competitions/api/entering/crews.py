"""The columns of a table of entrants that teams ask for, and what rows of one team come to together."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from competitions.domain.entering.crews import Place, TeamRole
from competitions.domain.entering.imports import Entrant
from competitions.domain.entering.rules import Mentoring, TeamRules
from competitions.domain.entering.search import fold
from competitions.domain.skill import Skill
from competitions.workbook.faults import Report, _
from competitions.workbook.table import TableRow

COLUMNS: Final[Mapping[str, tuple[str, str]]] = {
    "team": ("Team", "Команда"),
    "role": ("Role in the team", "Роль в команде"),
}
ROLES: Final[Mapping[str, TeamRole]] = {
    **dict.fromkeys(("", "member", "участник", "участница"), TeamRole.MEMBER),
    **dict.fromkeys(("captain", "капитан"), TeamRole.CAPTAIN),
    **dict.fromkeys(("mentor", "наставник", "наставница"), TeamRole.MENTOR),
}
LONGEST: Final = 120
Tell = Callable[..., None]
"""Of a row: the field, what is wrong, how to mend it, and facts."""
Found = tuple[TableRow, Entrant]
Fault = tuple[str, str, Mapping[str, object]]
"""What is wrong, how to mend it, and facts."""


def place_of(skill: Skill | None, team: str, role: str, tell: Tell) -> Place | None:
    """`team`, `role`: as they stand in the row. None: alone, or what is wrong is told."""
    if skill is None:
        return None
    if skill.team_size == 1:
        if team:
            tell("team", _("In this skill everybody competes alone."), _("Leave the team out."))
        return None
    if not team:
        tell("team", _("In this skill teams of {n} compete."), _("Write what the team is called."), n=skill.team_size)
        return None
    if len(team) > LONGEST:
        tell("team", _("The name of the team is too long."), _("Write at most {n} signs."), n=LONGEST)
    known = ROLES.get(fold(role))
    if known is None:
        tell("role", _("This is not known here."), _("Write captain or mentor, or leave it empty for a member."))
    return Place(team, known or TeamRole.MEMBER)


def check_crews(
    found: Sequence[Found], columns: Mapping[str, str], skills: Sequence[Skill], rules: TeamRules, report: Report
) -> None:
    """Tells at the first row of each team what is wrong with it as a whole."""
    by_id = {skill.id: skill for skill in skills}
    crews: dict[object, list[Found]] = {}
    for one in found:
        if one[1].crew:
            crews.setdefault(one[1].crew, []).append(one)
    for rows in crews.values():
        where = rows[0][0].where(columns["team"])
        for message, fix, facts in _faults([entrant for _row, entrant in rows], by_id[rows[0][1].skill_id], rules):
            report.add(where, message, fix, **facts)


def _faults(crew: Sequence[Entrant], skill: Skill, rules: TeamRules) -> Sequence[Fault]:
    roles = Counter(one.in_team.role for one in crew if one.in_team)
    competing = [one for one in crew if one.in_team and one.in_team.competes]
    told = [*_of_members(competing, skill.team_size), *_of_roles(roles, rules)]
    return [fault for is_so, fault in told if is_so]


def _of_members(competing: Sequence[Entrant], size: int) -> Sequence[tuple[bool, Fault]]:
    number = _("The team has {found} members; in this skill there are {n}.")
    named = _("Write each member in a row, with the same name of the team.")
    categories = _("The members of the team fit different categories.")
    members = _("The members of the team are of different regions or organisations.")
    one_category = _("Write members of one category in one team.")
    one_member = _("Write the one for which the team competes in each row.")
    return (
        (len(competing) != size, (number, named, {"n": size, "found": len(competing)})),
        (len({one.category for one in competing}) > 1, (categories, one_category, {})),
        (len({one.member for one in competing}) > 1, (members, one_member, {})),
    )


def _of_roles(roles: Mapping[TeamRole, int], rules: TeamRules) -> Sequence[tuple[bool, Fault]]:
    mentors, one = roles.get(TeamRole.MENTOR, 0), _("Leave one.")
    lacks = _("The team has no mentor.")
    who = _("Write who prepared it in a row, with the role of a mentor.")
    has_none, leave = _("By these rules teams have no mentor."), _("Leave the row of the mentor out.")
    return (
        (roles.get(TeamRole.CAPTAIN, 0) > 1, (_("The team has more than one captain."), one, {})),
        (mentors > 1, (_("The team has more than one mentor."), one, {})),
        (mentors == 0 and rules.mentor is Mentoring.REQUIRED, (lacks, who, {})),
        (mentors > 0 and rules.mentor is Mentoring.NO, (has_none, leave, {})),
    )
