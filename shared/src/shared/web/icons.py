"""Icons of Lucide, inlined as SVG so that they take the colour of the text and cost no request."""

import re
from functools import cache
from pathlib import Path

from markupsafe import Markup, escape

FOLDER = Path(__file__).with_name("static") / "vendor" / "lucide"

NAMES = frozenset(Path(__file__).with_name("icons.txt").read_text(encoding="utf-8").split())
"""The icons that the asset step brings from npm. A page that needs another one adds its name to that file."""


class UnknownIcon(Exception):
    """The name is not among `NAMES`, or the asset step (`python -m shared.web.assets`) has not run."""


@cache
def _shape(name: str) -> str:
    path = FOLDER / f"{name}.svg"
    if name not in NAMES or not path.is_file():
        raise UnknownIcon(name)
    inner = re.search(r"<svg[^>]*>(.*)</svg>", path.read_text(encoding="utf-8"), re.DOTALL)
    if inner is None:
        raise UnknownIcon(name)
    return re.sub(r">\s+<", "><", inner[1].strip())


def icon(name: str, title: str | None = None) -> Markup:
    """The icon as SVG: hidden from readers, or a picture with a name where `title` says what the words beside it do not."""
    role = Markup('role="img" aria-label="{0}"').format(title) if title else Markup('aria-hidden="true"')
    tooltip = Markup("<title>{0}</title>").format(title) if title else Markup("")
    return Markup(
        '<svg class="icon icon-{name}" {role} focusable="false" viewBox="0 0 24 24" fill="none" stroke="currentColor"'
        ' stroke-width="2" stroke-linecap="round" stroke-linejoin="round">{tooltip}{shape}</svg>'
    ).format(name=escape(name), role=role, tooltip=tooltip, shape=Markup(_shape(name)))  # noqa: S704 - the shape is a pinned file of the package lucide-static
