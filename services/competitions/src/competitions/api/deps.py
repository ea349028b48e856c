"""What routes ask for beside `shared.web.deps`: the wired application, and who stands at the door of a championship."""

from typing import Annotated

from fastapi import Depends

from competitions.wiring import App
from shared.identity.principal import Principal, Role, allow
from shared.web.deps import the_app

TheApp = Annotated[App, Depends(the_app)]
Desk = Annotated[Principal, Depends(allow(Role.ORGANISER, Role.COORDINATOR))]
