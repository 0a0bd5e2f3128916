"""A figure's table as CSV that a spreadsheet opens as text and numbers, and never runs."""

from __future__ import annotations

import csv
import io
import re
from datetime import date

from yarrow.console.insight.figure import Cell, Column, Figure

# What a spreadsheet takes for the beginning of a formula, the wide forms of other keyboards among them.
STARTS = "=+\\-@＝＋－＠"
# At the beginning (spaces and what cannot be seen do not count), or behind anything that may part cells or lines where
# the file is opened with other settings.
FORMULA = re.compile(rf"(^|[,;|\t\r\n])([\s\"'\u200b\ufeff]*)(?=[{STARTS}])")
CONTROLS = re.compile(r"^[\t\r\n]")
UNITS = {"percent": "%", "seconds": "seconds"}
# Tells Excel that the file is UTF-8.
MARK = "\ufeff"


def spreadsheet(figure: Figure) -> bytes:
    """The table with its headings, every cell in quotes."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow([harmless(_heading(column)) for column in figure.columns])
    writer.writerows([_plain(cell) for cell in row] for row in figure.rows)
    return (MARK + out.getvalue()).encode()


def harmless(text: str) -> str:
    """The text with an apostrophe before whatever could begin a formula; all else stays as it is."""
    kept = FORMULA.sub(lambda found: f"{found.group(1)}'{found.group(2)}", text)
    return f"'{kept}" if CONTROLS.match(kept) else kept


def _heading(column: Column) -> str:
    unit = UNITS.get(column.unit)
    return f"{column.label} ({unit})" if unit else column.label


def _plain(cell: Cell) -> str | int | float:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    return harmless(cell) if isinstance(cell, str) else cell
