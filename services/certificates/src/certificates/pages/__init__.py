"""The pages of certificates, and the documents at their addresses."""

from collections.abc import Sequence

from fastapi import APIRouter

from certificates.pages import (
    about,
    achievements,
    certificate,
    designs,
    handed_over,
    holdings,
    issuers,
    issuing,
    listing,
    papers,
    register,
    sharing,
    standing,
    verifier,
)

ROUTERS: Sequence[APIRouter] = (
    holdings.router,
    standing.router,
    sharing.router,
    certificate.router,
    verifier.router,
    listing.router,
    issuing.router,
    achievements.router,
    about.router,
    papers.router,
    handed_over.router,
    register.router,
    designs.router,
    issuers.router,
)
