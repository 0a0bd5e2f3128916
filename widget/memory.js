/** @import {Key, Word} from "./types.js" */

const LEASE = 25_000; // longer than a request is waited for
const MOST_ACKNOWLEDGED = 50;

/** @typedef {Pick<Window, "localStorage" | "sessionStorage" | "navigator">} Scope */

/** @param {Scope} scope @param {"localStorage" | "sessionStorage"} name @returns {Storage | null} */
function storage(scope, name) {
  try {
    return scope[name];
  } catch {
    return null; // refused by the browser
  }
}

/**
 * What this device keeps of a conversation: its key, what she said and the gateway does not have yet, her draft,
 * and which urgent messages she has read. Never the transcript. What can't be stored is held while the page lives.
 */
export class Memory {
  #scope;
  #name;
  #store;
  #tab;
  #shared;
  /** @type {Map<string, string>} */
  #held = new Map();
  /** What was said in this tab: here until the gateway has it, even if the storage is emptied. @type {Map<string, Word>} */
  #said = new Map();

  /** @param {string} gateway @param {"device" | "tab"} remember @param {Scope} scope */
  constructor(gateway, remember, scope) {
    this.#scope = scope;
    this.#name = `yarrow:${gateway}:`;
    this.#tab = storage(scope, "sessionStorage");
    this.#shared = remember === "device";
    this.#store = this.#shared ? storage(scope, "localStorage") : this.#tab;
  }

  /** Whether everything is where a reload finds it. */
  get isDurable() {
    return !this.#held.size && this.#store !== null;
  }

  /** @returns {Key | null} */
  get key() {
    return parsed(this.#get("key"));
  }

  set key(key) {
    this.#put("key", key && JSON.stringify(key));
  }

  get isCovered() {
    return this.#get("covered") !== null;
  }

  set isCovered(is) {
    this.#put("covered", is ? "1" : null);
  }

  /** Her words in their order. @returns {Word[]} */
  get words() {
    const stored = this.#names("say:").map((name) => /** @type {Word} */ (parsed(this.#get(name))));
    const words = new Map([...stored.filter(Boolean).map((word) => /** @type {const} */ ([word.id, word])), ...this.#said]);
    return [...words.values()].sort((one, two) => one.order - two.order || (one.id < two.id ? -1 : 1));
  }

  /** One name for each: two tabs that write at once take nothing from each other. @param {Omit<Word, "order">} said */
  keep(said) {
    const last = this.words.at(-1)?.order ?? 0;
    const word = { ...said, order: Math.max(Date.now(), last + 1) };
    this.#said.set(said.id, word);
    this.#put(`say:${said.id}`, JSON.stringify(word));
  }

  /** @param {string} id */
  drop(id) {
    this.#said.delete(id);
    this.#put(`say:${id}`, null);
  }

  get draft() {
    return this.#tab?.getItem(`${this.#name}draft`) ?? this.#get("draft") ?? "";
  }

  /** Kept for this tab, and on the device for when the tab is closed; what another tab left there stays. */
  set draft(text) {
    const mine = this.draft;
    if (text || mine === this.#get("draft")) this.#put("draft", text || null);
    try {
      this.#tab?.setItem(`${this.#name}draft`, text);
    } catch {
      this.#tab?.removeItem(`${this.#name}draft`);
    }
  }

  /** @param {string} id */
  isAcknowledged(id) {
    return this.#acknowledged.includes(id);
  }

  /** @param {string} id */
  acknowledge(id) {
    this.#put("read", JSON.stringify([...new Set([...this.#acknowledged, id])].slice(-MOST_ACKNOWLEDGED)));
  }

  /** @returns {string[]} */
  get #acknowledged() {
    return parsed(this.#get("read")) ?? [];
  }

  /** What could not be stored is gone. */
  leave() {
    this.#held.clear();
    this.#said.clear();
  }

  /** Nothing is kept here any more. */
  forget() {
    this.#said.clear();
    for (const name of this.#names("")) this.#put(name, null);
    this.#tab?.removeItem(`${this.#name}draft`);
  }

  /** Which of ours another tab has changed: its name, "" for everything, null: none. @param {StorageEvent} event */
  changed(event) {
    if (event.key === null) return "";
    return event.key.startsWith(this.#name) ? event.key.slice(this.#name.length) : null;
  }

  /**
   * One tab at a time. Who waits too long goes ahead: the ids see to it that nothing is said twice.
   * @template T @param {() => Promise<T>} work @returns {Promise<T>}
   */
  async alone(work) {
    const { locks } = this.#scope.navigator ?? {};
    if (!this.#shared) return work();
    if (!locks) return this.#leased(work);
    const waiting = new AbortController();
    const timer = setTimeout(() => waiting.abort(), LEASE);
    let isMine = false;
    const mine = () => {
      clearTimeout(timer);
      isMine = true;
      return work();
    };
    try {
      return await locks.request(this.#name, { signal: waiting.signal }, mine);
    } catch (error) {
      if (isMine) throw error;
      return await work();
    } finally {
      clearTimeout(timer);
    }
  }

  /** Where there are no locks (plain http): a name with a term, so that a tab that died holds nobody up for long. @template T @param {() => Promise<T>} work */
  async #leased(work) {
    const me = Math.random().toString(36).slice(2);
    for (let left = LEASE; left > 0; left -= 100) {
      const [owner, until] = (this.#get("lock") ?? "").split(" ");
      const term = Number(until) - Date.now();
      // A term longer than any was written by a clock that has been put back since.
      if (owner === me) break;
      if (!owner || !(term > 0 && term <= LEASE)) this.#put("lock", `${me} ${Date.now() + LEASE}`);
      await new Promise((go) => setTimeout(go, 50 + 50 * Math.random()));
    }
    try {
      return await work();
    } finally {
      if (this.#get("lock")?.startsWith(me)) this.#put("lock", null);
    }
  }

  /** @param {string} start */
  #names(start) {
    const stored = Object.keys(this.#store ?? {});
    const ours = stored.filter((name) => name.startsWith(this.#name)).map((name) => name.slice(this.#name.length));
    return [...new Set([...ours, ...this.#held.keys()])].filter((name) => name.startsWith(start));
  }

  /** @param {string} name */
  #get(name) {
    return this.#held.get(name) ?? this.#store?.getItem(this.#name + name) ?? null;
  }

  /** @param {string} name @param {string | null} value */
  #put(name, value) {
    this.#held.delete(name);
    try {
      if (value === null) this.#store?.removeItem(this.#name + name);
      else if (this.#store) this.#store.setItem(this.#name + name, value);
      else this.#held.set(name, value);
    } catch {
      this.#held.set(name, /** @type {string} */ (value));
    }
  }
}

/** @param {string | null} stored @returns {any} */
function parsed(stored) {
  try {
    return stored && JSON.parse(stored);
  } catch {
    return null;
  }
}
