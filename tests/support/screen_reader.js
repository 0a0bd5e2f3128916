// Notes what a screen reader would say by itself: each change of a live region, in order, in window.yarrowHeard.
(() => {
  const heard = [];
  Object.defineProperty(window, 'yarrowHeard', { value: heard });
  const MANNER = { status: 'polite', log: 'polite', alert: 'assertive' };

  const manner = (element) => element.getAttribute('aria-live') ?? MANNER[element.getAttribute('role')];
  const above = (node) => (node instanceof ShadowRoot ? node.host : node.parentNode);

  /** The nearest live region a node is in, across shadow roots. */
  function region(node) {
    for (let at = node; at && at !== document; at = above(at)) {
      if (at.nodeType === Node.ELEMENT_NODE && manner(at)) return at;
    }
    return null;
  }

  function hear(element, words) {
    const how = manner(element);
    const text = words.replace(/\s+/g, ' ').trim();
    // A region that is not shown is silent; one that is shown to nobody's eyes is not.
    if (text && how !== 'off' && element.checkVisibility({ visibilityProperty: true })) heard.push({ how, text });
  }

  /** A region is atomic if it says so, or by its role. */
  function isAtomic(element) {
    return (element.getAttribute('aria-atomic') ?? String(element.getAttribute('role') !== 'log')) === 'true';
  }

  function listen(records) {
    const changed = new Map();
    for (const record of records) {
      const around = region(record.target);
      for (const node of record.addedNodes) {
        if (around) changed.set(around, [...(changed.get(around) ?? []), node.textContent]);
        // A whole region put in with its words: only an alert is read out then.
        else if (node.nodeType === Node.ELEMENT_NODE) {
          for (const alert of [node, ...node.querySelectorAll('*')]) {
            if (manner(alert) === 'assertive') changed.set(alert, [alert.textContent]);
          }
        }
      }
      if (around && record.type === 'characterData') changed.set(around, [record.target.textContent]);
    }
    for (const [element, added] of changed) hear(element, isAtomic(element) ? element.textContent : added.join(' '));
  }

  function watch(root) {
    new MutationObserver(listen).observe(root, { subtree: true, childList: true, characterData: true });
  }

  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function attachShadow(how) {
    const root = attach.call(this, how);
    watch(root);
    return root;
  };
  watch(document);
})();
