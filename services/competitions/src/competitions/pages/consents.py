"""The organiser's pages of consents: who lacks what, asking, and what is signed on paper."""

from dataclasses import replace
from typing import Annotated, Literal
from uuid import UUID, uuid4

from fastapi import APIRouter, Form
from pydantic import Field
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.access import held_by
from competitions.api.deps import TheApp
from competitions.commands.consents import Said, ask, enter_paper
from competitions.commands.keeping.scans import enter_signed
from competitions.domain.consents.records import Decision, Purpose
from competitions.domain.records.publicity import PublicItem
from competitions.domain.refusal import Refusal
from competitions.pages.consenting.form import YesOrNo, said_of_items
from competitions.pages.held import HolderOfChampionship, HolderOfEntry
from competitions.pages.preparation.frame import render
from competitions.pages.preparation.uploading import attached
from competitions.queries.consents import consents_of_registration, rules_for
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.forms import Mistyped, Typed, body_of, read
from shared.web.schemas import Day, In

router = APIRouter(prefix="/championships/{championship_id}/consents", include_in_schema=False)


class Selected(In):
    """Whom to ask or remind; nobody ticked: all who lack something."""

    subject: tuple[UUID, ...] = ()
    once: UUID | None = None
    """Pressed twice, it tells twice what came of it."""


class Paper(In):
    giver: UUID
    purpose: Purpose
    decision: Decision
    publication: dict[PublicItem, YesOrNo] = Field(default_factory=dict)
    """For what is public: item by item, and an item without an answer is not shown."""
    language: Literal["ru", "en"] = "ru"
    signed_on: Day | None = None

    def said(self) -> Said:
        """No item named is the domain's refusal."""
        if (self.purpose, self.decision) != (Purpose.PUBLICATION, Decision.GIVEN):
            return Said(self.decision, signed_on=self.signed_on)
        return replace(said_of_items(self.publication), decision=self.decision, signed_on=self.signed_on)


@router.post("/requests")
async def remind(
    championship_id: UUID, selected: Annotated[Selected, Form()], by: HolderOfChampionship, app: TheApp
) -> Response:
    done = await ask(app, championship_id, selected.subject or None, by, selected.once)
    told = (
        f"asked={done.asked}&too_soon={done.too_soon}&too_late={done.too_late}&without_guardian={done.without_guardian}"
    )
    return redirect(f"/championships/{championship_id}/consents?{told}")


@router.get("/requests")
async def asked(championship_id: UUID, _by: HolderOfChampionship) -> Response:
    """Where the form was sent to, opened again."""
    return redirect(f"/championships/{championship_id}/consents")


@router.get("/{registration_id}")
async def one(
    championship_id: UUID,
    registration_id: UUID,
    request: Request,
    by: HolderOfEntry,
    app: TheApp,
    person: UUID | None = None,
) -> HTMLResponse:
    """`person`: which of a team's members."""
    return await _render(request, app, championship_id, registration_id, by, person)


@router.post("/{registration_id}")
async def paper(
    championship_id: UUID,
    registration_id: UUID,
    request: Request,
    by: HolderOfEntry,
    app: TheApp,
    person: UUID | None = None,
) -> Response:
    sent = await attached(request, "scan")
    try:
        entered = read(Paper, body_of(sent.typed, tuple(Paper.model_fields)))
        said = (entered.purpose, entered.said())
        if sent.content:
            scan = (sent.form_id, sent.content)
            await enter_signed(app, registration_id, entered.giver, said, entered.language, scan, by, person)
        else:
            await enter_paper(app, registration_id, entered.giver, dict([said]), entered.language, by, person)
    except (Refusal, Mistyped) as refusal:
        return await _render(request, app, championship_id, registration_id, by, person, refusal, sent.typed)
    which = f"&person={person}" if person else ""
    return redirect(f"/championships/{championship_id}/consents/{registration_id}?kept{which}")


async def _render(
    request: Request,
    app: App,
    championship_id: UUID,
    registration_id: UUID,
    by: Principal,
    person: UUID | None,
    refusal: Exception | None = None,
    typed: Typed | None = None,
) -> HTMLResponse:
    row = await consents_of_registration(app, registration_id, by, person)
    championship = await held_by(app, championship_id, by)
    return render(
        request,
        "consents-of-person",
        championship,
        by,
        refusal=refusal,
        rules=await rules_for(app, championship, row.person.id),
        row=row,
        typed=typed or {},
        once=uuid4(),
        kept="kept" in request.query_params,
    )
