"""What an issuer puts on its certificates beside its name: who signs, its pictures, its licence. What is not known leaves no gap."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from certificates.documents.rasters import in_svg
from certificates.documents.settable import UNKNOWN, Look, Picture
from certificates.domain import issuer as of_issuer
from certificates.domain.designs.own import OwnDesign
from certificates.domain.issuer import Issuer, PictureKind
from shared.web.i18n import Language, texts


@dataclass(frozen=True, slots=True)
class Letterhead:
    issuer: Issuer
    pictures: Mapping[of_issuer.Picture, bytes] = field(default_factory=dict)
    """The files of those that it has."""
    design: OwnDesign | None = None
    """Its own, where the achievement names it."""

    def look(self, medal: str | None) -> Look:
        logo, facsimile, seal = map(self._picture, ("LOGO", "FACSIMILE", "SEAL"))
        colour = self.issuer.about.colour or UNKNOWN.colour
        return Look(colour, medal, logo=logo, facsimile=facsimile, seal=seal)

    def words(self, language: Language) -> Mapping[str, str]:
        _, about = texts("certificates", language), self.issuer.about
        return {
            "signatory_name": about.signatory.in_language(language) if about.signatory else "",
            "signatory_post": about.post.in_language(language) if about.post else "",
            "place": about.place.in_language(language) if about.place else "",
            "licence": _("Licence: {licence}", licence=about.licence) if about.licence else "",
            "logo_alt": _("The organisation’s emblem"),
            "facsimile_alt": _("Facsimile of the signature"),
            "seal_alt": _("The organisation’s seal"),
        }

    def _picture(self, name: str) -> Picture | None:
        of = of_issuer.Picture[name]
        kept, content = self.issuer.picture(of), self.pictures.get(of)
        if kept is None or not content:
            return None
        return Picture("svg", in_svg(content) if kept.kind is PictureKind.PNG else content)
