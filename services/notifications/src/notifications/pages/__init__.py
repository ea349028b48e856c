"""The pages of the inbox."""

from collections.abc import Sequence

from fastapi import APIRouter

from notifications.pages import inbox, letters, preferences, preview, unsubscribing

ROUTERS: Sequence[APIRouter] = (preferences.router, unsubscribing.router, preview.router, letters.router, inbox.router)
