"""Whoever opens the address of a form, by a reload after a refusal or by a bookmark, finds the page that the form belongs to."""

import re
from collections.abc import Sequence

import httpx2
import pytest
from fastapi import FastAPI
from starlette.requests import Request
from tests.forms import walked
from tests.serving import asking
from tests.unwired import applications

from shared.web.addresses import opens

ID = "6f1a2e3c-6c0e-5d0e-9d57-0f5c0d3a7b11"
SERVICES = applications()
READER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def forms(api: FastAPI) -> Sequence[str]:
    """The addresses that pages send forms to."""
    found = {path for method, path in walked(list(api.routes)) if method == "POST" and not path.startswith("/api/")}
    return sorted(re.sub(r"\{(\w+)\}", lambda name: "A1" if name[1] == "code" else ID, path) for path in found)


ADDRESSES = [(service, path) for service, api in SERVICES.items() for path in forms(api)]


def opened(api: FastAPI, path: str) -> bool:
    scope = {"type": "http", "method": "GET", "path": path, "headers": [], "query_string": b"", "app": api}
    return opens(Request(scope), path)


def test_forms_are_found_in_every_service() -> None:
    assert {service for service, _ in ADDRESSES} == set(SERVICES)
    assert {"/sheets/" + ID, "/inbox/read-all", "/v", "/sign-out"} <= {path for _, path in ADDRESSES}


@pytest.mark.parametrize(("service", "path"), ADDRESSES)
async def test_the_address_of_a_form_opens_or_leads_to_one_that_does(service: str, path: str) -> None:
    api = SERVICES[service]
    if opened(api, path):
        return
    async with asking(api) as http:
        for method in ("GET", "HEAD"):
            answer = await http.request(method, path, headers=READER)
            assert answer.status_code == httpx2.codes.SEE_OTHER, answer.text
            place = answer.headers["location"]
            assert place == "/" or opened(api, place), "the start page is of one service alone"
            assert path.startswith(place.rstrip("/"))


async def test_programs_are_still_told_which_methods_the_address_takes() -> None:
    async with asking(SERVICES["notifications"]) as http:
        for path, wanted in (
            ("/inbox/read-all", "application/json"),
            ("/api/notifications/v1/inbox/read-all", "text/html"),
        ):
            answer = await http.get(path, headers={"accept": wanted})
            assert (answer.status_code, answer.headers["allow"]) == (httpx2.codes.METHOD_NOT_ALLOWED, "POST")


async def test_another_method_than_a_browsers_is_refused() -> None:
    async with asking(SERVICES["notifications"]) as http:
        answer = await http.delete("/inbox/read-all", headers=READER)
        assert answer.status_code == httpx2.codes.METHOD_NOT_ALLOWED
