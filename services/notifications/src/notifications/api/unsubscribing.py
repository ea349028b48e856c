"""Switching a category off from a letter, without signing in (RFC 8058)."""

from typing import Annotated

from fastapi import APIRouter, Path

from notifications.api.deps import PREFIX, Anyone, TheApp
from notifications.commands.preferences import unsubscribe
from notifications.domain.preferences import Category, Channel
from notifications.domain.unsubscribing import TokenInvalid
from shared.web.problems import problems
from shared.web.schemas import Out

router = APIRouter(prefix=PREFIX, tags=["preferences"], dependencies=[Anyone])

Token = Annotated[str, Path(max_length=200)]


class UnsubscribedOut(Out):
    category: Category
    channel: Channel


@router.post(
    "/unsubscribe/{token}", summary="One click: no more letters of this kind", responses=problems(TokenInvalid)
)
async def unsubscribe_by_token(token: Token, app: TheApp) -> UnsubscribedOut:
    """The token stands in the letter. Only a POST changes anything, because mail scanners follow links."""
    done = await unsubscribe(app, token)
    return UnsubscribedOut(category=done.category, channel=done.channel)
