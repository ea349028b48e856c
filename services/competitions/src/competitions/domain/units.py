"""Units in which things are measured, as they stand in the names of calculations: “Mast height, mm”."""

import re
from typing import Final

KNOWN: Final = frozenset(
    """
    мкм мм см дм м км мкг мг г кг т мл л мс с сек мин ч
    мм² см² м² мм³ см³ м³ мм2 см2 м2 мм3 см3 м3 м/с м/мин км/ч об/мин
    Н кН Н·м Нм Па кПа МПа бар мВ В кВ мкА мА А Вт кВт Ом кОм МОм Гц кГц МГц лк дБ мкФ шт шт.
    µm mm cm dm m km µg mg g kg t ml l L ms s sec min h
    mm² cm² m² mm³ cm³ m³ mm2 cm2 m2 mm3 cm3 m3 m/s m/min km/h rpm
    N kN N·m Nm Pa kPa MPa bar mV V kV µA mA A W kW Ω kΩ MΩ Hz kHz MHz lx dB µF pcs in ft
    ° °C °F °С % ‰
    """.split()  # noqa: SIM905 - read as a table
)
_LAST: Final = re.compile(r"[,(]\s*([^,()]+?)\s*\)?\s*$")


def unit_in(name: str) -> str | None:
    """What stands behind the last comma of the name, or in brackets at its end, where it is a unit."""
    found = _LAST.search(name)
    return found[1] if found and found[1] in KNOWN else None
