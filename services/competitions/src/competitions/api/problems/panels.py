"""Refusals about who judges, and on which devices."""

from competitions.api.problems.explaining import why
from competitions.domain.judging import panel
from competitions.domain.judging.cards import OnOneDevice, OnOwnDevices
from shared.web.problems import ProblemType

PANELS = (
    ProblemType(
        panel.JudgesUnfit,
        "judges-unfit",
        422,
        "The judges are not three experts",
        lambda _error, _: why(
            "/judges",
            _("Three different experts judge; each score is one of theirs."),
            _("Name who showed which score, in the order of the scores."),
        ),
    ),
    ProblemType(
        panel.NotOnPanel,
        "not-on-panel",
        422,
        "A judge is not on the marking team",
        lambda error, _: why(
            f"/judges/{error.place}",
            _("An expert is named as judge who is not on the team that marks {code}.", code=error.sub_criterion),
            _("Name an expert of the team, or ask the organiser to change it."),
        ),
    ),
    ProblemType(
        panel.JudgeConflicted,
        "judge-conflicted",
        422,
        "A judge may not judge this competitor",
        lambda error, _: why(
            f"/judges/{error.place}",
            _("A judge from {member} is not impartial towards this competitor.", member=error.member),
            _("Name another expert of the team, who stands in."),
        ),
    ),
    ProblemType(
        OnOwnDevices,
        "on-own-devices",
        409,
        "Each judges on their own device",
        lambda error, _: why(
            "/judgement",
            _("In {code} each expert shows their score on their own device.", code=error.sub_criterion),
            _(
                "Lay your own card; or the chief expert chooses one device, on the page of {code}.",
                code=error.sub_criterion,
            ),
        ),
    ),
    ProblemType(
        OnOneDevice,
        "on-one-device",
        409,
        "One device is passed round",
        lambda error, _: why(
            "/card",
            _("In {code} the three scores are entered together, on one device.", code=error.sub_criterion),
            _(
                "Enter all three; or the chief expert chooses own devices, on the page of {code}.",
                code=error.sub_criterion,
            ),
        ),
    ),
)
