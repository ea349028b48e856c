from tests.competitions.pages.conftest import open_page

__all__ = ["open_page"]
