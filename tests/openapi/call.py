"""Run by the generator's own Python: `call.py FOLDER PACKAGE MODULE ORIGIN TOKEN` makes one call with a generated client."""

import importlib
import sys

folder, package, module, origin, token = sys.argv[1:]
sys.path.insert(0, folder)
made = importlib.import_module(package)
operation = importlib.import_module(f"{package}.api.{module}")
answer = operation.sync_detailed(client=made.AuthenticatedClient(base_url=origin, token=token))
print(answer.status_code.value, type(answer.parsed).__name__)
