from collections.abc import Sequence

from competitions.api.problems.explaining import listed, why
from competitions.domain.schools.correcting import NotTheSchools, WhyNot
from competitions.domain.schools.pupils import GuardianKept, PupilElsewhere, TooManyOfPupil
from competitions.domain.schools.school import NotOwnMember
from shared.web.i18n import Gettext
from shared.web.problems import Explanation, ProblemType


def _elsewhere(error: PupilElsewhere, _: Gettext) -> Sequence[Explanation]:
    message = (
        _("The organiser alone can enter who stands in these rows: {rows}.", rows=_rows(error.rows))
        if error.rows
        else _("The organiser alone can enter this person.")
    )
    return why("", message, _("Check the name and the birth date. If they are right, write to the organiser."))


def _too_many(error: TooManyOfPupil, _: Gettext) -> Sequence[Explanation]:
    message = _.n(
        "Everybody takes part in {n} skill at most.", "Everybody takes part in {n} skills at most.", error.most
    )
    if error.rows:
        message += " " + _("In more would be who stands in these rows: {rows}.", rows=_rows(error.rows))
    return why("", message, _("Withdraw one of their entries first, or write to the organiser."))


def _not_the_schools(error: NotTheSchools, _: Gettext) -> Sequence[Explanation]:
    match error.why:
        case WhyNot.KNOWN:
            message = _("A school changes only whom it brought in itself, and whom nobody else knows.")
            return why("", message, _("Write to the organiser, who keeps the data of this person."))
        case WhyNot.SIGNS_IN:
            message = _("This person signs in, and sees what is kept of them.")
            return why("", message, _("Ask the person to write to the organiser."))
        case WhyNot.ANSWERED:
            message = _("Somebody has answered for this person already.")
            return why(
                "/guardian/family_name", message, _("Leave the guardian out, and ask the organiser to add them.")
            )


def _rows(numbers: Sequence[int]) -> str:
    return listed([str(one) for one in sorted(numbers)])


SCHOOLS = (
    ProblemType(
        NotOwnMember,
        "not-own-member",
        422,
        "People of another school",
        lambda error, _: why(
            "/member",
            _("You do not enter people of this one."),
            _("Choose one of: {own}.", own=listed(error.own)),
        ),
    ),
    ProblemType(PupilElsewhere, "pupil-elsewhere", 409, "The organiser alone enters this person", _elsewhere),
    ProblemType(TooManyOfPupil, "too-many-of-pupil", 409, "Too many entries of one person", _too_many),
    ProblemType(NotTheSchools, "not-the-schools", 409, "The school does not change this", _not_the_schools),
    ProblemType(
        GuardianKept,
        "guardian-kept",
        409,
        "The guardians of this person are kept by the organiser",
        lambda _error, _: why(
            "/guardian/family_name",
            _("This person is known already, and with another guardian or with none."),
            _("Leave the guardian out, and ask the organiser to add them."),
        ),
    ),
)
