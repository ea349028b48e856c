"""An issuer that gives what no well-kept issuer gives."""

from collections.abc import Mapping
from http import HTTPStatus
from threading import Event
from typing import Any, Final

from localstack.token_issuer import TokenIssuer

OVER: Final = (400, {"error": "invalid_grant"})


class StrangeIssuer(TokenIssuer):
    """Answers as the test says, and notes what it was sent."""

    def __init__(self) -> None:
        super().__init__()
        self.answer: tuple[int, Any] = OVER
        self.has_heard = Event()
        """Of the end of a session."""
        self.sent: list[tuple[str, Mapping[str, str]]] = []

    def posted(self, path: str, form: Mapping[str, str]) -> tuple[int, Any]:
        self.sent.append((path, form))
        if path == "/revoke" and self.answer[0] == HTTPStatus.OK:
            self.has_heard.set()
        return self.answer

    def count(self, path: str) -> int:
        return sum(1 for sent, _ in self.sent if sent == path)
