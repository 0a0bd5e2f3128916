"""All that a website loads of the widget stays light."""

from yarrow.gateway.pages.shelves import widget_shelf

MOST = 20_000


def test_everything_a_browser_loads_of_the_widget_is_at_most_20_kilobytes_gzipped():
    shelf = widget_shelf()
    sizes = {name: len(item.packed) for name in shelf.names() if (item := shelf.item(name))}
    heaviest = "\n".join(f"{size:6,} {name}" for name, size in sorted(sizes.items(), key=lambda pair: -pair[1]))
    assert "yarrow-chat.js" in sizes
    assert sum(sizes.values()) <= MOST, f"{sum(sizes.values()):,} bytes are more than {MOST:,}:\n{heaviest}"
