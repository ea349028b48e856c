"""The code of an entry as a picture: an address that any phone's camera opens. There is no name in it."""

import re
from typing import Final

import zxingcpp
from markupsafe import Markup

from competitions.domain.entering.codes import spoken

PATH: Final = re.compile(r'<path d="([^"]+)"')
SIDE: Final = re.compile(r'<svg width="(\d+)"')


def qr_code(public_url: str, code: str, label: str) -> Markup:
    """With its margin of four white modules (ISO/IEC 18004). `label`: for those who do not see it, with `{code}`."""
    symbol = zxingcpp.create_barcode(address(public_url, code), zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    drawn = str(symbol.to_svg(scale=1, add_quiet_zones=True))
    path, side = PATH.search(drawn), SIDE.search(drawn)
    if path is None or side is None:
        raise ValueError(drawn[:200])
    return Markup(
        '<svg class="qr" viewBox="0 0 {side} {side}" role="img" aria-label="{label}" shape-rendering="crispEdges">'
        '<path class="paper" d="M0 0h{side}v{side}h-{side}z"/><path class="ink" d="{path}"/></svg>'
    ).format(side=side[1], label=label.format(code=spoken(code)), path=path[1])


def address(public_url: str, code: str) -> str:
    return f"{public_url.rstrip('/')}/entry/{code}"
