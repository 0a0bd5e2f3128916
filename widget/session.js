/** @import {Answer, Entry, Key, StreamEvent, Word} from "./types.js" */
/** @import {Memory} from "./memory.js" */
/** @import {Pace} from "./pace.js" */
/** @import {ChatApi} from "./chat-api.js" */
import { Refusal, of, place } from "./chat-api.js";
import { Entries } from "./entries.js";
import { EventStream } from "./event-stream.js";

/**
 * What a session tells: something changed; a new message of the other side; words the gateway does not take;
 * the key opens nothing any more; the last words of a conversation that was erased.
 * @typedef {object} Hooks
 * @property {() => void} changed
 * @property {(entry: Entry) => void} heard
 * @property {(word: Word, refusal: Refusal) => void} refused
 * @property {(refusal: Refusal) => void} closed
 * @property {(receipt: string, farewell: Entry[]) => void} erased
 */

/** A conversation while it is open on this page: reads, listens, and sends her words one after another. */
export class Session {
  #api;
  #memory;
  #pace;
  #hooks;
  #stream;
  #stop = new AbortController();
  #isSending = false;
  /** @type {Key | null} */
  key = null;
  isOpen = false;
  isAnswering = false;
  /** Why it does not go on: the gateway's sentence; "" while it can't be reached. @type {string | null} */
  trouble = null;
  entries;

  /** @param {{ api: ChatApi, memory: Memory, pace: Pace, document?: Document }} parts @param {Hooks} hooks */
  constructor({ api, memory, pace, document }, hooks) {
    this.#api = api;
    this.#memory = memory;
    this.#pace = pace;
    this.#hooks = hooks;
    this.#stream = new EventStream(pace, document);
    this.entries = new Entries((told, recorded) => {
      if (memory.isAcknowledged(told)) memory.acknowledge(recorded);
    });
  }

  get #ended() {
    return this.#stop.signal.aborted;
  }

  /** Resolves once there is something to show, or it is plain that it takes longer. @param {{ locale: string | null, channel: string }} start @returns {Promise<void>} */
  open(start) {
    return new Promise((settled) => this.#open(start, settled));
  }

  /** Nothing that is under way comes back into the page. */
  end() {
    this.#stop.abort();
    this.#pace.wake();
  }

  /** The line may be dead without saying so: look. */
  check() {
    this.#stream.drop();
    this.#pace.wake();
  }

  /** Send what is kept, one after another, until there is nothing left. */
  async send() {
    if (this.#isSending || !this.isOpen) return;
    this.#isSending = true;
    for (let tries = 0; !this.#ended && this.words.length; ) {
      const refusal = await this.#memory.alone(() => this.#deliver());
      if (this.#ended) return;
      if (refusal) {
        this.#hinder(refusal);
        await this.#pace.wait(tries++, refusal.retryAfter);
      } else {
        this.#clear();
        tries = 0;
      }
    }
    this.#isSending = false;
  }

  /** What she said here and the gateway does not have yet. @returns {Word[]} */
  get words() {
    return this.#memory.words.filter(({ conversation }) => !conversation || conversation === this.key?.conversation);
  }

  /** @param {{ locale: string | null, channel: string }} start @param {() => void} settled */
  async #open(start, settled) {
    for (let tries = 0; !this.isOpen && !this.#ended; tries++) {
      try {
        const key = this.#memory.key ?? (await this.#memory.alone(async () => this.#memory.key ?? this.#create(start)));
        if (this.#ended) break;
        this.key = key;
        await this.#catchUp();
        this.isOpen = !this.#ended;
      } catch (error) {
        const refusal = this.#failed(error);
        if (refusal.status === 422) start = { ...start, locale: null }; // a page that names no known place still gets a conversation
        settled();
        if (!this.#ended) await this.#pace.wait(tries, refusal.retryAfter);
      }
    }
    settled();
    if (this.#ended) return;
    this.#clear();
    this.#bringBack();
    this.send();
    this.#listen();
  }

  /** @param {{ locale: string | null, channel: string }} start @returns {Promise<Key>} */
  async #create(start) {
    const { signal } = this.#stop;
    const body = { channel: start.channel, ...(start.locale && { locale: start.locale }) };
    const { conversation, token, messages } = await this.#api.ask("POST", "api/conversations", { body, stop: signal });
    if (this.#ended) throw new Refusal();
    this.#memory.key = { conversation, token };
    this.#take(messages, (entry) => this.entries.place(entry), true);
    return { conversation, token };
  }

  /** Read what was said since; without anything here yet, all of it. */
  async #catchUp() {
    const { last } = this.entries;
    const key = /** @type {Key} */ (this.key);
    const path = `${of(key)}/messages${place(last)}`;
    const { messages } = await this.#api.ask("GET", path, { key, stop: this.#stop.signal });
    this.#take(messages, (entry) => this.entries.place(entry), last !== null);
  }

  async #listen() {
    const key = /** @type {Key} */ (this.key);
    const open = async (/** @type {AbortController} */ control) => {
      const answer = await this.#api.events(key, this.entries.last, control);
      if (this.trouble === "") this.#clear();
      return answer;
    };
    await this.#stream.listen(open, (event) => this.#hear(event), (refusal) => this.#lose(refusal), this.#stop.signal);
  }

  /** @param {StreamEvent} event */
  async #hear(event) {
    if (this.#ended) return;
    if (event.name === "message") this.#take([JSON.parse(event.content)], (entry) => this.entries.place(entry), true);
    // It is said of a token that is no longer good, too: the answer to a question tells which.
    if (event.name === "erased") await this.#catchUp();
  }

  /** The stream could not be had. @param {Refusal} refusal */
  async #lose(refusal) {
    if (refusal.status === 422) this.entries.restart();
    if (refusal.status === 422 || refusal.status === 429) await this.#catchUp().catch((error) => this.#failed(error));
    else this.#failed(refusal);
  }

  /** Bring the oldest of her words to the gateway. @returns {Promise<Refusal | null>} why it has to wait, if so */
  async #deliver() {
    const word = this.words[0];
    if (!word || this.#ended) return null;
    const key = /** @type {Key} */ (this.key);
    const { id, text, choices, changes } = word;
    this.isAnswering = true;
    this.#hooks.changed();
    try {
      const body = { id, text, choices, changes };
      const answer = await this.#api.ask("POST", `${of(key)}/messages`, { key, body, stop: this.#stop.signal });
      if (!this.#ended) this.#answered(word, answer);
    } catch (error) {
      const refusal = error instanceof Refusal ? error : new Refusal();
      if (!this.#ended) return this.#refused(word, refusal);
    } finally {
      this.isAnswering = false;
    }
    return null;
  }

  /** @param {Word} word @param {Answer} answer */
  #answered(word, { messages, answered = null, receipt }) {
    this.#memory.drop(word.id);
    if (receipt) return this.#hooks.erased(receipt, messages.map(whole));
    this.entries.add(said(word, answered));
    this.#take(messages, (entry) => this.entries.add(entry), true);
  }

  /** @param {Word} word @param {Refusal} refusal */
  #refused(word, refusal) {
    const told = refusal.messages.map((message) => ({ ...message, id: `${word.id}/${message.id}` }));
    this.#take(told, (entry) => this.entries.tell(entry), true);
    if (refusal.passes) return refusal;
    if (refusal.status === 401 || refusal.status === 410) this.#hooks.closed(refusal);
    else {
      this.#memory.drop(word.id);
      this.#hooks.refused(word, refusal);
    }
    return null;
  }

  /**
   * @param {Partial<Entry>[]} messages @param {(entry: Entry) => boolean} take whether it was news
   * @param {boolean} isHeard whether news are to be announced
   */
  #take(messages, take, isHeard) {
    if (this.#ended) return;
    const news = messages.map(whole).filter((entry) => {
      if (entry.from === "patient") this.#memory.drop(entry.id);
      return take(entry) && entry.from !== "patient";
    });
    this.#hooks.changed();
    if (isHeard) for (const entry of news) this.#hooks.heard(entry);
  }

  /** What was said in an earlier conversation, and is not in it, comes back to be sent in this one or not. */
  #bringBack() {
    for (const word of this.#memory.words.filter(({ conversation }) => conversation && conversation !== this.key?.conversation)) {
      this.#memory.drop(word.id);
      this.#hooks.refused(word, new Refusal());
    }
  }

  /** @param {Refusal} refusal */
  #hinder(refusal) {
    this.trouble = refusal.message;
    this.#hooks.changed();
  }

  #clear() {
    if (this.trouble === null) return;
    this.trouble = null;
    this.#hooks.changed();
    this.#pace.wake();
  }

  /** @param {unknown} error @returns {Refusal} */
  #failed(error) {
    const refusal = error instanceof Refusal ? error : new Refusal();
    if (this.#ended) return refusal;
    if (this.key && (refusal.status === 401 || refusal.status === 410)) this.#hooks.closed(refusal);
    else this.#hinder(refusal);
    return refusal;
  }
}

/** What an older gateway leaves out is not there. @param {Partial<Entry>} message @returns {Entry} */
function whole(message) {
  return /** @type {Entry} */ ({ choices: [], question: null, level: null, calls: [], answered: null, ...message });
}

/** Her own words, as they are shown until the record's form of them comes. @param {Word} word @param {string | null} [answered] @returns {Entry} */
export function said(word, answered = null) {
  return whole({ id: word.id, from: "patient", text: word.shown, at: new Date(word.order).toISOString(), answered });
}
