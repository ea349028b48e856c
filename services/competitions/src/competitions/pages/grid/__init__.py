"""The grid of a sub-criterion: its competitors and aspects on one page."""

from competitions.pages.grid.showing import router

__all__ = ["router"]
