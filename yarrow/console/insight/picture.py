"""A figure as a picture (SVG): drawn here, with no script in it and nothing loaded from anywhere."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from datetime import date
from typing import Any
from xml.etree import ElementTree

import pygal
from pygal.etree import etree

from yarrow.console.insight.figure import Cell, Figure, shortened
from yarrow.console.insight.ink import STYLE, patterns, rules

# pygal leaves an import hook behind that serves its plugins, which are not used here, and of which Python warns at
# every import that looks further than the usual places.
sys.meta_path[:] = [finder for finder in sys.meta_path if type(finder).__module__ != "pygal"]

SVG = "{http://www.w3.org/2000/svg}"
# Wide for a desk, narrow for a phone, so that the letters stay as large as they are meant.
WIDE, NARROW = 920, 430
ROW, FRAME, UPRIGHT, LOWEST = 19, 90, 360, 150
LONGEST_LABEL, LONGEST_NARROW = 34, 22
MOST_PRINTED = 40
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
KINDS: Mapping[str, Any] = {"bars": pygal.HorizontalBar, "stack": pygal.StackedBar, "upright": pygal.Bar}
PLAIN: Mapping[str, Any] = {
    "style": STYLE,
    "js": [],
    "no_prefix": True,
    "legend_at_bottom": True,
    "truncate_legend": -1,
    "truncate_label": -1,
    "print_zeroes": False,
    "print_values_position": "top",
    "no_data_text": "Nothing to draw yet",
    "min_scale": 2,
    "include_x_axis": True,
    "margin": 12,
    "spacing": 8,
}


def picture(figure: Figure, *, narrow: bool = False) -> bytes:
    """The picture of the figure. The numbers stand in its table; the picture says the same."""
    return _bare(_chart(figure, narrow=narrow).render_tree(), figure)


def _chart(figure: Figure, *, narrow: bool) -> Any:
    drawing = figure.drawing
    chart = KINDS[drawing.form](**_look(figure, narrow=narrow))
    lengthwise = drawing.form == "bars"
    # Lengthwise they are drawn from below.
    rows = figure.drawn[::-1] if lengthwise else figure.drawn
    chart.x_labels = [_label(figure, row, LONGEST_NARROW if narrow else LONGEST_LABEL) for row in rows]
    if not lengthwise and len(rows) > (4 if narrow else 8):
        chart.show_minor_x_labels = False
        chart.x_labels_major_count = 3 if narrow else 7
    for place in drawing.of:
        chart.add(figure.columns[place].label, [_number(row[place]) for row in rows])
    highest = max((_number(row[place]) or 0 for row in rows for place in drawing.of), default=0)
    if lengthwise and highest:
        chart.range = (0, highest * (1.35 if narrow else 1.15))  # room for the number at the end of the bar
    return chart


def _look(figure: Figure, *, narrow: bool) -> dict[str, Any]:
    drawing, rows = figure.drawing, len(figure.drawn)
    unit = figure.columns[drawing.of[0]]
    columns = 1 if narrow else min(3, len(drawing.of))
    legend = 24 * -(-len(drawing.of) // columns) if len(drawing.of) > 1 else 0
    height = FRAME + rows * (ROW * len(drawing.of) + 12) if drawing.form == "bars" else UPRIGHT
    return {
        **PLAIN,
        "width": NARROW if narrow else WIDE,
        "height": max(height, LOWEST) + legend,
        "margin_bottom": 12 + max(0, legend - 24),
        "css": ["file://style.css", "file://graph.css", f"inline:{rules(drawing.form)}"],
        "defs": patterns(),
        "show_legend": bool(legend),
        "legend_at_bottom_columns": columns,
        "print_values": drawing.form == "bars" and rows <= MOST_PRINTED,
        "value_formatter": lambda value: unit.shown(value if unit.unit != "many" else round(value)),
        "max_scale": 3 if narrow else 6,
    }


def _label(figure: Figure, row: tuple[Cell, ...], longest: int) -> str:
    place = figure.drawing.against
    cell = row[place]
    if isinstance(cell, date):
        return f"{cell.day} {cell:%b}"
    return shortened(figure.columns[place].shown(cell), longest)


def _number(cell: Cell) -> float | None:
    return cell if isinstance(cell, (int, float)) else None


def _bare(root: Any, figure: Figure) -> bytes:
    """The drawing without scripts, comments and links, named for those who cannot see it."""
    tree = ElementTree.fromstring(_serialised(root))  # noqa: S314 - drawn here a moment ago
    for parent in tree.iter():
        for child in list(parent):
            if child.tag in (f"{SVG}script", f"{SVG}desc"):
                parent.remove(child)
    named = tree.find(f"{SVG}title")
    if named is not None:
        named.text = figure.alternative
    tree.set("role", "img")
    ElementTree.register_namespace("", SVG.strip("{}"))
    drawn: bytes = ElementTree.tostring(tree, encoding="utf-8", xml_declaration=True)
    return drawn


def _serialised(root: Any) -> str:
    """The drawing as text; pygal draws with lxml where it is installed."""
    drawn: str = etree.tostring(root, encoding="unicode")
    return COMMENT.sub("", drawn)
