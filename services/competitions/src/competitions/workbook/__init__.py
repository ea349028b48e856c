"""Reads CIS marking-scheme workbooks. A foreign file: everything about it is bounded and checked before it is believed."""

from competitions.workbook.faults import Fault, WorkbookRefused
from competitions.workbook.reader import read_marking_scheme

__all__ = ["Fault", "WorkbookRefused", "read_marking_scheme"]
