"""Where a file goes, more is taken than of a form: each such place allows what its rule does."""

import re

import pytest
from fastapi import UploadFile
from fastapi.routing import APIRoute
from tests.certificates.playing import API, Play
from tests.certificates.test_issuing_pages import headers

from certificates.asgi import FILES, ROUTERS
from certificates.documents import uploaded
from certificates.formats import pictures
from certificates.pages import ROUTERS as PAGES

DRAWN = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/><!--%s--></svg>' % (
    b"x" * 290_000
)


def test_each_form_with_a_file_is_one() -> None:
    forms = [
        route.path
        for router in (*ROUTERS, *PAGES)
        for route in router.routes
        if isinstance(route, APIRoute)
        and any(UploadFile in _parts(field.field_info.annotation) for field in route.dependant.body_params)
    ]
    assert len(forms) >= 3
    assert [path for path in forms if not FILES.fullmatch(re.sub(r"\{[^}]*\}", "x", path))] == []


def _parts(annotation: object) -> tuple[object, ...]:
    return (annotation, *getattr(annotation, "__args__", ()))


async def test_a_drawing_as_editors_save_it_is_taken_by_page_and_by_programs(play: Play) -> None:
    await play.issuer()
    address = "/issuers/region-47/pictures/logo"
    sent = await play.http.post(address, files={"file": ("logo.svg", DRAWN, "image/svg+xml")}, headers=headers(play))
    assert sent.status_code == 303
    assert (await play.http.put(f"{API}{address}", content=DRAWN, headers=play.officer)).status_code == 200


@pytest.mark.parametrize(
    ("address", "most"), [("pictures/logo", pictures.MOST), ("designs", uploaded.MOST)], ids=["a picture", "a design"]
)
async def test_what_is_larger_is_refused_beside_its_field(play: Play, address: str, most: int) -> None:
    await play.issuer()
    large = {"file": ("large", b"x" * (most + 1), "application/octet-stream")}
    refused = await play.http.post(
        f"/issuers/region-47/{address}", data={"code": "own"}, files=large, headers=headers(play)
    )
    assert (refused.status_code, "1 MB" in refused.text) == (422, True)
