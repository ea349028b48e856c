"""What was typed in the steps, until it is sent: in a sealed cookie, so that the server keeps nothing of who breaks off."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID, uuid4

from starlette.requests import Request
from starlette.responses import Response

from competitions.api.entering.applying import EnterIn
from competitions.domain.consents.records import Decision, Purpose
from competitions.domain.records.publicity import PublicItem
from competitions.queries.consenting.questions import Question
from shared.identity.principal import Principal
from shared.identity.sealing import Sealed
from shared.ids import derive
from shared.web.forms import Typed, body_of, read
from shared.web.schemas import In

COOKIE: Final = "entry"
SECONDS: Final = 2 * 3600
WARD: Final = "ward"
"""For somebody whose guardian is signed in; a known one by the id instead."""
MYSELF: Final = "myself"
PEOPLE: Final = ("applicant", "ward", "guardian")


class ChosenSkill(In):
    skill_id: UUID


@dataclass(frozen=True, slots=True)
class Draft:
    championship_id: UUID
    account: str
    once: str
    """Names the entry: a form that is sent twice enters once."""
    typed: Mapping[str, str]
    """Fields by their names: of people as in the API's body, `whom`, `member`, `skill_id`, and an answer a purpose."""
    shown: Mapping[str, str]
    """By purpose, how the text began to be hashed that was answered."""

    def __getitem__(self, name: str) -> str:
        return self.typed.get(name, "")

    @property
    def registration_id(self) -> UUID:
        return derive("own entry", self.account, str(self.championship_id), self.once)

    def with_fields(self, sent: Typed, *of: str) -> "Draft":
        """Instead of the fields that begin with one of `of`."""
        kept = {name: text for name, text in self.typed.items() if name.partition("-")[0] not in of}
        new = {name: text for name, text in sent.items() if name.partition("-")[0] in of and text.strip()}
        return replace(self, typed={**kept, **new})

    def whom(self) -> dict[str, Any]:
        """As in the API's body. Raises Mistyped."""
        body = body_of(self.typed, PEOPLE)
        if self["whom"] not in {"", MYSELF}:
            body["is_ward"] = True
            if self["whom"] != WARD:
                body["ward_id"] = self["whom"]
        return body

    def body(self, language: str) -> EnterIn:
        """Raises Mistyped."""
        answers = [self._answer(purpose) for purpose in Purpose if self.said(purpose)]
        rest = {name: self.typed[name] for name in ("member", "skill_id") if name in self.typed}
        return read(EnterIn, {**self.whom(), **rest, "answers": answers, "language": language})

    @property
    def chosen_skill(self) -> UUID:
        """Raises Mistyped."""
        return read(ChosenSkill, {"skill_id": self["skill_id"]}).skill_id

    def answers(self, questions: Iterable[Question]) -> Mapping[Purpose, str]:
        """`given`, `refused` or nothing, for each purpose that is asked: as it is chosen here, else as it was answered before."""
        return {one.purpose: self.said(one.purpose) or _standing(one) for one in questions}

    def _answer(self, purpose: Purpose) -> dict[str, Any]:
        items = [item for item, said in self._items().items() if said == "given"]
        return {
            "purpose": purpose,
            "decision": self.said(purpose),
            "items": items if purpose is Purpose.PUBLICATION else [],
        }

    def said(self, purpose: Purpose) -> str:
        """`given`, `refused`, or nothing; what may be shown is given where one item is."""
        if purpose is not Purpose.PUBLICATION:
            return self[f"answers-{purpose}"]
        said = set(self._items().values())
        return "given" if "given" in said else "refused" if "refused" in said else ""

    def _items(self) -> Mapping[PublicItem, str]:
        return {item: self[f"answers-publication-{item}"] for item in PublicItem}


def _standing(question: Question) -> str:
    given = question.answer is not None and question.answer.decision is Decision.GIVEN
    return Decision.GIVEN.value if given else ""


def draft_of(request: Request, championship_id: UUID, by: Principal) -> Draft:
    """The one in the browser, where it is of this account and championship; else a new one."""
    known = Sealed(request.app.state.settings).get(request, COOKIE) or {}
    if (known.get("in"), known.get("of")) == (str(championship_id), by.account):
        return Draft(championship_id, by.account, known["once"], known["typed"], known["shown"])
    return Draft(championship_id, by.account, uuid4().hex, {}, {})


def begun(request: Request, by: Principal) -> Draft | None:
    """The entry that this account has begun in this browser."""
    known = Sealed(request.app.state.settings).get(request, COOKIE) or {}
    if known.get("of") != by.account:
        return None
    return draft_of(request, UUID(known["in"]), by)


def keep(request: Request, response: Response, draft: Draft) -> Response:
    content = {
        "in": str(draft.championship_id),
        "of": draft.account,
        "once": draft.once,
        "typed": dict(draft.typed),
        "shown": dict(draft.shown),
    }
    Sealed(request.app.state.settings).set(response, COOKIE, content, SECONDS)
    return response
