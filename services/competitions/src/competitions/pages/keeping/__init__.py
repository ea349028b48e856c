"""What the law asks for of consents, on the organiser's pages: who lacks what, texts, scans, whose data goes by itself."""

from competitions.pages.keeping import blanks, consents, erasures, scans, texts

ROUTERS = (consents.exports, consents.router, blanks.router, texts.router, erasures.router, scans.router, scans.readers)

__all__ = ["ROUTERS"]
