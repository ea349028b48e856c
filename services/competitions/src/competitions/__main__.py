from competitions.api import api
from competitions.settings import Settings
from competitions.store import COLLECTIONS
from competitions.wiring import wire
from competitions.worker import loops
from shared.process import Service

SERVICE = Service("competitions", settings=Settings, wire=wire, api=api, collections=COLLECTIONS, loops=loops)

if __name__ == "__main__":
    SERVICE.cli()()
