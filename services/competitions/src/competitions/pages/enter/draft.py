"""What was typed in the steps, until it is sent: in a sealed cookie, so that the server keeps nothing of who breaks off."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID, uuid4

from starlette.requests import Request
from starlette.responses import Response

from competitions.api.entering.applying import EnterIn, GuardianIn, PersonallyIn
from competitions.api.entering.own_teams import EnterTeamIn
from competitions.api.schemas import Member
from competitions.domain.categories.belonging import Said
from competitions.domain.categories.groups import Status
from competitions.domain.consents.records import Decision, Purpose
from competitions.domain.entering.own import TooLongTogether
from competitions.domain.entering.teams import MOST_MEMBERS
from competitions.domain.own.teams import Part
from competitions.domain.records.publicity import PublicItem
from competitions.queries.consenting.questions import Question
from shared.identity.principal import Principal
from shared.identity.sealing import CookieTooLarge, Sealed
from shared.ids import derive
from shared.web.forms import Typed, body_of, read
from shared.web.schemas import In, Short

COOKIE: Final = "entry"
SECONDS: Final = 2 * 3600
WARD: Final = "ward"
"""For somebody whose guardian is signed in; a known one by the id instead."""
MYSELF: Final = "myself"
PEOPLE: Final = ("applicant", "ward", "guardian")
TEAM: Final = ("name", "people", "mentor")
"""What is said of a team, besides who enters it."""
ANSWERS: Final = frozenset(
    [*(f"answers-{purpose}" for purpose in Purpose), *(f"answers-publication-{item}" for item in PublicItem)]
)
KNOWN: Final = ANSWERS.union(
    ("whom", "member", "skill_id", "status", "category", "name"),
    (f"{who}-{name}" for who in ("applicant", "ward") for name in PersonallyIn.model_fields),
    (f"{who}-{name}" for who in ("guardian", "mentor") for name in GuardianIn.model_fields),
    (f"people-{n}-{name}" for n in range(MOST_MEMBERS) for name in PersonallyIn.model_fields),
    (f"people-{n}-guardian-{name}" for n in range(MOST_MEMBERS) for name in GuardianIn.model_fields),
)
SAID: Final = frozenset({"given", "refused"})
WHO_IT_IS: Final = ("whom", "ward-family_name", "ward-given_name", "ward-patronymic", "ward-birth_date")


class ChosenSkill(In):
    skill_id: UUID


class ChosenMember(In):
    member: Member


class ChosenCategory(In):
    status: Status | None = None
    category: Short | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    championship_id: UUID
    account: str
    once: str
    """With what is entered it names the entry: a form that is sent twice enters once."""
    typed: Mapping[str, str]
    """Fields by their names: of people as in the API's body, `whom`, `member`, `skill_id`, and an answer a purpose."""
    shown: Mapping[str, str]
    """By purpose, how the text began to be hashed that was answered."""

    def __getitem__(self, name: str) -> str:
        return self.typed.get(name, "")

    @property
    def registration_id(self) -> UUID:
        """Another one for another person or skill."""
        return derive(
            "own entry", self.account, str(self.championship_id), self.once, self["skill_id"], *_who(self.typed)
        )

    def with_fields(self, sent: Typed, *of: str) -> "Draft":
        """Instead of the fields that begin with one of `of`: those that are known. What was said of somebody else goes."""
        new = {name: text.strip() for name, text in sent.items() if _begins(name, of) and _is_known(name, text)}
        typed = {**_without(self.typed, *of), **new}
        if typed.get("whom", "") != self["whom"]:
            typed = _without(typed, "ward", "guardian", "answers", "status", "category", "skill_id", *TEAM)
        elif _who(typed) != _who(self.typed):
            typed = _without(typed, "answers", "category")
        return replace(self, typed=typed)

    def whom(self) -> dict[str, Any]:
        """As in the API's body. Raises Mistyped."""
        body = body_of(self.typed, PEOPLE)
        if self["whom"] not in {"", MYSELF, *Part}:
            body["is_ward"] = True
            if self["whom"] != WARD:
                body["ward_id"] = self["whom"]
        return body

    @property
    def part(self) -> Part | None:
        """Of who is signed in, in a team that they enter; None: they enter one person."""
        return Part(self["whom"]) if self["whom"] in set(Part) else None

    def body(self, language: str, read_texts: Mapping[Purpose, str]) -> EnterIn:
        """`read_texts`: the hashes of those that were answered. Raises Mistyped."""
        return read(EnterIn, {**self.whom(), **self._rest(EnterIn, language, read_texts)})

    def body_of_team(self, language: str, read_texts: Mapping[Purpose, str]) -> EnterTeamIn:
        """The same of a team. Raises Mistyped."""
        whom = {name: said for name, said in self.whom().items() if name in EnterTeamIn.model_fields}
        team = {**body_of(self.typed, TEAM), "part": self["whom"]}
        return read(EnterTeamIn, {**whom, **team, **self._rest(EnterTeamIn, language, read_texts)})

    def _rest(self, of: type[In], language: str, read_texts: Mapping[Purpose, str]) -> dict[str, Any]:
        answers = [self._answer(purpose, read_texts.get(purpose)) for purpose in Purpose if self.said(purpose)]
        known = {name: self.typed[name] for name in of.model_fields if name in self.typed}
        return {**known, "answers": answers, "language": language}

    @property
    def chosen_skill(self) -> UUID:
        """Raises Mistyped."""
        return read(ChosenSkill, {"skill_id": self["skill_id"]}).skill_id

    @property
    def of_entry(self) -> Said:
        """Raises Mistyped."""
        found = read(ChosenCategory, body_of(self.typed, ChosenCategory.model_fields))
        return Said(found.status, found.category)

    @property
    def chosen_member(self) -> str:
        """Raises Mistyped."""
        return read(ChosenMember, {"member": self["member"]}).member

    def answers(self, questions: Iterable[Question]) -> Mapping[Purpose, str]:
        """`given`, `refused` or nothing, for each purpose that is asked: as it is chosen here, else as it was answered before."""
        return {one.purpose: self.said(one.purpose) or _standing(one) for one in questions}

    def _answer(self, purpose: Purpose, text: str | None) -> dict[str, Any]:
        items = [item for item, said in self._items().items() if said == "given"]
        return {
            "purpose": purpose,
            "decision": self.said(purpose),
            "items": items if purpose is Purpose.PUBLICATION else [],
            "text_sha256": text,
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
    given = question.standing is not None and question.standing.decision is Decision.GIVEN
    return Decision.GIVEN.value if given else ""


def _who(typed: Typed) -> tuple[str, ...]:
    team = sorted((name, text) for name, text in typed.items() if _begins(name, TEAM))
    return (*(typed.get(name, "") for name in WHO_IT_IS), *(text for pair in team for text in pair))


def _without(typed: Typed, *groups: str) -> dict[str, str]:
    return {name: text for name, text in typed.items() if not _begins(name, groups)}


def _begins(name: str, groups: Collection[str]) -> bool:
    return name.partition("-")[0] in groups


def _is_known(name: str, text: str) -> bool:
    return name in KNOWN and bool(text.strip()) and (name not in ANSWERS or text in SAID)


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


def keep(request: Request, response: Response, draft: Draft, field: str) -> Response:
    """`field`: of the step that was filled in. Raises TooLongTogether."""
    content = {
        "in": str(draft.championship_id),
        "of": draft.account,
        "once": draft.once,
        "typed": dict(draft.typed),
        "shown": dict(draft.shown),
    }
    try:
        Sealed(request.app.state.settings).set(response, COOKIE, content, SECONDS, is_packed=True)
    except CookieTooLarge:
        raise TooLongTogether(field) from None
    return response


def drop(request: Request, response: Response) -> Response:
    """It is sent: the next entry begins anew."""
    Sealed(request.app.state.settings).drop(response, COOKIE)
    return response
