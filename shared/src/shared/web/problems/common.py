"""Problems that any route may answer with."""

from collections.abc import Sequence
from typing import Final

from pymongo.errors import ConnectionFailure, ExecutionTimeout, WTimeoutError

from shared.errors import (
    ActsForAnother,
    CrossSite,
    EventTooLarge,
    Forbidden,
    InProgress,
    KeyReused,
    LinkInvalid,
    NotSignedIn,
    Outdated,
    Overloaded,
    SessionImpossible,
    SignInFailed,
    Stale,
    TooMany,
    Transient,
    VersionNeeded,
)
from shared.web.forms import Mistyped
from shared.web.i18n import Gettext
from shared.web.problems.faults import explained
from shared.web.problems.model import Explain, Explanation, ProblemType

FEW_SECONDS: Final = 120


def _(message: str) -> str:
    return message


def simple(where: str, message: str, fix: str) -> Explain:
    return lambda _error, text: [Explanation(where=where, message=text(message), fix=text(fix))]


def _too_large(error: EventTooLarge, text: Gettext) -> Sequence[Explanation]:
    message = _("What the others would be told of it has {size} kB; {most} kB fit. Nothing was changed.")
    size, most = -(-error.size // 1000), error.most // 1000
    fix = _("Give shorter names, or divide it.")
    return [Explanation(where="", message=text(message, size=size, most=most), fix=text(fix))]


def _again(error: TooMany, text: Gettext) -> str:
    """After a list of a thousand it is most of an hour."""
    if error.seconds > FEW_SECONDS:
        return text.n("Try again in {n} minute.", "Try again in {n} minutes.", -(-error.seconds // 60))
    return text.n("Try again in {n} second.", "Try again in {n} seconds.", error.seconds)


def _mistyped(error: Mistyped, text: Gettext) -> Sequence[Explanation]:
    return [explained({**fault, "loc": ("body", *fault["loc"])}, text) for fault in error.faults]


def _acts_for_another(error: ActsForAnother, text: Gettext) -> Sequence[Explanation]:
    fix = _("Name one for which you may act: {organisations}.") if error.organisations else _("Leave the header out.")
    return [
        Explanation(
            where="Acting-For",
            message=text(_("You may not act for this organisation.")),
            fix=text(fix, organisations=", ".join(error.organisations)),
        )
    ]


COMMON: Final = (
    ProblemType(Mistyped, "invalid", 422, _("The request is not as it should be"), _mistyped),
    ProblemType(
        NotSignedIn,
        "not-signed-in",
        401,
        _("You are not signed in"),
        simple("Authorization", _("You have not signed in, or your sign-in has ended."), _("Sign in and try again.")),
    ),
    ProblemType(
        SignInFailed,
        "sign-in-failed",
        401,
        _("You are not signed in"),
        simple("", _("The sign-in was broken off, or took longer than ten minutes."), _("Sign in once more.")),
    ),
    ProblemType(
        SessionImpossible,
        "session-impossible",
        403,
        _("You cannot be signed in here"),
        simple(
            "",
            _(
                "The sign-in service knows you, but what it says of you makes no session: it is not set up for this site."
            ),
            _("Tell whoever manages the accounts; signing in again does not help."),
        ),
    ),
    ProblemType(
        LinkInvalid,
        "link-invalid",
        404,
        _("This link does not lead anywhere"),
        simple(
            "",
            _("The link was not given by us, or a part of it is missing."),
            _("Open it from the letter again; if it is cut there over two lines, copy all of it."),
        ),
    ),
    ProblemType(
        Forbidden,
        "forbidden",
        403,
        _("You may not do this"),
        simple(
            "Authorization",
            _("Your role or organisation does not allow it."),
            _("Ask the organiser of the competition if you should be allowed."),
        ),
    ),
    ProblemType(ActsForAnother, "acts-for-another", 403, _("You may not do this"), _acts_for_another),
    ProblemType(
        CrossSite,
        "cross-site",
        403,
        _("The request came from another site"),
        simple("Origin", _("A page of another site sent this request."), _("Open the page here and try again.")),
    ),
    ProblemType(
        Stale,
        "stale",
        409,
        _("Somebody changed it in the meantime"),
        simple("", _("It is newer than what you saw."), _("Read it again, then repeat your change.")),
    ),
    ProblemType(
        VersionNeeded,
        "version-needed",
        428,
        _("The version that you change is missing"),
        simple("If-Match", _("An edit says which version it changes."), _("Read it and send its ETag as If-Match.")),
    ),
    ProblemType(
        Outdated,
        "outdated",
        412,
        _("Somebody changed it in the meantime"),
        simple(
            "If-Match", _("It is newer than the version that you saw."), _("Read it again, then repeat your change.")
        ),
    ),
    ProblemType(
        TooMany,
        "too-many-requests",
        429,
        _("Too many requests"),
        lambda error, text: [
            Explanation(
                where="", message=text(_("You asked more often than this address allows.")), fix=_again(error, text)
            )
        ],
    ),
    ProblemType(
        KeyReused,
        "idempotency-key-reused",
        422,
        _("The idempotency key was used for something else"),
        simple("Idempotency-Key", _("Another request had this key."), _("Send a new key with a new request.")),
    ),
    ProblemType(
        InProgress,
        "in-progress",
        409,
        _("The same request is being carried out"),
        simple("Idempotency-Key", _("The first one has not been answered yet."), _("Send it again in a moment.")),
    ),
    ProblemType(
        EventTooLarge,
        "event-too-large",
        422,
        _("It is too much to be told at once"),
        _too_large,
    ),
    ProblemType(
        Overloaded,
        "overloaded",
        503,
        _("Too much waits for publication"),
        simple("", _("The message broker does not take events now."), _("Try again in a minute.")),
    ),
    ProblemType(
        Transient,
        "unavailable",
        503,
        _("A part of the system does not answer"),
        simple("", _("Nothing was changed."), _("Try again in a minute.")),
    ),
    *(
        ProblemType(
            error,
            "unavailable",
            503,
            _("A part of the system does not answer"),
            simple(
                "",
                _("The database did not answer in time. The change may have been made."),
                _("Look whether it was, or send the same again with the same Idempotency-Key."),
            ),
        )
        for error in (ConnectionFailure, ExecutionTimeout, WTimeoutError)
    ),
)
