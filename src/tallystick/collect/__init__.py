"""Collect: what somebody published, in whatever file it came, read into `Report` records.

    read_file       one file → its reports, and a refusal for each part that could not be read
    list_files      the files of a folder, in a fixed order
    ColumnMapping   which columns of a table hold the text, the date, the publisher
    Ledger          what an import took in, had already, refused and why
    read_workbook_rows   the bare rows of a workbook, for lists of people

Nothing here opens a socket (only `fetch` does, when asked) and no file can crash, hang or fill the machine:
formats with complicated parsers are read in a limited process of their own (`sandbox`).
"""

from tallystick.collect.columns import ColumnMapping
from tallystick.collect.files import list_files, read_file
from tallystick.collect.ledger import Ledger
from tallystick.collect.workbook import read_workbook_rows

__all__ = ["ColumnMapping", "Ledger", "list_files", "read_file", "read_workbook_rows"]
