from collections.abc import Sequence

from competitions.api.problems.explaining import why
from competitions.domain.consents.deadlines import AnswerTooLate, NothingAskedAnyMore
from competitions.domain.consents.records import ConsentMissing, NotAsked, NothingChosen, NothingToWithdraw, Purpose
from competitions.domain.consents.texts import PLACEHOLDERS, TooManyVersions, UnknownPlaceholder
from shared.web.i18n import Gettext
from shared.web.problems import Explanation, ProblemType


def noop(message: str) -> str:
    """Marks a text for extraction."""
    return message


_ = noop
PURPOSES = {
    Purpose.PARTICIPATION: _("consent to taking part"),
    Purpose.PERMISSION: _("a guardian's permission"),
    Purpose.NEEDS: _("consent about accommodations"),
    Purpose.PUBLICATION: _("consent to be shown in public"),
    Purpose.IMAGE: _("consent to pictures"),
    Purpose.NEXT_STAGE: _("consent to the next stage"),
    Purpose.EMPLOYERS: _("consent to contact by employers"),
}
"""As they stand in the middle of a sentence."""
BRACES = {name: f"{{{name}}}" for name in PLACEHOLDERS}
"""As they are typed."""


def _missing(error: ConsentMissing, _: Gettext) -> Sequence[Explanation]:
    missing = ", ".join(_(PURPOSES[purpose]) for purpose in error.missing)
    return why(
        "registration_id",
        _("The entry cannot be confirmed yet. Missing: {missing}.", missing=missing),
        _("Ask for it on the page of consents, or enter there what was signed on paper."),
    )


CONSENTS = (
    ProblemType(
        UnknownPlaceholder,
        "unknown-placeholder",
        422,
        "Something in braces is not known",
        lambda error, _: why(
            f"/{error.language}/{error.part}",
            _("Nothing is filled in for {found}.", found=error.found),
            _("Use {championship}, {organisation}, {address} or {until}, or no braces.", **BRACES),
        ),
    ),
    ProblemType(
        TooManyVersions,
        "too-many-versions",
        409,
        "There are too many versions",
        lambda error, _: why(
            "",
            _.n(
                "There is {n} version of this text already.", "There are {n} versions of this text already.", error.most
            ),
            _("Write to who runs the system: older versions are proof, and are not thrown away."),
        ),
    ),
    ProblemType(
        AnswerTooLate,
        "answer-too-late",
        409,
        "The time to answer is over",
        lambda _error, _: why(
            "",
            _("The consents were due, so this link gives nothing any more."),
            _("Ask the organiser: they can enter what you sign on paper. What you gave can be taken back here."),
        ),
    ),
    ProblemType(
        NothingAskedAnyMore,
        "nothing-asked-any-more",
        409,
        "Nothing is asked any more",
        lambda _error, _: why(
            "",
            _("The entry has ended, so no consent is asked for."),
            _("Ask the organiser if that surprises you. What you gave can be taken back here."),
        ),
    ),
    ProblemType(ConsentMissing, "consent-missing", 409, "A consent is missing", _missing),
    ProblemType(
        NotAsked,
        "not-asked",
        409,
        "This person is not asked for it",
        lambda error, _: why(
            f"/answers/{error.purpose}",
            _("This person has no say about this purpose."),
            _("Look in the list who has to answer."),
        ),
    ),
    ProblemType(
        NothingChosen,
        "nothing-chosen",
        422,
        "Nothing is chosen that may be shown",
        lambda error, _: why(
            f"/items-{error.purpose}",
            _("The answer is yes, but nothing is ticked that may be shown."),
            _("Tick what may be shown, or answer no."),
        ),
    ),
    ProblemType(
        NothingToWithdraw,
        "nothing-to-withdraw",
        409,
        "There is nothing to withdraw",
        lambda error, _: why(
            f"/answers/{error.purpose}",
            _("This consent was never given."),
            _("Open the page again to see what stands."),
        ),
    ),
)
