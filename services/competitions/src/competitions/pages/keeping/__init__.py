"""What the law asks for of consents, on the organiser's pages: who lacks what, texts, scans, whose data goes by itself."""

from competitions.pages.keeping import blanks, consents, erasures, reading_scans, scans, texts

ROUTERS = (
    consents.exports,
    consents.router,
    blanks.router,
    texts.router,
    erasures.exports,
    erasures.router,
    reading_scans.router,
    scans.router,
)

__all__ = ["ROUTERS"]
