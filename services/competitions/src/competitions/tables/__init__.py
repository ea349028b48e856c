"""Tables of awards as people and programs write them: workbooks, CSV and JSON Lines, read a row at a time."""
