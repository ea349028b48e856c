"""Forms of one's own entry: what was typed stays, no browser keeps it, and a row of fields in which nobody is named is nobody."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import HTMLResponse

from competitions.pages.rendering import pages
from shared.identity.principal import Principal
from shared.web.forms import Typed

MOST_ROWS: Final = 10


@dataclass(frozen=True, slots=True)
class Rows:
    """Fields such as `contacts-0-phone`."""

    name: str
    naming: tuple[str, ...]
    """The fields by which somebody is named in a row."""

    def starts(self, typed: Typed) -> list[str]:
        """Of the fields of each row in which somebody is named."""
        rows = [f"{self.name}-{number}" for number in range(MOST_ROWS)]
        return [row for row in rows if any(typed.get(f"{row}-{field}", "").strip() for field in self.naming)]

    def field(self, typed: Typed, where: str) -> str:
        """`/contacts/0/phone` is a field of the first row in which somebody is named."""
        place, rows = re.match(rf"/{self.name}/([0-9]{{1,2}})/([a-z_]+)", where), self.starts(typed)
        if place and int(place[1]) < len(rows):
            return f"{rows[int(place[1])]}-{place[2]}"
        return f"{self.name}-0-{self.naming[0]}"


def own_page(
    request: Request,
    template: str,
    by: Principal,
    found: object,
    typed: Typed,
    refusal: Exception | None,
    field: Callable[[Typed, str], str],
    **more: Any,
) -> HTMLResponse:
    """`field`: which of the form a place of the body comes from."""
    return pages.render(
        request,
        template,
        headers={"cache-control": "no-store"},
        principal=by,
        found=found,
        typed=typed,
        refusal=refusal,
        errors=(),
        fields=lambda where: field(typed, where),
        is_kept="kept" in request.query_params,
        **more,
    )
