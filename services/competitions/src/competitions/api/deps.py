"""What routes ask for beside `shared.web.deps`: the wired application, who stands at the door, and who coordinates a school."""

from typing import Annotated

from fastapi import Depends

from competitions.wiring import App
from shared.identity.principal import Principal, Role, allow
from shared.web.deps import the_app

TheApp = Annotated[App, Depends(the_app)]
Desk = Annotated[Principal, Depends(allow(Role.ORGANISER, Role.COORDINATOR))]
WhoEnters = Desk
"""Who enters people: the organiser anybody, a school's coordinator the own people, which is asked behind this door."""
Coordinator = Annotated[Principal, Depends(allow(Role.COORDINATOR))]
"""Behind this door it is asked whose: who receives people on the site coordinates nobody's school."""
