"""Static files: kept for ever under an address that carries their hash, asked again under a plain one."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
import pytest
from starlette.applications import Starlette

from shared.web import assets
from shared.web.icons import NAMES, UnknownIcon, icon
from shared.web.static import IMMUTABLE, JOINED, REVALIDATE, StaticUrl, folder, mounts, version


@pytest.fixture
async def client() -> AsyncIterator[httpx2.AsyncClient]:
    transport = httpx2.ASGITransport(Starlette(routes=mounts("shared")))
    async with httpx2.AsyncClient(transport=transport, base_url="http://test") as opened:
        yield opened


async def test_a_hashed_address_is_kept_for_ever(client: httpx2.AsyncClient) -> None:
    answer = await client.get(StaticUrl("shared")("shared/tokens.css"))
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == IMMUTABLE
    assert answer.headers["content-type"].startswith("text/css")


async def test_the_styles_of_every_page_are_one_file_in_their_order(client: httpx2.AsyncClient) -> None:
    answer = await client.get(StaticUrl("shared")("shared/styles.css"))
    assert (answer.headers["cache-control"], answer.headers["content-type"]) == (IMMUTABLE, "text/css; charset=utf-8")
    sheets = [(folder("shared") / path).read_text() for path in JOINED]
    places = [answer.text.index(sheet) for sheet in sheets]
    assert places == sorted(places)
    assert not any(
        "url(" in sheet or "@import" in sheet for path, sheet in zip(JOINED, sheets, strict=True) if "/" in path
    )


async def test_what_a_style_sheet_names_relatively_has_the_same_hash(client: httpx2.AsyncClient) -> None:
    folder = StaticUrl("shared")("shared/tokens.css").rpartition("/")[0]
    answer = await client.get(f"{folder}/vendor/golos-text/cyrillic.woff2")
    assert answer.headers["cache-control"] == IMMUTABLE


@pytest.mark.parametrize("address", ["/static/shared/v-000000000000/page.js", "/static/shared/page.js"])
async def test_another_version_and_a_plain_address_are_asked_again(client: httpx2.AsyncClient, address: str) -> None:
    answer = await client.get(address)
    assert answer.headers["cache-control"] == REVALIDATE
    again = await client.get(address, headers={"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("path", ["../pages.py", "v-000000000000/../../pages.py", "%2e%2e/pages.py", "", "no.css"])
async def test_nothing_outside_the_folder_is_served(client: httpx2.AsyncClient, path: str) -> None:
    assert (await client.get(f"/static/shared/{path}")).status_code == 404


def test_a_template_cannot_name_a_file_that_is_not_there() -> None:
    with pytest.raises(FileNotFoundError):
        StaticUrl("shared")("shared/no.css")


def test_the_version_is_one_of_the_whole_folder() -> None:
    assert version("shared") == version("shared")
    assert len(version("shared")) == 12


def test_every_icon_of_the_list_is_there() -> None:
    for name in NAMES:
        assert icon(name).startswith('<svg class="icon')


def test_an_icon_with_a_title_is_a_picture_with_a_name_and_without_one_is_hidden() -> None:
    assert 'role="img" aria-label="&lt;Signed&gt;"' in icon("lock", "<Signed>")
    assert 'aria-hidden="true"' in icon("lock")


@pytest.mark.parametrize("name", ["no-such-icon", "../LICENSE"])
def test_an_icon_outside_the_list_is_an_error(name: str) -> None:
    with pytest.raises(UnknownIcon):
        icon(name)


def test_the_asset_step_brings_licences_and_refuses_before_it_removes(tmp_path: Path) -> None:
    kept = tmp_path / "vendor" / "kept"
    kept.parent.mkdir()
    kept.touch()
    with pytest.raises(FileNotFoundError):
        assets.copy(tmp_path / "node_modules", tmp_path / "vendor")
    assert kept.exists()
    places = {place for _, place in assets.wanted()}
    assert {"golos-text/LICENSE", "lucide/LICENSE", "noble-ed25519/LICENSE"} <= places
