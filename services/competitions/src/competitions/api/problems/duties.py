from competitions.api.problems.explaining import why
from competitions.domain.duties.kinds import DutyKind
from competitions.domain.duties.roster import (
    DutyHeld,
    DutyOver,
    LastOfDuty,
    MemberOfDuty,
    NoSuchDuty,
    NotAProgram,
    NotKept,
    RosterFull,
    TooManyAsked,
)
from shared.web.problems import ProblemType

DUTIES = (
    ProblemType(
        NoSuchDuty,
        "no-such-duty",
        422,
        "This duty is not given here",
        lambda _error, _: why("/duty", _("This duty is not given here."), _("Choose one of those that are offered.")),
    ),
    ProblemType(
        MemberOfDuty,
        "member-of-duty",
        422,
        "The duty is for one member, or for none",
        lambda error, _: why(
            "/member",
            _("Whose people the coordinator of a school has is not said.")
            if error.is_missing
            else _("This duty is for everybody's people, not for those of one school or region."),
            _("Name the school, region or organisation.")
            if error.is_missing
            else _("Leave this empty, or choose the coordinator of a school."),
        ),
    ),
    ProblemType(
        DutyHeld,
        "duty-held",
        409,
        "The duty is held already",
        lambda _error, _: why("", _("This person or program has the duty already."), _("There is nothing to do.")),
    ),
    ProblemType(
        DutyOver,
        "duty-over",
        409,
        "The invitation or duty is over",
        lambda _error, _: why(
            "",
            _(
                "It was taken back or replaced, is older than two weeks, went to another address, or another account accepted it."
            ),
            _("Ask whoever invited you for another letter."),
        ),
    ),
    ProblemType(
        LastOfDuty,
        "last-of-duty",
        409,
        "Nobody would be left",
        lambda error, _: why(
            "",
            _("You are the only organiser: nobody could let somebody in after you.")
            if error.kind is DutyKind.ORGANISER
            else _("You are the only officer for certificates: nobody could let somebody in after you."),
            _("Invite another organiser first; they can end your duty.")
            if error.kind is DutyKind.ORGANISER
            else _("Invite another officer first; they can end your duty."),
        ),
    ),
    ProblemType(
        RosterFull,
        "roster-full",
        409,
        "There are too many",
        lambda error, _: why(
            "",
            _("At most {n} people and programs have a duty here.", n=error.most),
            _("End what is not needed any more."),
        ),
    ),
    ProblemType(
        TooManyAsked,
        "too-many-asked",
        429,
        "Too many were asked in one day",
        lambda error, _: why(
            "", _("At most {n} people and programs are let in here in one day.", n=error.most), _("Go on tomorrow.")
        ),
    ),
    ProblemType(
        NotAProgram,
        "not-a-program",
        422,
        "The account is a person's",
        lambda _error, _: why(
            "/account",
            _("This account is known as a person's."),
            _("Invite the person; for a program, enter an account that nobody signs in with."),
        ),
    ),
    ProblemType(
        NotKept,
        "person-not-kept",
        403,
        "The organisation does not keep this person",
        lambda _error, _: why(
            "/email",
            _("The organisation knows nobody of this name and address."),
            _("Check both, or ask an organiser of the organisation to invite somebody new."),
        ),
    ),
)
