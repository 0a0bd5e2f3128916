/** @import {MemoryOf, Word} from "./types.js" */
const LEASE = 25_000; // longer than a request is waited for

/** What a device keeps: never the transcript. What can't be stored is held while the page lives. @type {MemoryOf} */
export const memoryOf = (gateway, remember, page) => {
  const ours = `yarrow:${gateway}:`;
  const held = new Map();
  // Said in this tab: here until the gateway has it, even if the storage is emptied.
  const said = new Map();

  const storage = (/** @type {"localStorage" | "sessionStorage"} */ name) => {
    try {
      return page[name];
    } catch {
      return null; // refused by the browser
    }
  };
  const tab = storage("sessionStorage");
  const store = remember === "tab" ? tab : storage("localStorage");
  const get = (name = "", from = store) => held.get(name) ?? from?.getItem(ours + name) ?? null;
  const put = (name = "", /** @type {string | null} */ value = null, to = store) => {
    held.delete(name);
    try {
      if (value === null) to?.removeItem(ours + name);
      else if (to) to.setItem(ours + name, value);
      else held.set(name, value);
    } catch {
      to?.removeItem(ours + name); // an older value must not speak for this one
      held.set(name, value);
    }
  };
  const parsed = (name = "") => {
    try {
      return JSON.parse(get(name));
    } catch {
      return null;
    }
  };
  const names = () => {
    const stored = Object.keys(store ?? {}).filter((name) => name.startsWith(ours));
    return [...stored.map((name) => name.slice(ours.length)), ...held.keys()];
  };

  /** On plain http there are no locks: a name with a term, as a tab may die. */
  const leased = async () => {
    const me = `${Math.random()}`;
    for (let left = LEASE; left > 0 && !get("lock")?.startsWith(me); left -= 75) {
      const term = Number(get("lock")?.split(" ")[1]) - Date.now();
      // Longer than any term: the clock has been put back since.
      if (!(term > 0 && term <= LEASE)) put("lock", `${me} ${Date.now() + LEASE}`);
      await new Promise((go) => setTimeout(go, 50 + 50 * Math.random()));
    }
    return () => get("lock")?.startsWith(me) && put("lock");
  };
  const locked = () =>
    new Promise((mine) => {
      const waiting = new AbortController();
      const late = setTimeout(() => waiting.abort(), LEASE);
      page.navigator.locks
        .request(ours, { signal: waiting.signal }, () => new Promise((release) => {
          clearTimeout(late);
          mine(release);
        }))
        .catch(mine);
    });

  return {
    get isDurable() {
      return !!store && !held.size;
    },
    get key() {
      return parsed("key");
    },
    set key(key) {
      put("key", key && JSON.stringify(key));
    },
    get isCovered() {
      return get("covered") !== null;
    },
    set isCovered(is) {
      put("covered", is ? "1" : null);
    },
    get words() {
      /** @type {Word[]} */
      const stored = names().filter((name) => name.startsWith("say:")).map(parsed).filter(Boolean);
      const all = [...new Map([...stored, ...said.values()].map((word) => [word.id, word])).values()];
      return all.sort((one, two) => one.order - two.order || (one.id < two.id ? -1 : 1));
    },
    // One name for each: two tabs that write at once take nothing from each other.
    keep(word) {
      word.order = Math.max(Date.now(), (this.words.at(-1)?.order ?? 0) + 1);
      said.set(word.id, word);
      put(`say:${word.id}`, JSON.stringify(word));
    },
    drop(id) {
      said.delete(id);
      put(`say:${id}`);
    },
    // In this tab, and on the device for when the tab is closed; what another tab left there stays.
    get draft() {
      return get("draft", tab) ?? get("draft") ?? "";
    },
    set draft(text) {
      if (text || this.draft === get("draft")) put("draft", text || null);
      put("draft", text, tab);
    },
    get read() {
      return parsed("read") ?? [];
    },
    set read(ids) {
      put("read", JSON.stringify(ids.slice(-50)));
    },
    leave() {
      const isShown = held.has("covered"); // by the next page, as that could not be stored
      held.clear();
      said.clear();
      if (isShown) this.forget();
    },
    forget() {
      for (const name of names()) put(name);
      put("draft", null, tab);
      said.clear();
    },
    isOurs: (name) => !name || (name.startsWith(ours) && !/:(draft|lock)$/.test(name)),
    // One tab at a time. Who waits too long goes ahead: the ids see to it that nothing is said twice.
    async alone(work) {
      const release = remember === "tab" ? null : await (page.navigator?.locks ? locked() : leased());
      try {
        return await work();
      } finally {
        if (typeof release === "function") release();
      }
    },
  };
};
