// Measures what is laid out on a page, shadow roots included. Each function returns words that say what is wrong.
window.yarrowLayout = (() => {
  const everything = (root) =>
    [...root.querySelectorAll('*')].flatMap((one) => [one, ...(one.shadowRoot ? everything(one.shadowRoot) : [])]);
  // For screen readers only: there, but as small as a point.
  const isPoint = (box) => box.width <= 2 || box.height <= 2;
  const isShown = (one) =>
    one.checkVisibility({ visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true }) && !isPoint(one.getBoundingClientRect());
  const shown = () => everything(document.body).filter(isShown);
  const text = (one) => [...one.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data).join('').trim();
  const told = (one) => `${one.tagName.toLowerCase()}.${one.className?.baseVal ?? one.className} "${(one.computedName || text(one)).slice(0, 40)}"`;
  const isTarget = (one) => one.matches('button, a[href], input, textarea, select, summary') && !one.disabled;
  // What a finger can hit: of a box or a dot, its label too.
  const reach = (one) => (one.closest('label') ?? one).getBoundingClientRect();
  // A link in the middle of a sentence is as high as its line (WCAG 2.5.8, inline).
  const isInline = (one) => one.tagName === 'A' && getComputedStyle(one).display === 'inline';

  // In a box that can be scrolled sideways on purpose, such as a wide table.
  const isScrolled = (one) => {
    for (let at = one; at; at = at.parentElement) if (/auto|scroll/.test(getComputedStyle(at).overflowX)) return at.scrollWidth > at.clientWidth;
    return false;
  };

  // What is laid over the rest on purpose (a menu, a panel), or scrolls under it (the conversation).
  const layer = (one) => {
    for (let at = one; at; at = at.parentElement ?? at.getRootNode().host) {
      const { position, overflowY } = getComputedStyle(at);
      if (/absolute|fixed|sticky/.test(position) || /auto|scroll/.test(overflowY)) return at;
    }
    return null;
  };

  return {
    sideways() {
      const right = document.documentElement.clientWidth;
      const out = shown().filter((one) => !isScrolled(one)).filter((one) => {
        const box = one.getBoundingClientRect();
        return text(one) && (box.left < -1 || box.right > right + 1);
      });
      if (document.documentElement.scrollWidth > right + 1) out.unshift(document.documentElement);
      return out.map(told);
    },
    clipped() {
      const hides = (value) => value === 'hidden' || value === 'clip';
      return shown().filter((one) => {
        const { overflowX, overflowY, textOverflow } = getComputedStyle(one);
        if (!one.textContent.trim() && one.tagName !== 'INPUT') return false;
        const wide = hides(overflowX) && one.scrollWidth > one.clientWidth + 1 && textOverflow !== 'ellipsis';
        const high = hides(overflowY) && one.scrollHeight > one.clientHeight + 1;
        return wide || high;
      }).map(told);
    },
    small(least) {
      return shown().filter((one) => isTarget(one) && !isInline(one)).filter((one) => {
        const box = reach(one);
        // A short word is a narrow link; its height is what a finger needs.
        return box.width < (one.tagName === 'A' ? 24 : least - 0.5) || box.height < least - 0.5;
      }).map((one) => `${told(one)} ${Math.round(reach(one).width)}×${Math.round(reach(one).height)}`);
    },
    overlapping() {
      // A link that goes on in the next line has a box in each.
      const boxes = shown().filter(isTarget).map((one) => [one, [...one.getClientRects()]]);
      const lap = (one, two) =>
        Math.min(one.right, two.right) - Math.max(one.left, two.left) > 1 && Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top) > 1;
      const meet = (some, others) => some.some((one) => others.some((two) => lap(one, two)));
      return boxes.flatMap(([one, box], place) => boxes.slice(place + 1)
        .filter(([two, other]) => meet(box, other) && layer(one) === layer(two) && !one.contains(two) && !two.contains(one))
        .map(([two]) => `${told(one)} and ${told(two)}`));
    },
    moving() {
      return document.getAnimations().filter((one) => one.playState === 'running').map((one) => one.animationName ?? one.transitionProperty);
    },
  };
})();
