"""Refusals that say what is wrong, where, and how to mend it: problem+json (RFC 9457) for programs, a page for people."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import quote

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from pymongo.errors import ConnectionFailure, ExecutionTimeout, WTimeoutError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from shared.errors import (
    CrossSite,
    EventTooLarge,
    Forbidden,
    InProgress,
    KeyReused,
    NotSignedIn,
    Overloaded,
    SignInFailed,
    Stale,
    Transient,
)
from shared.observability.telemetry import log
from shared.web.faults import told
from shared.web.i18n import Gettext, gettext_of
from shared.web.pages import Pages, address

MEDIA_TYPE: Final = "application/problem+json"


class Explanation(BaseModel):
    """`where`: a JSON pointer into the body, a parameter's name, or a sheet's cell such as `CIS Marking Scheme Import!K12`."""

    where: str
    message: str
    fix: str


class Problem(BaseModel):
    """The body of every refusal (RFC 9457). `errors` has each fault with how to mend it."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    errors: list[Explanation] = []


Explain = Callable[[Any, Gettext], Sequence[Explanation]]


@dataclass(frozen=True, slots=True)
class ProblemType:
    """What an error of the domain becomes. `title` is a msgid, `slug` the stable end of the problem's type."""

    error: type[Exception]
    slug: str
    status: int
    title: str
    explain: Explain


def _(message: str) -> str:
    return message


def _simple(where: str, message: str, fix: str) -> Explain:
    return lambda _error, text: [Explanation(where=where, message=text(message), fix=text(fix))]


def _too_large(error: EventTooLarge, text: Gettext) -> Sequence[Explanation]:
    message = _("What the others would be told of it has {size} kB; {most} kB fit. Nothing was changed.")
    size, most = -(-error.size // 1000), error.most // 1000
    fix = _("Give shorter names, or divide it.")
    return [Explanation(where="", message=text(message, size=size, most=most), fix=text(fix))]


COMMON: Final = (
    ProblemType(
        NotSignedIn,
        "not-signed-in",
        401,
        _("You are not signed in"),
        _simple("Authorization", _("You have not signed in, or your sign-in has ended."), _("Sign in and try again.")),
    ),
    ProblemType(
        SignInFailed,
        "sign-in-failed",
        401,
        _("You are not signed in"),
        _simple("", _("The sign-in was broken off, or took longer than ten minutes."), _("Sign in once more.")),
    ),
    ProblemType(
        Forbidden,
        "forbidden",
        403,
        _("You may not do this"),
        _simple(
            "Authorization",
            _("Your role or organisation does not allow it."),
            _("Ask the organiser of the competition if you should be allowed."),
        ),
    ),
    ProblemType(
        CrossSite,
        "cross-site",
        403,
        _("The request came from another site"),
        _simple("Origin", _("A page of another site sent this request."), _("Open the page here and try again.")),
    ),
    ProblemType(
        Stale,
        "stale",
        409,
        _("Somebody changed it in the meantime"),
        _simple("", _("It is newer than what you saw."), _("Read it again, then repeat your change.")),
    ),
    ProblemType(
        KeyReused,
        "idempotency-key-reused",
        422,
        _("The idempotency key was used for something else"),
        _simple("Idempotency-Key", _("Another request had this key."), _("Send a new key with a new request.")),
    ),
    ProblemType(
        InProgress,
        "in-progress",
        409,
        _("The same request is being carried out"),
        _simple("Idempotency-Key", _("The first one has not been answered yet."), _("Send it again in a moment.")),
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
        _simple("", _("The message broker does not take events now."), _("Try again in a minute.")),
    ),
    ProblemType(
        Transient,
        "unavailable",
        503,
        _("A part of the system does not answer"),
        _simple("", _("Nothing was changed."), _("Try again in a minute.")),
    ),
    *(
        ProblemType(
            error,
            "unavailable",
            503,
            _("A part of the system does not answer"),
            _simple(
                "",
                _("The database did not answer in time. The change may have been made."),
                _("Look whether it was, or send the same again with the same Idempotency-Key."),
            ),
        )
        for error in (ConnectionFailure, ExecutionTimeout, WTimeoutError)
    ),
)
"""Problems that any route may answer with."""


def problems(*errors: type[Exception]) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route that may refuse with `errors`. Their statuses are filled in by the service's table."""
    return {"4XX": {"model": Problem, "description": ", ".join(error.__name__ for error in errors) or "Refused"}}


class Translator:
    """Turns exceptions into responses."""

    def __init__(self, origin: str, package: str, types: Sequence[ProblemType]) -> None:
        self._origin = origin
        self._pages = Pages(package)
        self._types = {one.error: one for one in (*COMMON, *types)}

    def install(self, app: FastAPI) -> None:
        for error in self._types:
            app.add_exception_handler(error, self.known)
        app.add_exception_handler(RequestValidationError, self.invalid)
        app.add_exception_handler(HTTPException, self.http)
        app.add_exception_handler(Exception, self.unknown)

    def problem(self, request: Request, error: Exception) -> Problem:
        """Raises KeyError for an error that is in no table."""
        kind = next(self._types[cls] for cls in type(error).__mro__ if cls in self._types)
        return self._problem(request, kind.slug, kind.status, kind.title, kind.explain(error, gettext_of(request)))

    async def known(self, request: Request, error: Exception) -> Response:
        if isinstance(error, NotSignedIn) and request.method in {"GET", "HEAD"} and _wants_page(request):
            return RedirectResponse(f"/sign-in?to={quote(address(request), safe='/')}", 303)
        return self._respond(request, self.problem(request, error))

    async def invalid(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)  # noqa: S101
        if _wants_page(request) and any(fault["loc"][:1] == ("path",) for fault in error.errors()):
            return await self.http(request, HTTPException(404))
        text = gettext_of(request)
        errors = [_explained(fault, text) for fault in error.errors()]
        title = _("The request is not as it should be")
        return self._respond(request, self._problem(request, "invalid", 422, title, errors))

    async def http(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)  # noqa: S101
        status = HTTPStatus(error.status_code)
        titles = {
            404: _("There is nothing at this address"),
            405: _("This address does not take that method"),
            413: _("The request is too large"),
        }
        slug = status.phrase.lower().replace(" ", "-")
        problem = self._problem(request, slug, error.status_code, titles.get(error.status_code, status.phrase), [])
        response = self._respond(request, problem)
        response.headers.update(error.headers or {})
        return response

    async def unknown(self, request: Request, error: Exception) -> Response:
        log.error("unexpected", error=type(error).__name__, exc_info=error)
        title = _("Something went wrong on our side")
        explain = _simple(
            "", _("The fault has been noted."), _("Try again; if it stays, tell the organiser when it was.")
        )
        faults = explain(error, gettext_of(request))
        return self._respond(request, self._problem(request, "unexpected", 500, title, faults))

    def _problem(self, request: Request, slug: str, status: int, title: str, errors: Sequence[Explanation]) -> Problem:
        text = gettext_of(request)
        return Problem(
            type=f"{self._origin}/problems/{slug}",
            title=text(title),
            status=status,
            detail=" ".join(one.message for one in errors) or text(title),
            instance=request.url.path,
            errors=list(errors),
        )

    def _respond(self, request: Request, problem: Problem) -> Response:
        retry = {"retry-after": "30"} if problem.status == HTTPStatus.SERVICE_UNAVAILABLE else {}
        if _wants_page(request):
            return self._pages.render(
                request, "problem.html", status_code=problem.status, headers=retry, problem=problem
            )
        headers = {**retry, "cache-control": "no-store"}
        if problem.status == HTTPStatus.UNAUTHORIZED:
            headers["www-authenticate"] = "Bearer"
        return JSONResponse(problem.model_dump(), problem.status, headers, MEDIA_TYPE)


def _wants_page(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "") and not request.url.path.startswith("/api/")


def _explained(fault: Mapping[str, Any], text: Gettext) -> Explanation:
    """One fault of pydantic's, in plain words. The value that was sent is never repeated."""
    place, *path = fault["loc"] or ("body",)
    where = "/" + "/".join(map(str, path)) if place == "body" else ".".join(map(str, path)) or str(place)
    message, fix = told(fault, text)
    return Explanation(where=where, message=message, fix=fix)


__all__ = ["Explanation", "Problem", "ProblemType", "Translator", "problems"]
