"""How texts and pages name an organisation."""

from competitions.wiring import App


async def operator_of(app: App, code: str, language: str) -> str:
    """How a text of consents names it: the short name while nothing else is known."""
    known = await app.organisations.of(code)
    return known.about.told(language) if known else code


async def name_of(app: App, code: str, language: str) -> str:
    known = await app.organisations.of(code)
    return known.about.name.in_language(language) if known else code
