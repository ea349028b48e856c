"""The door is opened in a real browser, as the other pages are."""

from tests.competitions.pages.conftest import open_page

__all__ = ["open_page"]
