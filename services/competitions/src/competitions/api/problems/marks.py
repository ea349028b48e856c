from collections.abc import Sequence

from competitions.api.problems.explaining import listed, why
from competitions.api.records import newest_fact
from competitions.domain import mark, measurement
from competitions.domain.aspect import EntryUnfit
from competitions.domain.expert import SomebodyElse
from competitions.domain.history import refusals as rules
from competitions.domain.judgement import ScoresUnfit, SpreadTooWide
from competitions.domain.mark import Disputed, NothingToWithdraw, Overtaken, SeenNeeded
from shared.web.i18n import Gettext
from shared.web.problems import Explanation, ProblemType


def _unfit(error: EntryUnfit, _: Gettext) -> Sequence[Explanation]:
    if error.type == "J":
        return why(
            "/judgement",
            _("{code} is a judgement aspect.", code=error.code),
            _('Send three scores from 0 to 3 as "judgement".'),
        )
    return why(
        "/measurement",
        _("{code} is a measurement aspect.", code=error.code),
        _('Send what was measured as "measurement".'),
    )


def _overtaken(error: Overtaken, _: Gettext) -> Sequence[Explanation]:
    fix = _("Keep that one, or enter yours: then both stay in the history.")
    if error.newest is None:
        return why(error.code, _("{code} has no entry that you could have seen.", code=error.code), fix)
    if error.is_seen:
        return why(error.code, _("{name} measured something else.", name=error.author), fix)
    if error.author:
        return why(error.code, _("{name} made another entry since you looked.", name=error.author), fix)
    return why(error.code, _("Somebody made another entry since you looked."), fix)


def _spread(error: SpreadTooWide, _: Gettext) -> Sequence[Explanation]:
    return why(
        "/judgement",
        _("The highest and the lowest score differ by {spread}; at most 1 is allowed.", spread=error.spread),
        _("Discuss, show the scores again, and enter them with a written justification."),
    )


def _wanted(error: measurement.ValueUnfit, _: Gettext) -> str:
    """The rule itself, which says more than that a value does not fit."""
    match error.calculator:
        case measurement.PassFail():
            return _("Either met or not met: true or false.")
        case measurement.NumberCompleted(of):
            return _("From 0 to {of}, in whole numbers.", of=of)
        case measurement.Choice(options):
            return _("One of these: {labels}.", labels=listed([option.label for option in options]))
        case measurement.RangedScore() | measurement.RegularDifference():
            return (
                _("From 0 up: no less can be measured here.")
                if error.is_negative
                else _("A number in digits, such as 12.5.")
            )


MARKS = (
    ProblemType(
        Overtaken,
        "overtaken",
        409,
        "Another mark was entered in the meantime",
        _overtaken,
        newest_fact,
    ),
    ProblemType(
        SeenNeeded,
        "saw-needed",
        428,
        "What was seen is missing",
        lambda _error, _: why(
            "/saw",
            _("Nobody's mark is replaced unseen."),
            _("Send the id of the newest record of the aspect that you saw, or null where there was none."),
        ),
    ),
    ProblemType(
        NothingToWithdraw,
        "nothing-to-withdraw",
        409,
        "There is no mark to take back",
        lambda error, _: why(
            "code", _("{code} has no mark.", code=error.code), _("Look at the form again: it shows what stands.")
        ),
    ),
    ProblemType(
        Disputed,
        "spread-too-wide",
        422,
        "The experts' scores are too far apart",
        _spread,
        newest_fact,
    ),
    ProblemType(
        SomebodyElse,
        "somebody-else",
        409,
        "Somebody else is signed in",
        lambda _error, _: why(
            "/author",
            _("Another expert entered this mark on this device."),
            _("Sign in as who entered it, and send it again."),
        ),
    ),
    ProblemType(
        ScoresUnfit,
        "scores-unfit",
        422,
        "The scores are not three numbers from 0 to 3",
        lambda _error, _: why(
            "/judgement",
            _("Three experts each show a score from 0 to 3."),
            _("Enter three scores, each 0, 1, 2 or 3."),
        ),
    ),
    ProblemType(
        SpreadTooWide,
        "spread-too-wide",
        422,
        "The experts' scores are too far apart",
        _spread,
    ),
    ProblemType(
        mark.JustificationNeeded,
        "justification-needed",
        422,
        "A justification is needed",
        lambda error, _: why(
            "/justification",
            _("The first scores of {code} were too far apart.", code=error.code),
            _("Write down why the experts agreed on the new scores."),
        ),
    ),
    ProblemType(
        measurement.ValueUnfit,
        "value-unfit",
        422,
        "The measured value does not fit",
        lambda error, _: why("/measurement", _wanted(error, _), _("Correct the value.")),
    ),
    ProblemType(EntryUnfit, "entry-unfit", 422, "The entry is of the wrong kind", _unfit),
    ProblemType(
        rules.UnknownAspect,
        "unknown-aspect",
        404,
        "The aspect is not on this form",
        lambda error, _: why(
            "code",
            _("This marking form has no such aspect."),
            _("Use one of: {known}.", known=listed(error.known)),
        ),
    ),
    ProblemType(
        rules.ConflictOfInterest,
        "conflict-of-interest",
        403,
        "You may not mark this competitor",
        lambda error, _: why(
            "sheet_id",
            _("The competitor comes from {member}, as you do.", member=error.member)
            if error.member
            else _("You have declared that you are not impartial towards this competitor."),
            _("Ask another expert of the team to stand in for you."),
        ),
    ),
    ProblemType(
        rules.NotOnTeam,
        "not-on-team",
        403,
        "You are not on the marking team",
        lambda error, _: why(
            "sheet_id",
            _("Another team marks {code}.", code=error.sub_criterion),
            _("One team marks all competitors of a sub-criterion; ask it, or the organiser."),
        ),
    ),
    ProblemType(
        rules.AlreadySigned,
        "already-signed",
        409,
        "The sub-criterion is signed off",
        lambda error, _: why(
            "sheet_id",
            _("{code} has been signed off.", code=error.sub_criterion),
            _("Ask the chief expert, who may change the mark with a reason."),
        ),
    ),
    ProblemType(
        rules.Sealed,
        "sealed",
        409,
        "The results are published",
        lambda error, _: why(
            "sheet_id",
            _("The results that stand on {code} are published, or on their way.", code=error.sub_criterion),
            _("The mark cannot change any more."),
        ),
    ),
    ProblemType(
        mark.ReasonNeeded,
        "reason-needed",
        422,
        "A reason is needed",
        lambda error, _: why(
            "/reason",
            _("Why {code} is changed is not written down.", code=error.code),
            _("Write down why; it stays visible."),
        ),
    ),
    ProblemType(
        mark.NothingToCorrect,
        "nothing-to-correct",
        409,
        "There is nothing to correct yet",
        lambda error, _: why(
            "/reason",
            _("{code} is not signed off, so its marks can simply be entered.", code=error.sub_criterion),
            _("Leave the reason out."),
        ),
    ),
    ProblemType(
        mark.MarkIdTaken,
        "idempotency-key-reused",
        422,
        "The idempotency key was used for something else",
        lambda _error, _: why(
            "Idempotency-Key", _("Another mark was entered with this key."), _("Send a new key with a new mark.")
        ),
    ),
)
