"""Refusals of teams."""

from collections.abc import Mapping, Sequence
from datetime import UTC

from competitions.api.problems.explaining import why
from competitions.domain.entering.teams import (
    LastOfTeam,
    NoRoomInTeam,
    NotInTeam,
    ReplacingOver,
    TeamUnfit,
    TooFewMembers,
    Unfit,
)
from competitions.domain.own.mentors import NotTheMentor
from shared.web.formats import Formats
from shared.web.i18n import Gettext
from shared.web.problems import Explanation, ProblemType


def _unfit(error: TeamUnfit, _: Gettext) -> Sequence[Explanation]:
    where, message, fix = _faults(_, error.size)[error.what]
    return why(where, message, fix)


def _faults(_: Gettext, size: int) -> Mapping[Unfit, tuple[str, str, str]]:
    once = _("Name each person once.")
    return {
        Unfit.ALONE: (
            "/skill",
            _("In this skill teams of {n} compete.", n=size),
            _("Enter the team: one of it does that on the page of the championship, or the organiser."),
        ),
        Unfit.TOGETHER: (
            "/skill",
            _("In this skill everybody competes alone."),
            _("Enter each person, or choose another skill."),
        ),
        Unfit.SIZE: (
            "/members",
            _("That is not as many members as a team of this skill has."),
            _("Name exactly {n}.", n=size),
        ),
        Unfit.TWICE: ("/members", _("Somebody is named twice."), once),
        Unfit.CAPTAIN: ("/captain", _("The captain is not among the members."), _("Choose one of the members.")),
        Unfit.NO_MENTOR: ("/mentor", _("There is no mentor."), _("Name who prepared the team.")),
        Unfit.MENTOR: ("/mentor", _("By these rules teams have no mentor."), _("Leave the mentor out.")),
        Unfit.MENTOR_COMPETES: ("/mentor", _("The mentor is a member, too."), once),
        Unfit.CATEGORIES: (
            "/members",
            _("The members fit different categories."),
            _("Name members of one category, by age and by what they are."),
        ),
    }


TEAMS = (
    ProblemType(TeamUnfit, "team-unfit", 422, "The team does not fit", _unfit),
    ProblemType(
        NotInTeam,
        "not-in-team",
        404,
        "The person is not in the team",
        lambda _error, _: why(
            "subject_id",
            _("This person is no member of the team."),
            _("Open the entry anew: its members may have changed."),
        ),
    ),
    ProblemType(
        NotTheMentor,
        "not-the-mentor",
        409,
        "You are not named as mentor",
        lambda _error, _: why(
            "registration_id",
            _("Somebody else is the mentor of the team now, or nobody."),
            _("Ask the team or the organiser."),
        ),
    ),
    ProblemType(
        ReplacingOver,
        "replacing-over",
        409,
        "The time to replace members is over",
        lambda error, _: why(
            "",
            _("Members were replaced until {day}.", day=Formats(_.language, UTC).day(error.until)),
            _("The team starts without the member, where it is enough, or the entry is withdrawn."),
        ),
    ),
    ProblemType(
        TooFewMembers,
        "too-few-members",
        409,
        "Too few members start",
        lambda error, _: why(
            "registration_id",
            _("The team starts with at least {n} of its members.", n=error.needed),
            _("Say first which members start after all, or who comes in the place of who left."),
        ),
    ),
    ProblemType(
        LastOfTeam,
        "last-of-team",
        409,
        "Nobody else is in the team",
        lambda _error, _: why("subject_id", _("Nobody else is in the team."), _("Withdraw the entry of the team.")),
    ),
    ProblemType(
        NoRoomInTeam,
        "no-room-in-team",
        409,
        "No place is free in the team",
        lambda _error, _: why(
            "registration_id",
            _("No place is free in the team: nobody left it."),
            _("Say in whose place the person comes."),
        ),
    ),
)
