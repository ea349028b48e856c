"""The pages of certificates, and the documents at their addresses."""

from collections.abc import Sequence

from fastapi import APIRouter

from certificates.pages import (
    about,
    achievements,
    blank,
    certificate,
    designs,
    handed_over,
    holdings,
    issuers,
    issuing,
    listing,
    papers,
    reissue,
    sharing,
    standing,
    verifier,
)
from certificates.pages.register import acts, blanks, choosing, exporting, looking, tables

ROUTERS: Sequence[APIRouter] = (
    holdings.router,
    standing.router,
    reissue.router,
    blank.router,
    sharing.router,
    certificate.router,
    verifier.router,
    listing.router,
    issuing.router,
    achievements.router,
    about.router,
    papers.router,
    handed_over.router,
    choosing.router,
    acts.router,
    tables.router,
    blanks.router,
    exporting.router,
    looking.router,
    designs.router,
    issuers.router,
)
