"""Refusals of what is planned for the days of a championship."""

from competitions.api.problems.explaining import why
from competitions.domain.schedule import items, plans
from shared.web.problems import ProblemType

SCHEDULE = (
    ProblemType(
        plans.EndsBeforeItBegins,
        "ends-before-it-begins",
        422,
        "It ends before it begins",
        lambda _error, _: why(
            "/ends_at", _("It would end before it begins, or take no time."), _("Give an end after the beginning.")
        ),
    ),
    ProblemType(
        plans.OutsideTheDays,
        "outside-the-days",
        422,
        "It is far from the days of the championship",
        lambda error, _: why(
            "/starts_at",
            _("This is far from the days of the championship."),
            _("Give a time between {earliest} and {latest}.", earliest=error.earliest, latest=error.latest),
        ),
    ),
    ProblemType(
        items.TooManyItems,
        "too-many-items",
        409,
        "The schedule is full",
        lambda error, _: why(
            "", _("A schedule has at most {most} items.", most=error.most), _("Take some off, or join some.")
        ),
    ),
)
