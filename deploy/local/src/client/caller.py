"""The product's public HTTP API, as one signed-in person (or nobody) uses it. What every module of this package sends by."""

from collections.abc import AsyncIterator, Awaitable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import uuid4

import httpx2

COMPETITIONS: Final = "/api/competitions/v1"
CERTIFICATES: Final = "/api/certificates/v1"
NOTIFICATIONS: Final = "/api/notifications/v1"
PAGE: Final = 100


class Refused(Exception):
    """The service said no: a problem (RFC 9457)."""

    def __init__(self, answer: httpx2.Response) -> None:
        self.status = answer.status_code
        is_problem = answer.headers.get("content-type", "").startswith("application/problem+json")
        problem = answer.json() if is_problem else {}
        self.slug = str(problem.get("type", "")).rpartition("/")[2]
        """The last part of the problem's type, such as `spread-too-wide`."""
        told = problem.get("errors") or problem.get("title") or answer.text[:300]
        super().__init__(f"{answer.request.method} {answer.request.url.path}: {self.status} {self.slug} {told}")


class RefusedPart(Refused):
    """The service did what was sent but for one thing, and says why."""

    def __init__(self, problem: Mapping[str, Any]) -> None:
        self.status = problem["status"]
        self.slug = str(problem["type"]).rpartition("/")[2]
        Exception.__init__(self, f"{problem['instance']}: {self.status} {self.slug} {problem['errors']}")


@dataclass(frozen=True, slots=True)
class Caller:
    http: httpx2.AsyncClient
    headers: Mapping[str, str] = field(default_factory=dict)
    """Who calls, such as `{"Authorization": "Bearer …"}`. Empty: nobody, or whom the cookies of `http` name."""

    @classmethod
    def with_token(cls, http: httpx2.AsyncClient, token: str) -> "Caller":
        return cls(http, {"Authorization": f"Bearer {token}"})

    async def request(
        self, method: str, path: str, headers: Mapping[str, str] | None = None, **rest: Any
    ) -> httpx2.Response:
        """Whatever the answer is, also a refusal."""
        return await self.http.request(method, path, headers={**self.headers, **(headers or {})}, **rest)

    async def fetch(self, path: str, accept: str = "application/json", **options: Any) -> httpx2.Response:
        return await self._done("GET", path, headers={"Accept": accept}, **options)

    async def get(self, path: str, **query: Any) -> Any:
        return (await self.fetch(path, params=query)).json()

    async def post(self, path: str, body: Any = None) -> Any:
        """With an Idempotency-Key: sent twice, done once."""
        return (await self._done("POST", path, json=body, headers={"Idempotency-Key": str(uuid4())})).json()

    async def send(self, path: str, content: bytes, kind: str, query: Mapping[str, str]) -> Any:
        """A file. With an Idempotency-Key, as `post`."""
        headers = {"Content-Type": kind, "Idempotency-Key": str(uuid4())}
        return (await self._done("POST", path, content=content, params=query, headers=headers)).json()

    async def put(self, path: str, body: Any, *, seen: int | None = None) -> Any:
        """`seen`: the version that is changed, where the service asks for it."""
        if seen is not None:
            headers = {"If-Match": f'"{seen}"'}
            return (await self._done("PUT", path, json=body, headers=headers)).json()
        return (await self._done("PUT", path, json=body)).json()

    async def upload(self, path: str, content: bytes, kind: str) -> Any:
        return (await self._done("PUT", path, content=content, headers={"Content-Type": kind})).json()

    async def delete(self, path: str) -> None:
        await self._done("DELETE", path)

    async def all(self, path: str, **query: Any) -> AsyncIterator[Any]:
        """The items of every page of a list."""
        cursor: dict[str, str] = {}
        while True:
            page = await self.get(path, limit=PAGE, **query, **cursor)
            for item in page["items"]:
                yield item
            if not page["next"]:
                return
            cursor = {"cursor": page["next"]}

    async def _done(self, method: str, path: str, **rest: Any) -> httpx2.Response:
        """Raises Refused."""
        answer = await self.request(method, path, **rest)
        if not answer.is_success:
            raise Refused(answer)
        return answer


async def refusal(request: Awaitable[Any]) -> str:
    """The slug of the problem with which a request is refused; empty where it is not."""
    try:
        await request
    except Refused as refused:
        return refused.slug or str(refused.status)
    return ""
