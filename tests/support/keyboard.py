"""A patient who has a keyboard only: she goes from stop to stop, and sees where she is."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page

STOP = """() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  if (!at || at === document.body) return null;
  const outline = (element) => {
    const style = element && getComputedStyle(element);
    return style && style.outlineStyle !== 'none' ? parseFloat(style.outlineWidth) : 0;
  };
  const box = at.getBoundingClientRect();
  // Hidden only if nothing of it can be seen: neither its middle nor what is near its corners.
  const isMine = (x, y) => {
    const over = at.getRootNode().elementFromPoint(box.left + box.width * x, box.top + box.height * y);
    return over && (at === over || at.contains(over) || over.contains(at));
  };
  return {
    role: at.computedRole,
    name: at.computedName,
    // A box that is ticked may show its focus on its label.
    outline: Math.max(outline(at), outline(at.closest('label'))),
    inSight: box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth,
    inWidget: at.getRootNode() !== document,
    covered: ![[0.5, 0.5], [0.1, 0.2], [0.9, 0.2], [0.1, 0.8], [0.9, 0.8]].some(([x, y]) => isMine(x, y)),
  };
}"""


@dataclass(frozen=True)
class Stop:
    """Where the focus is. `outline`: how wide the ring around it is; `covered`: something lies over it."""

    role: str
    name: str
    outline: float
    inSight: bool
    covered: bool
    inWidget: bool

    def __str__(self) -> str:
        return f"{self.role} {self.name!r}"


class Keyboard:
    """`stops`: all she came by."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.stops: list[Stop] = []

    def stop(self) -> Stop | None:
        """Where she is now; None: on nothing."""
        found = self.page.evaluate(STOP)
        return Stop(**found) if found else None

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def tab(self, key: str = "Tab") -> Stop | None:
        """On to the next stop."""
        self.press(key)
        stop = self.stop()
        if stop:
            self.stops.append(stop)
        return stop

    def tab_to(self, name: str, role: str = "", *, back: bool = False, most: int = 90) -> Stop:
        """On to the stop of this name (or one that begins with it). Fails if it is not met."""
        met = []
        for _ in range(most):
            stop = self.tab("Shift+Tab" if back else "Tab")
            if stop and stop.name.startswith(name) and role in stop.role:
                return stop
            met.append(str(stop))
        raise AssertionError(f"no {role} {name!r} was met, only: {', '.join(met)}")

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)
