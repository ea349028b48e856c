from collections.abc import Mapping, Sequence

from competitions.api.problems.explaining import why
from competitions.domain.consents.deadlines import AnswerTooLate, NothingAskedAnyMore
from competitions.domain.consents.records import (
    ConsentMissing,
    NotAsked,
    NothingChosen,
    NothingToWithdraw,
    Purpose,
    SignedLater,
)
from competitions.domain.consents.scans import NothingOnPaper, ReadTooOften, SealBroken
from competitions.domain.consents.texts import PLACEHOLDERS, TooManyVersions, UnknownPlaceholder
from competitions.domain.preparation.plan import zone_of
from competitions.scans.faults import ScanFault, ScanRefused
from shared.web.formats import Formats
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


SCANS: Mapping[ScanFault, tuple[str, str]] = {
    ScanFault.EMPTY: (_("The file is empty."), _("Choose the file again: 0 bytes came.")),
    ScanFault.TOO_LARGE: (_("The file is too large."), _("Scan with 150 to 200 dpi: up to 10 MB are taken.")),
    ScanFault.WRONG_TYPE: (_("The file is no PDF, JPEG or PNG."), _("Scan it anew, or save it as one of these.")),
    ScanFault.TWO_IN_ONE: (
        _("The file is of two kinds at once, so it is no plain scan."),
        _("Scan the paper anew, and send that file as it comes from the scanner."),
    ),
    ScanFault.BROKEN: (
        _("The file cannot be read."),
        _("Open it on your computer; if that fails, scan the paper anew."),
    ),
    ScanFault.TOO_MANY_PIXELS: (_("The picture is too large."), _("Scan with 150 to 300 dpi.")),
    ScanFault.TOO_MANY_PAGES: (_("The PDF has more than 10 pages."), _("Send each paper for itself.")),
    ScanFault.LOCKED: (_("The PDF has a password."), _("Save it without one, or scan the paper anew.")),
    ScanFault.ACTIVE: (
        _("The PDF has scripts, actions or files in it, so it is no plain scan."),
        _("Print it and scan the print, or take a photograph of the paper."),
    ),
    ScanFault.OUT_OF_BOUNDS: (
        _("Reading the file takes more time or memory than a scan needs."),
        _("Scan the paper anew, with 150 to 200 dpi."),
    ),
}

CONSENTS = (
    ProblemType(
        ScanRefused,
        "scan-refused",
        422,
        "The scan cannot be taken",
        lambda error, _: why("/scan", *(_(said) for said in SCANS[error.fault])),
    ),
    ProblemType(
        SealBroken,
        "seal-broken",
        409,
        "The scan cannot be opened",
        lambda _error, _: why(
            "scan_id",
            _("The scan was sealed with another secret than the system has now, or was changed."),
            _("Write to who runs the system, and keep the paper."),
        ),
    ),
    ProblemType(
        ReadTooOften,
        "read-too-often",
        409,
        "You opened this scan too often",
        lambda error, _: why(
            "",
            _("Each time that a scan is opened is recorded: within a day at most {n} times.", n=error.most),
            _("Open it again tomorrow, or look at the file that you downloaded."),
        ),
    ),
    ProblemType(
        NothingOnPaper,
        "nothing-on-paper",
        409,
        "Nothing was entered from paper",
        lambda error, _: why(
            "/purpose",
            _(
                "A scan shows what was entered from paper, and here nothing was: {what}.",
                what=_(PURPOSES[error.purpose]),
            ),
            _("First enter what was signed on paper, then add its scan."),
        ),
    ),
    ProblemType(
        SignedLater,
        "signed-later",
        422,
        "The paper is dated after today",
        lambda error, _: why(
            "/signed_on",
            _(
                "Today is {day}: nothing can be signed later than that yet.",
                day=Formats(_.language, zone_of("UTC")).day(error.today),
            ),
            _("Type the day that stands on the paper, or leave it empty."),
        ),
    ),
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
            _("The answer is yes, but to no item of what may be shown."),
            _("Name what may be shown, or answer no."),
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
