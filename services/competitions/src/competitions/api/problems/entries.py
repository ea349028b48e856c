from competitions.api.problems.explaining import local, why
from competitions.domain.entering.absences import AbsenceUnexplained, CompetitorAbsent
from competitions.domain.entering.declining import DecliningOver, NothingToDecline
from competitions.domain.entering.imports import ImportOutdated, ImportOver
from competitions.domain.entering.period import WithdrawalOver
from competitions.domain.entering.places import NoPlaceFree, SkillFull
from competitions.domain.registration import AlreadyRegistered, EntryEnded, NotConfirmed, ReasonMissing, StillWaiting
from shared.web.i18n import Gettext
from shared.web.problems import ProblemType


def _ended(error: EntryEnded, _: Gettext) -> str:
    return {
        "withdrawn": _("This entry was withdrawn."),
        "rejected": _("This entry was rejected."),
        "replaced": _("Somebody else has taken this entry's place."),
        "cancelled": _("The championship is cancelled."),
        "lapsed": _("This entry has ended: consents were missing when they were due."),
    }[error.state.value]


def _lack(error: NoPlaceFree, _: Gettext) -> str:
    if error.lacks == "category":
        name = error.called.in_language(_.language) if error.called else error.category
        return _("No place of this skill is free in the category “{category}”.", category=name)
    if error.lacks == "member":
        return _("No place of this skill is free for this region or organisation.")
    return _("No place of this skill is free.")


ENTRIES = (
    ProblemType(
        NoPlaceFree,
        "no-place-free",
        409,
        "No place is free",
        lambda error, _: why(
            "/skill_id",
            _lack(error, _),
            _("Choose another skill, or give this one more places."),
        ),
    ),
    ProblemType(
        NotConfirmed,
        "not-confirmed",
        409,
        "The registration is not confirmed",
        lambda _error, _: why(
            "registration_id",
            _("Only a confirmed competitor can be checked in, or marked as not starting."),
            _("An entrant who does not come needs nothing: do not confirm the registration."),
        ),
    ),
    ProblemType(
        AbsenceUnexplained,
        "absence-unexplained",
        422,
        "A reason is needed",
        lambda _error, _: why("/reason", _("There is no reason."), _("Write why the competitor is in no results.")),
    ),
    ProblemType(
        AlreadyRegistered,
        "already-registered",
        409,
        "The person is registered already",
        lambda _error, _: why(
            "/subject_id",
            _("This person has a registration in this skill."),
            _("Use that registration, or check the person."),
        ),
    ),
    ProblemType(
        SkillFull,
        "skill-full",
        409,
        "The skill is full",
        lambda error, _: why(
            "",
            _("At most {most} people can be registered in one skill.", most=error.most),
            _("Register the others in a second championship."),
        ),
    ),
    ProblemType(
        CompetitorAbsent,
        "competitor-absent",
        409,
        "The competitor does not start",
        lambda _error, _: why(
            "sheet_id",
            _("The competitor is marked as not starting, and takes no marks."),
            _(
                "The organiser or the chief expert takes that back on the skill's page if the competitor starts after all."
            ),
        ),
    ),
    ProblemType(
        StillWaiting,
        "still-waiting",
        409,
        "There is no place yet",
        lambda _error, _: why(
            "registration_id",
            _("This person is on the waiting list: there is no place free."),
            _("Add places to the skill, or wait until somebody gives a place back."),
        ),
    ),
    ProblemType(
        EntryEnded,
        "entry-ended",
        409,
        "The entry holds no more",
        lambda error, _: why(
            "registration_id", _ended(error, _), _("Enter the person anew: that is an entry of its own.")
        ),
    ),
    ProblemType(
        ImportOver,
        "import-over",
        409,
        "The import cannot change any more",
        lambda error, _: why(
            "import_id",
            _("It was taken back.")
            if error.stage in {"undoing", "undone"}
            else _("It stays: people are told, or the hour is over."),
            _("Bring the file again.")
            if error.stage in {"undoing", "undone"}
            else _("Withdraw single entries instead."),
        ),
    ),
    ProblemType(
        ImportOutdated,
        "import-outdated",
        409,
        "Something changed since the file was checked",
        lambda _error, _: why(
            "import_id",
            _("Somebody of the file was added or entered meanwhile."),
            _("Bring the file again: who is there already stays as they are."),
        ),
    ),
    ProblemType(
        NothingToDecline,
        "nothing-to-decline",
        409,
        "There is no place to say no to",
        lambda _error, _: why(
            "registration_id",
            _("Only who moved up from the waiting list, and is not confirmed yet, can say no to the place."),
            _("Withdraw the entry instead."),
        ),
    ),
    ProblemType(
        DecliningOver,
        "declining-over",
        409,
        "The time to say no is over",
        lambda error, _: why(
            "registration_id",
            _("It was possible until {moment}.", moment=local(error.until, error.time_zone, _)),
            _("Withdraw the entry instead."),
        ),
    ),
    ProblemType(
        WithdrawalOver,
        "withdrawal-over",
        409,
        "Withdrawal has ended",
        lambda error, _: why(
            "registration_id",
            _("People withdrew by themselves until {moment}.", moment=local(error.until, error.time_zone, _)),
            _("Write to the contact of the championship: the organiser can still do it."),
        ),
    ),
    ProblemType(
        ReasonMissing,
        "reason-missing",
        422,
        "A reason is needed",
        lambda _error, _: why("/reason", _("There is no reason."), _("Write why the entry is rejected.")),
    ),
)
