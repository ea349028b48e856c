"""Open Badges pictures: a PNG or SVG that carries the signed credential (Open Badges 3.0, 5.3)."""

from certificates.documents.qr_image import chunk

_KEYWORD = b"openbadgecredential"
_NAMESPACE = "https://purl.imsglobal.org/ob/v3p0"
_END = b"IEND"


def bake_png(picture: bytes, credential: str) -> bytes:
    """The picture with the credential in an `iTXt` chunk, uncompressed, before its end."""
    text = _KEYWORD + b"\0\0\0\0\0" + credential.encode()
    end = picture.rindex(_END) - 4
    return picture[:end] + chunk(b"iTXt", text) + picture[end:]


def bake_svg(picture: str, credential: str) -> str:
    """The picture with the credential as CDATA of `openbadges:credential`, right after the opening tag."""
    safe = credential.replace("]]>", "]]\\u003e")  # inside JSON the escape means the same sign
    opening = picture.index(">")
    tag = picture[:opening] + f' xmlns:openbadges="{_NAMESPACE}"'
    return f"{tag}><openbadges:credential><![CDATA[{safe}]]></openbadges:credential>{picture[opening + 1 :]}"
