"""Pictures: the signed data baked into one, else the code on it."""

from collections.abc import Sequence
from io import BytesIO
from typing import Final

import zxingcpp
from PIL import (
    Image,
    ImageColor,
    ImageOps,
    ImagePalette,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from certificates.domain.verifying.presentation import FileFault, FileRefused
from certificates.domain.verifying.verdict import Presented
from certificates.verification.presented import kind_of

Image.preinit()
_ = JpegImagePlugin, PngImagePlugin, WebPImagePlugin, MpoImagePlugin, TiffImagePlugin, ImageColor, ImagePalette
"""Known to Pillow before the process may open nothing more."""
MOST_PIXELS: Final = 50_000_000
"""Of a picture as it comes: phones take 50 million at most."""
LARGEST_SIDE: Final = 4000
"""Of a picture in which a code is looked for: its modules are still 3 pixels wide where it fills a sixth of the sheet."""
BAKED: Final = "openbadgecredential"


def in_picture(content: bytes) -> str:
    """Signed data, or the text of the one code on it. Raises FileRefused."""
    try:
        image = Image.open(BytesIO(content), formats=["JPEG", "PNG", "WEBP"])
        if image.width * image.height > MOST_PIXELS:
            raise FileRefused(FileFault.TOO_MANY_PIXELS)
        image.load()
        baked = getattr(image, "text", {}).get(BAKED)
        return str(baked) if baked else code_on(_upright(image))
    except Image.DecompressionBombError:
        raise FileRefused(FileFault.TOO_MANY_PIXELS) from None
    except (OSError, ValueError, SyntaxError):
        raise FileRefused(FileFault.BROKEN) from None


def code_on(image: Image.Image) -> str:
    """The text of our one code, else of the only one there is. Raises FileRefused."""
    formats = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
    seen = zxingcpp.read_barcodes(image, formats=formats, text_mode=zxingcpp.TextMode.Plain)
    return _meant(list(dict.fromkeys(one.text for one in seen if one.text)))


def _meant(texts: Sequence[str]) -> str:
    ours = [text for text in texts if kind_of(text) is Presented.CODE] or texts
    if not ours:
        raise FileRefused(FileFault.NO_CODE)
    if len(ours) > 1:
        raise FileRefused(FileFault.SEVERAL_CODES)
    return ours[0]


def _upright(image: Image.Image) -> Image.Image:
    """Grey, on white, no larger than is looked at."""
    if "A" in image.mode or "transparency" in image.info:
        layered = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", layered.size, "white"), layered)
    grey = ImageOps.exif_transpose(image).convert("L")
    if max(grey.size) > LARGEST_SIDE:
        grey.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    return grey
