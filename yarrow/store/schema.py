"""Every table of the database, whichever part it belongs to: for migrations and their check."""

from yarrow.store import attendance_tables, case_tables, line_tables, notice_tables, staff_tables, work_tables
from yarrow.store.tables import metadata

__all__ = [
    "attendance_tables",
    "case_tables",
    "line_tables",
    "metadata",
    "notice_tables",
    "staff_tables",
    "work_tables",
]
