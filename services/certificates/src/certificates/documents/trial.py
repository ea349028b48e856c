"""A picture of an issuer is set before it is kept, apart: typst ends the whole process at some that no reader of SVG refuses, and every
certificate of the issuer would have it on its sheet.
"""

from typing import Final

from certificates.documents.pdf import STANDARDS
from certificates.documents.sandbox import Job, Sandbox
from certificates.domain.designs.own import BadDesign
from certificates.domain.designs.own import Fault as DesignFault
from certificates.domain.picture import BadPicture, Fault

_SHEET: Final = b"""#set document(title: "-")
#set page(width: 200mm, height: auto)
#for side in (8mm, 30mm, 160mm) {
  box(width: side, height: side, image("picture.svg", width: 100%, height: 100%, fit: "contain", alt: "-"))
}
"""
"""As small and as large as designs show one."""


async def check_drawn(sandbox: Sandbox, svg: bytes) -> None:
    """Raises BadPicture where it cannot be set in PDF and PNG; PrintingBusy."""
    files = {"main": _SHEET, "picture.svg": svg}
    pdf = Job(files, {"format": "pdf", "pdf_standards": list(STANDARDS), "timestamp": 0})
    try:
        await sandbox.made([pdf, Job(files, {"format": "png", "ppi": 72})])
    except BadDesign as refusal:
        raise BadPicture(Fault.TOO_MANY_SHAPES if refusal.fault is DesignFault.SLOW else Fault.DAMAGED) from None
