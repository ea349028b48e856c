"""What our errors about lists and files become for those who ask."""

from collections.abc import Mapping, Sequence
from typing import Final

from certificates.domain.verifying.presentation import MOST, FileFault, FileRefused, NothingPresented, TooManyPresented
from shared.web.i18n import Gettext
from shared.web.problems import Explanation, ProblemType


def _(text: str) -> str:
    return text


_AS_XLSX: Final = _("Send a PDF, PNG, JPEG, WebP, SVG, JSON, .xlsx, CSV or .zip.")
_IN_PARTS: Final = _("Send it in parts.")
_PHOTOGRAPH: Final = _("Photograph the square code on the paper from straight above, or type the id below it.")
WORDS: Final[Mapping[FileFault, tuple[str, str]]] = {
    FileFault.EMPTY: (_("There is nothing in the file."), _("Choose the file again.")),
    FileFault.UNKNOWN_KIND: (_("Files of this kind are not read here."), _AS_XLSX),
    FileFault.HEIC: (_("This is a photograph in the HEIC format."), _("Save it as JPEG, or take a screenshot of it.")),
    FileFault.BROKEN: (_("The file is damaged."), _("Ask for it once more, or open it and save it anew.")),
    FileFault.LOCKED: (_("The file has a password."), _("Save it without one, and send that.")),
    FileFault.TOO_LARGE: (_("The file is larger than 10 MB."), _IN_PARTS),
    FileFault.TOO_MANY: (_("More than 1,000 certificates are in it."), _IN_PARTS),
    FileFault.TOO_MANY_PIXELS: (_("The picture has more than 50 million pixels."), _("Make it smaller.")),
    FileFault.TOO_MANY_PAGES: (_("The PDF has more than 100 pages."), _IN_PARTS),
    FileFault.NO_CODE: (_("No code can be seen on the picture."), _PHOTOGRAPH),
    FileFault.SEVERAL_CODES: (_("Several codes are on one picture."), _("Photograph each of them alone.")),
    FileFault.NOTHING_IN_PDF: (_("The PDF has neither signed data nor a code on its pages."), _PHOTOGRAPH),
    FileFault.NO_CREDENTIAL: (
        _("The drawing has no signed data in it."),
        _("Send the PDF or a photograph of the code."),
    ),
    FileFault.DOCTYPE: (_("The drawing defines signs of its own, as no certificate does."), _("Ask for it once more.")),
    FileFault.NO_NUMBERS: (
        _("Nothing in it is the number of a certificate, an id or a code."),
        _("Put the numbers in one column, or one a line."),
    ),
    FileFault.UNPACKS_TOO_LARGE: (_("It unpacks to far more than certificates have."), _IN_PARTS),
    FileFault.TOO_MANY_FILES: (_("More than 1,000 files are in the archive."), _IN_PARTS),
    FileFault.ARCHIVE_IN_ARCHIVE: (_("It is an archive within an archive."), _("Unpack it, and send that.")),
    FileFault.OUT_OF_BOUNDS: (_("To read it takes too much time or memory."), _IN_PARTS),
}
"""What is wrong, and how to mend it."""


def told(fault: FileFault, _: Gettext) -> tuple[str, str]:
    message, fix = WORDS[fault]
    return _(message), _(fix)


def _refused(error: FileRefused, _: Gettext) -> Sequence[Explanation]:
    message, fix = told(error.fault, _)
    return [Explanation(where="files", message=f"{error.file}: {message}" if error.file else message, fix=fix)]


def _nothing(_error: NothingPresented, _: Gettext) -> Sequence[Explanation]:
    return [
        Explanation(
            where="files",
            message=_("Neither a file nor a number was given."),
            fix=_("Choose a file, or paste the numbers, one a line."),
        )
    ]


def _too_many(error: TooManyPresented, _: Gettext) -> Sequence[Explanation]:
    message = _("{count} certificates are more than the {most} that are checked at once.", count=error.count, most=MOST)
    return [Explanation(where="list", message=message, fix=_("Send them in parts."))]


PROBLEMS: Sequence[ProblemType] = (
    ProblemType(
        FileRefused,
        "file-refused",
        422,
        "The file cannot be checked",
        _refused,
        lambda error: {"fault": error.fault.value, "file": error.file or None},
    ),
    ProblemType(NothingPresented, "nothing-presented", 422, "A file or a number is needed", _nothing),
    ProblemType(TooManyPresented, "too-many-presented", 422, "There are too many at once", _too_many),
)
