"""`python -m competitions.workbook`: the reader that `apart` starts. Takes an order and a workbook, answers with a scheme."""

import sys

from competitions.workbook.apart import serve_one

sys.exit(serve_one(sys.stdin.buffer, sys.stdout.buffer))
