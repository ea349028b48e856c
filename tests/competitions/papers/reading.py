"""Papers as those read them who get them."""

import re
from io import BytesIO
from typing import Any, Final

import httpx2
import pypdf
from tests.competitions.playing import Play

UNSEEN: Final = re.compile("\u200b")


async def paper(
    play: Play, path: str, by: dict[str, str], language: str = "en", *, expect: int = 200
) -> httpx2.Response:
    answer = await play.http.get(path, headers={**by, "accept-language": language})
    assert answer.status_code == expect, answer.text
    return answer


def pages_of(content: bytes) -> list[str]:
    """The words of each page in one line, in the order in which they stand in the file."""
    return [
        " ".join(one.extract_text().replace("\u200b", "").split()) for one in pypdf.PdfReader(BytesIO(content)).pages
    ]


def must_be_for_everybody(content: bytes, language: str, title: str) -> None:
    """Tagged, with its language and title, and every font inside."""
    reader = pypdf.PdfReader(BytesIO(content))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]["/K"]
    assert root["/Lang"] == language
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert title in (reader.metadata.title or "")
    assert re.search(rb"pdfuaid:part", root["/Metadata"].get_object().get_data())
    for page in reader.pages:
        page_of: Any = page
        for font in page_of["/Resources"]["/Font"].values():
            (descendant,) = font.get_object()["/DescendantFonts"]
            described = descendant.get_object()["/FontDescriptor"].get_object()
            assert {"/FontFile2", "/FontFile3"} & described.keys()
