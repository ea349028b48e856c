"""What takes place when and where: for its organiser to plan, for everybody to read, for calendars to keep."""

from competitions.pages.scheduling import editing, files, own, showing

ROUTERS = (showing.router, editing.router, files.router, own.router)

__all__ = ["ROUTERS"]
