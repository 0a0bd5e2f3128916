// Pages of one browser: each has a session storage of its own, all share the device's, and hear of each other's changes.

class Store {
  constructor(browser) {
    Object.defineProperty(this, "told", { value: browser, writable: true });
    Object.defineProperty(this, "isFull", { value: false, writable: true });
  }

  getItem(name) {
    return Object.hasOwn(this, name) ? this[name] : null;
  }

  setItem(name, value) {
    if (this.isFull) throw new DOMException("full", "QuotaExceededError");
    this[name] = String(value);
    this.told?.(name);
  }

  removeItem(name) {
    const was = Object.hasOwn(this, name);
    delete this[name];
    if (was) this.told?.(name);
  }

  get all() {
    return Object.fromEntries(Object.entries(this));
  }
}

class Locks {
  #queue = Promise.resolve();

  request(name, { signal }, work) {
    const turn = this.#queue.then(() => {
      if (signal.aborted) throw signal.reason;
      return work();
    });
    this.#queue = turn.catch(() => {});
    return Promise.race([
      turn,
      new Promise((_, late) => signal.addEventListener("abort", () => late(signal.reason))),
    ]);
  }
}

export class Browser {
  pages = new Set();
  locks;
  store = new Store();
  refuses = false;

  constructor({ hasLocks = true } = {}) {
    this.locks = hasLocks ? new Locks() : undefined;
  }

  /** A page; `of`: it was loaded anew in the tab of an earlier one. */
  page(of) {
    const browser = this;
    const page = new EventTarget();
    const shared = new Proxy(this.store, {
      get(store, name) {
        if (name !== "setItem" && name !== "removeItem") return Reflect.get(store, name);
        return (...given) => {
          store.told = (key) => browser.#tell(page, key);
          store[name](...given);
          store.told = undefined;
        };
      },
    });
    const tab = of?.tab ?? new Store();
    Object.assign(page, { tab, sessionStorage: tab, navigator: { locks: this.locks } });
    Object.defineProperty(page, "localStorage", {
      get() {
        if (browser.refuses) throw new DOMException("no", "SecurityError");
        return shared;
      },
    });
    if (this.refuses) Object.defineProperty(page, "sessionStorage", { get: () => { throw new DOMException("no", "SecurityError"); } });
    page.document = Object.assign(new EventTarget(), { visibilityState: "visible" });
    page.show = (state) => {
      page.document.visibilityState = state;
      page.document.dispatchEvent(new Event("visibilitychange"));
    };
    this.pages.add(page);
    return page;
  }

  /** The page is gone, without a word. */
  kill(page) {
    this.pages.delete(page);
  }

  /** What is stored on the device, as text. */
  get text() {
    return JSON.stringify(this.store.all);
  }

  #tell(from, key) {
    for (const page of this.pages) {
      if (page !== from) setTimeout(() => this.pages.has(page) && page.dispatchEvent(Object.assign(new Event("storage"), { key })));
    }
  }
}
