"""Calculations as CIS itself writes them into its exports. The texts are invented."""

from typing import Any

from tests.competitions.workbook_maker import Scheme

COUNT = "NUM_POSSIBLE:::4.00000000#x~x#"
CHOICE = (
    "DEDUCTION_TYPE:::#x~x#PERCENT#-#CHOICE2_LABEL:::#x~x#one gap#-#CHOICE1_DEDUCTION:::0E-8#x~x##-#"
    "CHOICE1_LABEL:::#x~x#no gap#-#CHOICE2_DEDUCTION:::33.30000000#x~x##-#CHOICE3_LABEL:::#x~x#two gaps or more#-#"
    "CHOICE3_DEDUCTION:::100.00000000#x~x#"
)
RANGED = (
    "RANGE1_LOWER:::0E-8#x~x##-#DEDUCTION_TYPE:::#x~x#PERCENT#-#RANGE1_DEDUCTION:::0E-8#x~x##-#"
    "RANGE1_UPPER:::3.00000000#x~x##-#TARGET_VALUE:::0E-8#x~x##-#RANGE2_UPPER:::15.00000000#x~x##-#"
    "RANGE3_DEDUCTION:::#x~x##-#RANGE2_LOWER:::0E-8#x~x##-#RANGE2_DEDUCTION:::60.00000000#x~x##-#"
    "RANGE3_LOWER:::#x~x##-#RANGE3_UPPER:::#x~x#"
)
REGULAR = (
    "DEDUCTION_TYPE:::#x~x#UNIT#-#TARGET_VALUE:::0E-8#x~x##-#DIFFERENCE:::1.00000000#x~x##-#"
    "DIFFERENCE_TYPE:::#x~x#UNIT#-#DEDUCTION:::0.25000000#x~x#"
)


def export(*calculations: tuple[Any, ...], pointers: tuple[Any, ...]) -> bytes:
    """A workbook as CIS exports it: no heading row, names that may be empty, parameters in one text."""
    forms = {"A1": [("M", f"Aspect {place}", 1, pointer, 25) for place, pointer in enumerate(pointers)]}
    left = 100 - 25 * len(pointers)
    if left:
        forms["A2"] = [("M", "The rest", 1, None, left)]
    scheme = Scheme(sections=[(1, "All", 100)], criteria=[("A", "All", 100)], forms=forms, calculations=calculations)
    return scheme.xlsx()
