import asyncio
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from competitions.papers.apart import draw
from competitions.papers.words import Words
from competitions.wiring import App
from shared.web.formats import Formats
from shared.web.i18n import gettext_of


def words_of(request: Request, app: App) -> Words:
    """In the reader's language."""
    _ = gettext_of(request)
    return Words(_, Formats(_.language, app.settings.zone))


async def pdf(app: App, template: str, title: str, made: Callable[[], Mapping[str, Any]]) -> Response:
    """The paper as it is now, to be looked at and printed. `made`: what stands on it. Raises PaperTooLarge."""
    content = await draw(template, app.settings.fonts, await asyncio.to_thread(made), app.now())
    name = quote(f"{title}.pdf")
    headers = {"content-disposition": f"inline; filename*=UTF-8''{name}", "cache-control": "no-store"}
    return Response(content, media_type="application/pdf", headers=headers)
