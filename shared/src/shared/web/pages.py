"""Renders pages: a service's `pages/templates`, then shared's, in the reader's language."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from importlib.resources import files
from pathlib import Path
from types import CodeType, MappingProxyType
from typing import Any, Final
from uuid import uuid4
from zoneinfo import ZoneInfo

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from starlette.requests import Request
from starlette.responses import HTMLResponse

from shared.settings import ServiceSettings
from shared.web.addresses import address, path_of
from shared.web.formats import Formats
from shared.web.i18n import COOKIE, LANGUAGES, NAMES, Gettext, Language, gettext_of, language, texts
from shared.web.icons import icon
from shared.web.static import STYLES, StaticUrl

__all__ = ["Gettext", "Language", "Pages", "gettext_of", "language"]

NO_FIELDS: Mapping[str, str] = MappingProxyType({})
UNREAD = "/api/notifications/v1/inbox/unread-count"
"""Where the reader's browser asks how many messages are new: no service asks another."""
UNSET_ZONE = "UTC"
"""Of an application without settings, such as the style guide's."""
YEAR = 365 * 24 * 3600


class Compiled(BytecodeCache):
    """Templates, compiled once a process: what comes of one is the same in every language and time zone.

    To share among environments that differ in globals alone, and in filters that are applied `as_it_is_shown`.
    """

    def __init__(self) -> None:
        self._made: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._made.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._made[bucket.key, bucket.checksum] = bucket.code


def as_it_is_shown(shown: Callable[..., Any]) -> Callable[..., Any]:
    """Jinja applies others to constants as it compiles: in the language of who comes first."""

    @pass_context
    def applied(_: Context, *values: Any, **more: Any) -> Any:
        return shown(*values, **more)

    return applied


COMPILED: Final = Compiled()


def folders(package: str) -> list[Path]:
    """Where templates of a package are looked for, in this order."""
    own = Path(str(files(package))) / "pages" / "templates"
    shared = Path(__file__).with_name("templates")
    return [shared] if package == "shared" else [own, shared]


def environment(package: str, spoken: Language, time_zone: str) -> Environment:
    """Templates in one language and time zone, so that imported macros know it too. An undefined name is an error."""
    made = Environment(
        loader=FileSystemLoader(folders(package)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=COMPILED,
    )
    text = texts(package, spoken)
    formats = Formats(spoken, ZoneInfo(time_zone))
    made.globals.update(
        _=text,
        ngettext=text.n,
        lang=spoken,
        time_zone=time_zone,
        icon=icon,
        static_url=StaticUrl(package),
        styles=STYLES,
        span=formats.span,
        places=partial(places, text),
    )
    made.filters.update({name: as_it_is_shown(one) for name, one in formats.filters().items()})
    return made


class Sent(dict[str, Any]):
    """The fields of a form as they were sent. What was not is empty: a form may come from anywhere, and is shown again.

    But for `once`, by which a form that is sent twice is done once: each form that is shown has one.
    """

    def __missing__(self, name: str) -> str:
        return str(uuid4()) if name == "once" else ""


class Pages:
    """The pages of one package. Make one at start-up."""

    def __init__(self, package: str) -> None:
        self.package = package

        self._environments: dict[tuple[Language, str], Environment] = {}

    def environment(self, spoken: Language, time_zone: str) -> Environment:
        """A process has one time zone, that of its settings; tests have several."""
        if (spoken, time_zone) not in self._environments:
            self._environments[spoken, time_zone] = environment(self.package, spoken, time_zone)
        return self._environments[spoken, time_zone]

    def render(
        self,
        request: Request,
        name: str,
        status_code: int = 200,
        headers: Mapping[str, str] | None = None,
        refusal: Exception | None = None,
        fields: Mapping[str, str] | Callable[[str], str] = NO_FIELDS,
        **context: Any,
    ) -> HTMLResponse:
        """The template `name` as a response. `principal` is who is signed in, from the context or `request.state.principal`.

        `refusal`: why what was sent is not done. The page gets the status and, as `errors`, the explanations that a program
        would get; `fields` says which field of the page stands for which place of the request (`{"/reason": "reason"}`, or
        `shared.web.forms.field_of`), so that the summary leads there. Raises KeyError for a refusal that is in no table of problems.
        Raises jinja2.UndefinedError for a name that the page did not give.
        """
        spoken = language(request)
        if refusal is not None:
            translator = request.app.state.translator
            problem = translator.problem(request, refusal)
            headers = {**translator.retry(problem.status, refusal), **(headers or {})}
            named = fields if callable(fields) else _named(fields)
            errors = [one.model_copy(update={"where": named(one.where)}) for one in problem.errors]
            status_code, context = problem.status, {**context, "errors": errors}
        settings: ServiceSettings | None = getattr(request.app.state, "settings", None)
        here = address(request)
        given = {
            "request": request,
            "principal": getattr(request.state, "principal", None),
            "here": here,
            "path": path_of(request),
            "switch": languages(here, spoken),
            **context,
        }
        if isinstance(typed := given.get("typed"), Mapping):
            given["typed"] = Sent(typed)
        html = self.environment(spoken, settings.time_zone if settings else UNSET_ZONE).get_template(name).render(given)
        response = HTMLResponse(html, status_code=status_code, headers=dict(headers or {}))
        response.headers.setdefault("content-language", spoken)
        response.headers.setdefault("cache-control", "private, no-cache")
        response.headers.add_vary_header("Cookie")
        response.headers.add_vary_header("Accept-Language")
        if request.query_params.get("lang") == spoken:
            secure = settings is not None and settings.is_https
            response.set_cookie(COOKIE, spoken, max_age=YEAR, samesite="lax", httponly=True, secure=secure)
        return response


def _named(fields: Mapping[str, str]) -> Callable[[str], str]:
    return lambda where: fields.get(where, where)


def languages(here: str, spoken: Language) -> Sequence[Mapping[str, str]]:
    """The page at the address `here` in the other languages: `code`, `name` in that language, `href`."""
    more = "&" if "?" in here else "?"
    return [
        {"code": code, "name": NAMES[code], "href": f"{here}{more}lang={code}"} for code in LANGUAGES if code != spoken
    ]


def places(_: Gettext, principal: Any) -> Sequence[Mapping[str, str]]:
    """The parts of the site that this person has a use for: `name`, `href`, and the address of a `count` where there is one. Services know
    them of each other, nothing more."""
    found = [{"name": _("Championships"), "href": "/championships"}]
    if principal is not None:
        if "organiser" in principal.roles:
            found.append({"name": _("People"), "href": "/people"})
        if "officer" in principal.roles:
            found.append({"name": _("Hand out"), "href": "/awards"})
            found.append({"name": _("Issuers"), "href": "/issuers"})
        if principal.roles & {"competitor", "guardian"} or not principal.roles:
            # A guardian sees those of children or wards.
            is_own = "competitor" in principal.roles or "guardian" not in principal.roles
            name = _("My certificates") if is_own else _("Certificates")
            found.append({"name": _("My page"), "href": "/me"})
            found.append({"name": name, "href": "/certificates"})
        found.append({"name": _("Inbox"), "href": "/inbox", "count": UNREAD})
    return [*found, {"name": _("Check a certificate"), "href": "/v"}]
