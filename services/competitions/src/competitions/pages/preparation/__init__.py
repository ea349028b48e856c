"""The pages on which an organiser prepares a championship."""

from competitions.pages.preparation import (
    announcement,
    cancellation,
    edit,
    members,
    new,
    package,
    protests,
    publication,
    scheme,
    skill,
    skill_import,
    skills,
    workbooks,
)

ROUTERS = (
    new.router,
    package.router,
    edit.router,
    announcement.router,
    cancellation.router,
    skills.router,
    skill_import.router,
    members.router,
    skill.router,
    workbooks.router,
    scheme.router,
    publication.router,
    protests.router,
)

__all__ = ["ROUTERS"]
