"""What our errors about papers, their designs and pictures become for those who ask."""

from collections.abc import Sequence
from typing import Any

from certificates.domain.designs.own import (
    BadDesign,
    BadDesignCode,
    DesignCodeTaken,
    DesignUsed,
    Fault,
    PrintingBusy,
    TooManyDesigns,
    UnknownDesign,
)
from certificates.domain.issuer import NoSuchPicture
from certificates.domain.picture import BadPicture
from certificates.domain.picture import Fault as PictureFault
from certificates.domain.register import NothingToPrint, TooManyToPrint
from shared.web.i18n import Gettext
from shared.web.problems import Explanation, ProblemType


def _no_file(_: Gettext) -> Sequence[Explanation]:
    return _one("/file", _("No file was chosen, or there is nothing in it."), _("Choose the file again."))


def _no_picture(_error: Any, _: Gettext) -> Sequence[Explanation]:
    return _one("of", _("The organisation has no picture of this."), _("Upload one on the page of the organisation."))


def _bad_picture(error: BadPicture, _: Gettext) -> Sequence[Explanation]:
    if error.fault is PictureFault.NOTHING:
        return _no_file(_)
    said = {
        PictureFault.NO_PICTURE: _("This is neither an SVG nor a PNG."),
        PictureFault.TOO_LARGE: _("The file is too large: a PNG may have 1 MB, an SVG 300 kB."),
        PictureFault.TOO_MANY_PIXELS: _("The picture is wider or higher than 4,000 pixels."),
        PictureFault.TOO_MANY_SHAPES: _("The SVG has too many shapes, or too many within one another."),
        PictureFault.ENTITIES: _("The SVG declares entities of its own."),
        PictureFault.SCRIPT: _("The SVG has a script in it."),
        PictureFault.LINK: _("The SVG leads to something outside of itself, or draws it."),
        PictureFault.TEXT: _("The SVG has text in it, whose letters others do not have."),
        PictureFault.STYLE: _("The SVG has a style sheet that is more than colours of classes."),
        PictureFault.EFFECT: _("The SVG draws by an effect: a shadow, a blur or an arrowhead."),
        PictureFault.ELEMENT: _("The SVG has something in it that a printed picture does not need."),
        PictureFault.DAMAGED: _("The file is damaged."),
    }[error.fault]
    smaller = {PictureFault.TOO_LARGE, PictureFault.TOO_MANY_PIXELS}
    plain = _("Save it as a plain SVG with letters turned into paths, or as a PNG.")
    return _one("/file", _named(said, error.name), _("Make it smaller.") if error.fault in smaller else plain)


def _bad_design(error: BadDesign, _: Gettext) -> Sequence[Explanation]:
    if error.fault is Fault.NOTHING:
        return _no_file(_)
    said = {
        Fault.NO_ARCHIVE: _("This is no zip that can be read."),
        Fault.TOO_LARGE: _("The zip is larger than 1 MB."),
        Fault.UNPACKS_TOO_LARGE: _("The zip unpacks to more than 3 MB."),
        Fault.TOO_MANY_FILES: _("More than 20 files are in the zip."),
        Fault.FILE_NAME: _("A design has no such file."),
        Fault.MISSING: _("A file is missing."),
        Fault.MANIFEST: _("The manifest is not as it should be."),
        Fault.PICTURE: _("A picture of the design is refused."),
        Fault.TEMPLATE: _("The template does not stand."),
        Fault.FILE: _("The template reads a file that is not its own."),
        Fault.PACKAGE: _("The template imports a package."),
        Fault.SLOW: _("The template takes too long: it may never end."),
        Fault.MEMORY: _("The template takes too much memory."),
        Fault.PAGES: _("A certificate is one page, and this makes several."),
    }[error.fault]
    return _one(
        "/file", _named(said, error.name), _("Mend it and bring it along again. What was there stays as it is.")
    )


def _unknown_design(_error: Any, _: Gettext) -> Sequence[Explanation]:
    return _one("/design", _("There is no such design."), _("Take one from the list of designs."))


def _bad_design_code(_error: Any, _: Gettext) -> Sequence[Explanation]:
    message = _("This cannot be the code of a design.")
    return _one("/code", message, _("Use small Latin letters, digits and hyphens, such as our-diploma."))


def _design_code_taken(_error: Any, _: Gettext) -> Sequence[Explanation]:
    message = _("A design that every organisation has is called so.")
    return _one("/code", message, _("Choose another code for yours."))


def _too_many_designs(error: TooManyDesigns, _: Gettext) -> Sequence[Explanation]:
    message = _("The organisation has {n} designs of its own, and no more may be.", n=error.most)
    return _one("/file", message, _("Delete one first, or replace it under its code."))


def _design_used(error: DesignUsed, _: Gettext) -> Sequence[Explanation]:
    message = _("Achievements are printed in it: {codes}.", codes=", ".join(error.by))
    return _one("", message, _("Choose another design for them first."))


def _printing_busy(_error: Any, _: Gettext) -> Sequence[Explanation]:
    return _one("", _("Too many documents are being made at once."), _("Try again in a minute."))


def _nothing_to_print(_error: Any, _: Gettext) -> Sequence[Explanation]:
    message = _("No certificate in force has one of these numbers.")
    return _one("/first", message, _("Look the numbers up in the register."))


def _too_many_to_print(error: TooManyToPrint, _: Gettext) -> Sequence[Explanation]:
    message = _("These are too many for one paper.")
    return _one("/last", message, _("Print {n} numbers at a time at most.", n=error.most))


def _named(said: str, name: str) -> str:
    return f"{said} ({name})" if name else said


def _one(where: str, message: str, fix: str) -> Sequence[Explanation]:
    return [Explanation(where=where, message=message, fix=fix)]


PROBLEMS: Sequence[ProblemType] = (
    ProblemType(BadDesign, "design-refused", 422, "The design is refused", _bad_design),
    ProblemType(UnknownDesign, "design-unknown", 404, "There is no such design", _unknown_design),
    ProblemType(BadDesignCode, "design-code-invalid", 422, "The code cannot be used", _bad_design_code),
    ProblemType(DesignCodeTaken, "design-code-taken", 409, "The code is taken", _design_code_taken),
    ProblemType(TooManyDesigns, "too-many-designs", 409, "There are too many designs", _too_many_designs),
    ProblemType(DesignUsed, "design-used", 409, "The design is in use", _design_used),
    ProblemType(PrintingBusy, "printing-busy", 503, "The document could not be made now", _printing_busy),
    ProblemType(NothingToPrint, "nothing-to-print", 404, "There is nothing to print", _nothing_to_print),
    ProblemType(TooManyToPrint, "too-many-to-print", 422, "These are too many for one paper", _too_many_to_print),
    ProblemType(NoSuchPicture, "picture-unknown", 404, "There is no such picture", _no_picture),
    ProblemType(BadPicture, "picture-refused", 422, "The picture is refused", _bad_picture),
)
