from collections.abc import Mapping

from competitions.api.problems.explaining import why
from competitions.domain.needs.asked import (
    AnswerUnexplained,
    AskedTwice,
    ConsentAgainstNeeds,
    ConsentLacking,
    NeedsNotAsked,
    NeedsSealBroken,
    NeedUnexplained,
    NotAskedFor,
    Outcome,
)
from competitions.domain.needs.companions import CompanionTwice, DayOutside, TooManyCompanions
from competitions.domain.needs.emergency import NobodyCallsAnyMore
from competitions.domain.needs.readings import NeedsReadTooOften
from competitions.domain.needs.whose import MemberUnnamed
from competitions.domain.preparation.plan import zone_of
from shared.web.formats import Formats
from shared.web.i18n import Gettext
from shared.web.problems import Explanation, ProblemType


def noop(message: str) -> str:
    """Marks a text for extraction."""
    return message


_ = noop
TO_SAY: Mapping[Outcome, str] = {
    Outcome.GRANTED: _("Say in a few words what will be there, or how many minutes."),
    Outcome.INSTEAD: _("Say in a few words what will be there instead."),
    Outcome.DECLINED: _("Say in a few words why it cannot be: the person reads it."),
}


def _unexplained(error: AnswerUnexplained, _: Gettext) -> list[Explanation]:
    return list(why("/text", _("The answer does not say enough."), _(TO_SAY[error.outcome])))


def _too_many(error: TooManyCompanions, _: Gettext) -> list[Explanation]:
    said = (
        _.n("Up to {n} person may come with an entry.", "Up to {n} people may come with an entry.", error.most)
        if error.most
        else _("By the rules of this championship nobody comes with an entry.")
    )
    return list(why("/companions", said, _("Leave somebody out, or write to the organiser.")))


NEEDS = (
    ProblemType(
        MemberUnnamed,
        "member-unnamed",
        422,
        "Which member is not said",
        lambda _error, _: why(
            "/person",
            _("Several of the team are meant, and each asks for themselves."),
            _("Open the page of the entry, and choose there whose it is."),
        ),
    ),
    ProblemType(
        NeedsNotAsked,
        "needs-not-asked",
        409,
        "This championship does not ask what people need",
        lambda _error, _: why(
            "",
            _("By the rules of this championship nobody is asked what they need."),
            _("Write to the organiser: the contact stands on the championship's page."),
        ),
    ),
    ProblemType(
        NeedUnexplained,
        "need-unexplained",
        422,
        "A need is not described",
        lambda error, _: why(
            f"/what-{error.need}",
            _("What is chosen here says nothing without a description."),
            _("Say in a few words what helps. No diagnosis."),
        ),
    ),
    ProblemType(
        AskedTwice,
        "asked-twice",
        422,
        "The same is asked for twice",
        lambda error, _: why(
            f"/what-{error.need}", _("The same need is named twice."), _("Name it once, with all that it means.")
        ),
    ),
    ProblemType(
        ConsentAgainstNeeds,
        "consent-against-needs",
        409,
        "Somebody said no to the consent",
        lambda _error, _: why(
            "",
            _("The consent about accommodations was refused or withdrawn, so nothing of it is kept."),
            _("Answer yes to it first: on your page, under the consents."),
        ),
    ),
    ProblemType(
        ConsentLacking,
        "consent-lacking",
        409,
        "The consent is not there yet",
        lambda _error, _: why(
            "",
            _("What was asked for waits unread: the consent to it is not there."),
            _("Ask for it, or enter what was signed on paper, on the page of consents."),
        ),
    ),
    ProblemType(
        NotAskedFor,
        "not-asked-for",
        409,
        "This is not asked for",
        lambda _error, _: why(
            "",
            _("The person does not ask for this, or no more."),
            _("Open the page again to see what is asked for now."),
        ),
    ),
    ProblemType(AnswerUnexplained, "answer-unexplained", 422, "The answer is not explained", _unexplained),
    ProblemType(TooManyCompanions, "too-many-companions", 409, "Too many companions", _too_many),
    ProblemType(
        CompanionTwice,
        "companion-twice",
        422,
        "The same name twice",
        lambda error, _: why(
            f"/companions/{error.number}/name",
            _("This name stands here twice."),
            _("Name each person once; tell two of the same name apart by the patronymic."),
        ),
    ),
    ProblemType(
        DayOutside,
        "day-outside",
        422,
        "The championship is not held on this day",
        lambda error, _: why(
            f"/companions/{error.number}/days",
            _(
                "The championship is held from {first} to {last}.",
                first=Formats(_.language, zone_of("UTC")).day(error.first),
                last=Formats(_.language, zone_of("UTC")).day(error.last),
            ),
            _("Choose days among these."),
        ),
    ),
    ProblemType(
        NobodyCallsAnyMore,
        "emergency-over",
        409,
        "The championship is over",
        lambda _error, _: why(
            "",
            _("Its last day has passed: nobody is named to be called any more, and who was named is erased."),
            _("Nothing has to be done."),
        ),
    ),
    ProblemType(
        NeedsReadTooOften,
        "needs-read-too-often",
        409,
        "You opened this too often",
        lambda error, _: why(
            "",
            _("Each time that it is opened is recorded: within a day at most {n} times.", n=error.most),
            _("Open it again tomorrow, or go by the list that you printed."),
        ),
    ),
    ProblemType(
        NeedsSealBroken,
        "needs-seal-broken",
        409,
        "What was asked for cannot be opened",
        lambda _error, _: why(
            "",
            _("It was sealed with another secret than the system has now, or was changed."),
            _("Write to who runs the system. Who asked can take it back and ask anew."),
        ),
    ),
)
