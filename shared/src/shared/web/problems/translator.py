"""Turns exceptions into responses: problem+json for programs, a page for people."""

from collections.abc import Iterable, Mapping, Sequence
from http import HTTPStatus
from typing import Final
from urllib.parse import quote

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Match
from starlette.types import Scope

from shared.errors import QUOTES, Forbidden, NotSignedIn, TooMany
from shared.observability.telemetry import log
from shared.web.addresses import READING, address, page_of_form, page_of_word, path_of, redirect, with_or_without_slash
from shared.web.guards import BodyTooLarge
from shared.web.i18n import Gettext, gettext_of
from shared.web.pages import Pages
from shared.web.problems.common import COMMON, simple
from shared.web.problems.faults import explained
from shared.web.problems.model import MEDIA_TYPE, Explanation, Problem, ProblemType

RETRY_SECONDS: Final = 30
RETRIED: Final = frozenset({HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.TOO_MANY_REQUESTS})
MOST_FAULTS: Final = 20
"""A refusal is not larger than its cause: so many faults are told, and how many more there are."""
KILOBYTE: Final = 1024
MEGABYTE: Final = 1024 * KILOBYTE
METHODS: Final = ("GET", "POST", "PUT", "PATCH", "DELETE")


def _(message: str) -> str:
    return message


INVALID: Final = _("The request is not as it should be")


class Translator:
    """Turns exceptions into responses."""

    def __init__(self, origin: str, package: str, types: Sequence[ProblemType]) -> None:
        self._origin = origin
        self._pages = Pages(package)
        self._types = {one.error: one for one in (*COMMON, *types)}

    def install(self, app: FastAPI) -> None:
        """From here on exceptions are answered, and pages explain refusals from the same table."""
        app.state.translator = self
        for error in self._types:
            app.add_exception_handler(error, self.known)
        app.add_exception_handler(RequestValidationError, self.invalid)
        app.add_exception_handler(HTTPException, self.http)
        app.add_exception_handler(Exception, self.unknown)

    def statuses(self, errors: Iterable[str]) -> list[tuple[int, str]]:
        """Status and title of the refusals with these names, for the OpenAPI document."""
        named = {error.__name__: kind for error, kind in self._types.items()}
        return [(named[name].status, named[name].title) for name in errors if name in named]

    def problem(self, request: Request, error: Exception) -> Problem:
        """Raises KeyError for an error that is in no table."""
        kind = next(self._types[cls] for cls in type(error).__mro__ if cls in self._types)
        explained = kind.explain(error, gettext_of(request))
        problem = self._problem(request, kind.slug, kind.status, kind.title, explained)
        return problem.model_copy(update=dict(kind.facts(error)))

    def told(self, request: Request, error: Exception) -> Problem:
        """Why one of several things that one request asks for was not done, whatever the error is."""
        if isinstance(error, ValidationError):
            faults = [
                explained({**fault, "loc": ("body", *fault["loc"])}, gettext_of(request)) for fault in error.errors()
            ]
            return self._problem(request, "invalid", 422, INVALID, faults)
        if any(cls in self._types for cls in type(error).__mro__):
            return self.problem(request, error)
        return self._unexpected(request, error)

    async def known(self, request: Request, error: Exception) -> Response:
        if isinstance(error, NotSignedIn) and request.method in {"GET", "HEAD"} and _wants_page(request):
            return redirect(f"/sign-in?to={quote(address(request), safe='/')}")
        if isinstance(error, Forbidden) and getattr(request.state, "principal", None) is None:
            # Nobody knows yet whether the role of whoever asks allows it.
            error = NotSignedIn()
        setattr(request.state, QUOTES, getattr(error, QUOTES, False))
        return self._respond(request, self.problem(request, error), error)

    async def invalid(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)  # noqa: S101
        if _wants_page(request) and any(fault["loc"][:1] == ("path",) for fault in error.errors()):
            if request.method in READING and (page := page_of_word(request)):
                return redirect(page)
            return await self.http(request, HTTPException(404))
        text = gettext_of(request)
        errors = [explained(fault, text) for fault in error.errors()]
        return self._respond(request, self._problem(request, "invalid", 422, INVALID, errors))

    async def http(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)  # noqa: S101
        status = HTTPStatus(error.status_code)
        if status is HTTPStatus.NOT_FOUND and (meant := with_or_without_slash(request)):
            return redirect(meant, 307)
        # A form's address, reloaded after a refusal or kept as a bookmark.
        is_opened = status is HTTPStatus.METHOD_NOT_ALLOWED and request.method in READING and _wants_page(request)
        if is_opened and (page := page_of_form(request)):
            return redirect(page)
        titles = {
            400: _("The body cannot be read"),
            404: _("There is nothing at this address"),
            405: _("This address does not take that method"),
            406: _("There is no such form of it"),
            408: _("The request came too slowly"),
            413: _("The request is too large"),
        }
        slug = status.phrase.lower().replace(" ", "-")
        told = [_too_large(error, gettext_of(request))] if isinstance(error, BodyTooLarge) else []
        problem = self._problem(request, slug, error.status_code, titles.get(error.status_code, status.phrase), told)
        response = self._respond(request, problem)
        response.headers.update(error.headers or {})
        if status is HTTPStatus.METHOD_NOT_ALLOWED:
            response.headers["allow"] = ", ".join(_allowed(request))
        return response

    async def unknown(self, request: Request, error: Exception) -> Response:
        return self._respond(request, self._unexpected(request, error))

    def _unexpected(self, request: Request, error: Exception) -> Problem:
        log.error("unexpected", error=type(error).__name__, exc_info=error)
        title = _("Something went wrong on our side")
        explain = simple(
            "", _("The fault has been noted."), _("Try again; if it stays, tell the organiser when it was.")
        )
        faults = explain(error, gettext_of(request))
        return self._problem(request, "unexpected", 500, title, faults)

    def _problem(self, request: Request, slug: str, status: int, title: str, errors: Sequence[Explanation]) -> Problem:
        text = gettext_of(request)
        shown = list(errors[:MOST_FAULTS])
        return Problem(
            type=f"{self._origin}/problems/{slug}",
            title=text(title),
            status=status,
            detail=" ".join(one.message for one in shown) or text(title),
            instance=path_of(request),
            errors=shown,
            more=len(errors) - len(shown),
        )

    def retry(self, status: int, error: Exception | None = None) -> Mapping[str, str]:
        """When to come again, as a header, where that may help."""
        seconds = error.seconds if isinstance(error, TooMany) else RETRY_SECONDS
        return {"retry-after": str(seconds)} if status in RETRIED else {}

    def _respond(self, request: Request, problem: Problem, error: Exception | None = None) -> Response:
        retry = self.retry(problem.status, error)
        if _wants_page(request):
            return self._pages.render(
                request, "problem.html", status_code=problem.status, headers=retry, problem=problem
            )
        headers = {**retry, "cache-control": "no-store"}
        if problem.status == HTTPStatus.UNAUTHORIZED:
            headers["www-authenticate"] = "Bearer"
        return JSONResponse(problem.model_dump(), problem.status, headers, MEDIA_TYPE)


def _too_large(error: BodyTooLarge, text: Gettext) -> Explanation:
    megabytes, kilobytes = error.most // MEGABYTE, error.most // KILOBYTE
    message = (
        text(_("At most {most} MB are taken here. Nothing was kept."), most=megabytes)
        if megabytes
        else text(_("At most {most} KB are taken here. Nothing was kept."), most=kilobytes)
    )
    return Explanation(where="", message=message, fix=text(_("Choose a smaller file, or send less at once.")))


def _allowed(request: Request) -> list[str]:
    """The methods that the address takes (RFC 9110, 15.5.6)."""
    routes = request.app.routes
    found = [
        method for method in METHODS if any(_takes(route, {**request.scope, "method": method}) for route in routes)
    ]
    return [*found, "HEAD"] if "GET" in found else found


def _takes(route: BaseRoute, scope: Scope) -> bool:
    return route.matches(scope)[0] is Match.FULL


def _wants_page(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "") and not path_of(request).startswith("/api/")
