/** @import {Entry} from "./types.js" */

/**
 * The messages of both sides in the order of the record.
 * History and stream tell that order, without gaps. What a POST answers is shown before the stream brings it;
 * safety words that were never recorded stay where they were said.
 */
export class Entries {
  /** @type {Entry[]} */
  #list = [];
  /** How many at the front are known to be in their place. */
  #placed = 0;
  /** @type {Set<string>} */
  #unrecorded = new Set();
  /** The last message known to be in its place. @type {string | null} */
  last = null;
  #replaced;

  /** @param {(told: string, recorded: string) => void} [replaced] */
  constructor(replaced = () => {}) {
    this.#replaced = replaced;
  }

  get list() {
    return this.#list;
  }

  /** Safety words that are in no record. */
  get unrecorded() {
    return this.#list.filter(({ id }) => this.#unrecorded.has(id));
  }

  /** @param {string} id */
  has(id) {
    return this.#list.some((entry) => entry.id === id);
  }

  /** The record's next message. @param {Entry} entry @returns {boolean} whether it is news */
  place(entry) {
    const at = this.#list.findIndex(({ id }) => id === entry.id);
    const isNews = at < 0 && !this.#replace(entry);
    this.last = entry.id;
    if (at >= 0 && at < this.#placed) {
      this.#list[at] = entry;
      return false;
    }
    this.#list = this.#list.filter(({ id }) => id !== entry.id);
    let to = this.#placed;
    while (this.#isUnrecorded(to)) to++;
    this.#list.splice(to, 0, entry);
    this.#placed = to + 1;
    return isNews;
  }

  /** A message that was answered to a POST. @param {Entry} entry @returns {boolean} whether it is news */
  add(entry) {
    if (this.has(entry.id)) return false;
    const isNews = !this.#replace(entry);
    this.#list = [...this.#list, entry];
    return isNews;
  }

  /** Words that are in no record. @param {Entry} entry @returns {boolean} whether it is news */
  tell(entry) {
    if (this.has(entry.id)) return false;
    this.#unrecorded.add(entry.id);
    this.#list = [...this.#list, entry];
    return true;
  }

  /** The record is read again from its beginning. */
  restart() {
    this.#placed = 0;
    this.last = null;
  }

  /** The same words said again, recorded this time, take the place of those that were not. @param {Entry} entry */
  #replace(entry) {
    const at = this.#list.findIndex(({ id, text }) => this.#unrecorded.has(id) && text === entry.text);
    const told = this.#list[at];
    if (!told) return false;
    this.#unrecorded.delete(told.id);
    if (at < this.#placed) this.#placed--;
    this.#list = this.#list.filter((one) => one !== told);
    this.#replaced(told.id, entry.id);
    return true;
  }

  /** @param {number} at */
  #isUnrecorded(at) {
    const entry = this.#list[at];
    return entry !== undefined && this.#unrecorded.has(entry.id);
  }
}
