"""Refusals of packages that another installation exported."""

from collections.abc import Sequence

from competitions.api.problems.explaining import listed, why
from competitions.api.problems.results.counted_again import said_of_it, what_differs
from competitions.domain.bringing import packages, removals
from shared.web.i18n import Gettext
from shared.web.problems import Explanation, ProblemType


def _broken(error: packages.PackageBroken, _: Gettext) -> Sequence[Explanation]:
    fix = _("Ask whoever exported it for the file as it was exported, or check it with skillproof-audit.")
    return [
        Explanation(where="package", message=_("The check says: {reason}", reason=_reason(reason, _)), fix=fix)
        for reason in error.reasons
    ]


def _reason(reason: packages.Reason, _: Gettext) -> str:
    values = dict(reason.values)
    if "what" in values:
        values["what"] = what_differs(values["what"], _)
    values |= {name: said_of_it(values[name], _) for name in ("first", "second") if name in values}
    return _(reason.text, **values)


def _unfinished(error: packages.PackageUnfinished, _: Gettext) -> Sequence[Explanation]:
    message = (
        _("The results of these skills are not official: {numbers}.", numbers=listed(error.numbers))
        if error.numbers
        else _("There are no results in it.")
    )
    return why("package", message, _("Export it again when all of its results are official."))


PACKAGES = (
    ProblemType(packages.PackageBroken, "package-broken", 422, "The package does not hold together", _broken),
    ProblemType(packages.PackageUnfinished, "package-unfinished", 422, "The championship is not finished", _unfinished),
    ProblemType(
        packages.RulesetMissing,
        "ruleset-missing",
        409,
        "The championship's ruleset is not here",
        lambda error, _: why(
            "package",
            _("It was held by the ruleset {ruleset}, which this installation does not have.", ruleset=error.ruleset),
            _("Have its file put among this installation's rulesets, then try again."),
        ),
    ),
    ProblemType(
        removals.NotBrought,
        "not-brought",
        409,
        "The championship was held here",
        lambda _error, _: why(
            "championship_id",
            _("It was held here: its results and certificates stay."),
            _("Only a championship that was brought in from a package is deleted so."),
        ),
    ),
    ProblemType(
        removals.LeanedOn,
        "leaned-on",
        409,
        "People are in the championship",
        lambda error, _: why(
            "championship_id",
            _.n("{n} person is entered or on a jury.", "{n} people are entered or on a jury.", error.people),
            _("It is deleted only while nobody is in it."),
        ),
    ),
    ProblemType(
        packages.AlreadyHere,
        "already-here",
        409,
        "It is here already",
        lambda error, _: why(
            "package",
            _("Something of it is here already, and not from this package: {id}.", id=error.id),
            _("Nothing was changed. A championship that was held here needs no package."),
        ),
    ),
)
