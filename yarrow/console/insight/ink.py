"""How charts look: colours and patterns that tell rows apart without colour, light and dark, and nothing loaded."""

from __future__ import annotations

from pygal.style import Style

# (light, dark) of each row of a chart; told apart by the pattern too. In the order of urgency where levels are drawn.
COLOURS = (
    ("#8c1d18", "#ff8f85"),
    ("#c2571a", "#ffb27a"),
    ("#a98a00", "#e8cf5a"),
    ("#1d5c57", "#8fd0c6"),
    ("#3a6ea5", "#9cc4f2"),
    ("#6b5b95", "#c9bdf0"),
    ("#7a8783", "#a9b5b1"),
)
# Which of them rows beside one another take, in this order.
BESIDE = (3, 1, 5, 4, 2, 0, 6)
# What is drawn over each colour: dots, lines one way, lines the other way, nothing, upright lines, level lines, a grid.
STROKES = (
    '<circle cx="4" cy="4" r="1.6" class="dot"/>',
    '<path d="M-2 2l4-4M0 8l8-8M6 10l4-4" class="over"/>',
    '<path d="M-2 6l4 4M0 0l8 8M6-2l4 4" class="over"/>',
    "",
    '<path d="M4 0v8" class="over"/>',
    '<path d="M0 4h8" class="over"/>',
    '<path d="M4 0v8M0 4h8" class="over"/>',
)
FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif'
STYLE = Style(
    background="transparent",
    plot_background="transparent",
    font_family=FONT,
    label_font_size=15,
    major_label_font_size=15,
    legend_font_size=15,
    value_font_size=14,
    title_font_size=1,
    no_data_font_size=18,
    transition="0s",
    opacity="1",
    opacity_hover="1",
    colors=tuple(light for light, _ in COLOURS),
)


def patterns() -> list[str]:
    """One pattern for each row, to be put among the definitions of a drawing."""
    return [
        f'<pattern id="fill-{place}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<rect width="8" height="8" class="ground-{place}"/>{stroke}</pattern>'
        for place, stroke in enumerate(STROKES)
    ]


def rules(form: str) -> str:
    """The stylesheet of a chart of this form. Bars beside one another begin with the calm colours."""
    order = range(len(COLOURS)) if form == "stack" else BESIDE
    light = "".join(f".ground-{place}{{fill:{colour}}}" for place, (colour, _) in enumerate(COLOURS))
    dark = "".join(f".ground-{place}{{fill:{colour}}}" for place, (_, colour) in enumerate(COLOURS))
    fills = "".join(
        f".series .color-{row},.legends .color-{row},.color-{row}{{fill:url(#fill-{place});stroke:none}}"
        for row, place in enumerate(order)
    )
    lines = ".axis .line,.axis .guide.line,.axis .major.line,.axis path"
    words = "text,.legends .legend text,.axis text,.axis text.major,text.no_data"
    overlay = ",".join(f".text-overlay .color-{row} text" for row in range(len(COLOURS)))
    return (
        f"{light}{fills}.over{{stroke:#fff;stroke-width:1.4;stroke-opacity:.75;fill:none}}"
        ".dot{fill:#fff;fill-opacity:.8}"
        f"{words},{overlay}{{fill:#22302e;stroke:none}}{lines}{{stroke:#cfd8d4}}"
        ".text-overlay text{text-anchor:start;transform:translateX(5px)}"
        f"@media(prefers-color-scheme:dark){{{dark}.over{{stroke:#10100c}}.dot{{fill:#10100c}}"
        f"{words},{overlay}{{fill:#e9eeec;stroke:none}}{lines}{{stroke:#3b4744}}}}"
    )
