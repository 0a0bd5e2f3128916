/** @import {Asked, Entry, Key, Options, Page, Receipt, ResumeCode, Said, Staff, State, Talk, Word} from "./types.js" */
import { Pace, Refusal, chatApi, listen } from "./chat-api.js";
import { memoryOf } from "./memory.js";

export const MOST = 4000;

export class TooLong extends Error {
  most = MOST;
}

/** As the gateway stores it: composed, without control signs and halves of signs. */
export const composed = (text = "") =>
  text.replace(/\r\n?/g, "\n").replace(/(?![\n\t])[\p{Cc}\p{Cs}]/gu, "").normalize("NFC").trim();

export const lengthOf = (text = "") => [...composed(text)].length;

const CLOSED = [401, 410];
const asRefusal = (/** @type {unknown} */ error) => (error instanceof Refusal ? error : new Refusal());

/** What an older gateway leaves out is not there. @returns {Entry} */
const whole = (/** @type {any} */ message) =>
  ({ choices: [], question: null, level: null, calls: [], answered: null, ...message });

/** Her words, until the record's form of them comes. */
const spoken = (/** @type {Word} */ { id, shown, order }, more = {}) =>
  whole({ id, from: "patient", text: shown, at: new Date(order).toISOString(), ...more });

/** One patient's conversation; what each part promises is in types.d.ts. @implements {Talk} */
export class Conversation extends EventTarget {
  /** @type {string | null} */
  trouble = null;
  /** @type {Receipt | null} */
  receipt = null;
  /** @type {Staff | null} */
  staff = null;
  #base;
  #ask;
  #memory;
  #start;
  #document;
  #pace = new Pace();
  #life = new AbortController();
  #stop = new AbortController();
  /** @type {AbortController | undefined} */
  #line;
  /** @type {Key | null} */
  #key = null;
  /** @type {"gone" | "erased" | "covered" | null} */
  #end = null;
  /** @type {Promise<void> | null} */
  #begun = null;
  #isOpen = false;
  #isAway = false;
  #isSending = false;
  #isAnswering = false;
  /** @type {Entry[]} */
  #list = [];
  /** Where each message stands; see #take. @type {Map<string, number>} */
  #places = new Map();
  #last = "";

  constructor(
    /** @type {Options} */ { gateway, locale, remember = "device", channel = "widget" },
    /** @type {Page} */ page = globalThis.window,
  ) {
    super();
    this.#base = new URL(`${gateway}`.replace(/\/*$/, "/"));
    this.#ask = chatApi(this.#base);
    this.#memory = memoryOf(this.#base, remember, page);
    this.#start = { channel, locale: locale ?? undefined };
    this.#document = page.document;
    if (this.#memory.isCovered) this.#end = "covered";
    const { signal } = this.#life;
    page.addEventListener("storage", ({ key }) => this.#memory.isOurs(key) && this.#elsewhere(), { signal });
    const look = () => {
      this.#line?.abort(); // it may be dead without a word
      this.#pace.wake();
    };
    for (const name of ["online", "offline"]) page.addEventListener(name, look, { signal });
    this.#document?.addEventListener("visibilitychange", look, { signal });
  }

  /** @returns {State} */
  get state() {
    if (this.#end) return this.#end;
    if (this.#isAway) return "away";
    if (!this.#isOpen) return "new";
    if (this.staff) return "attended";
    return this.#isAnswering || this.#list.at(-1)?.from === "patient" ? "waiting" : "idle";
  }

  /** @returns {readonly Entry[]} */
  get entries() {
    const waiting = this.#words.filter(({ id }) => !this.#places.has(id));
    return [...this.#list, ...waiting.map((word) => spoken(word, { unsent: true }))];
  }

  get question() {
    const asides = this.#words.filter(({ changes }) => changes).map(({ id }) => id);
    const last = this.entries.findLast(({ id, question, from }) => question || (from === "patient" && !asides.includes(id)));
    return last?.question && !this.staff ? last : null;
  }

  get isKept() {
    return !!this.#memory.key;
  }

  get isDurable() {
    return this.#memory.isDurable;
  }

  get draft() {
    return this.#end === "covered" ? "" : this.#memory.draft;
  }

  set draft(text) {
    if (this.#end !== "covered") this.#memory.draft = text;
  }

  isAcknowledged(id = "") {
    return this.#memory.read.includes(id);
  }

  acknowledge(id = "") {
    this.#memory.read = [...this.#memory.read, id];
    this.#changed();
  }

  begin() {
    if (this.#memory.isCovered && this.#end !== "covered") this.#close("covered");
    if (this.#end === "covered") return Promise.resolve();
    if (this.#end) {
      if (this.#memory.key?.token === this.#key?.token) this.#memory.key = null;
      this.#close(null);
    }
    return (this.#begun ??= new Promise((settled) => this.#open(this.#stop.signal, settled)));
  }

  say(/** @type {Said} */ { text, choices = [], changes }) {
    const words = composed(text);
    if (lengthOf(words) > MOST) throw new TooLong();
    if (!words && !choices[0]) return null;
    // No randomUUID on plain http.
    const id = Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join("-");
    this.#memory.keep({
      id,
      order: 0,
      conversation: this.#key?.conversation ?? "",
      shown: [words, ...choices.map((value) => this.#label(value))].filter(Boolean).join("\n"),
      text: words || undefined,
      choices: choices[0] ? choices : undefined,
      changes,
    });
    this.#changed();
    this.#send(this.#stop.signal);
    return id;
  }

  retryNow() {
    this.#pace.wake();
  }

  /** @returns {Promise<ResumeCode>} */
  code() {
    return this.#api("POST", "/resume-code");
  }

  async resume(code = "") {
    const { conversation, token } = await this.#ask("POST", "resume", { body: { code: code.trim() } });
    this.#memory.key = { conversation, token };
    return this.uncover();
  }

  /** @returns {Promise<string>} */
  async status() {
    return (await this.#api("GET", "/record")).status;
  }

  /** @returns {Promise<string>} */
  async link(what = "", audience = "patient") {
    const { url } = await this.#api("POST", "/links", { body: { what, for: audience } });
    return new URL(url.slice(1), this.#base).href;
  }

  /** @returns {Promise<Receipt>} */
  async erase() {
    const receipt = await this.#api("DELETE");
    this.#erased(receipt);
    return receipt;
  }

  forget() {
    this.#memory.forget();
    this.#close(null);
  }

  leave() {
    this.#memory.isCovered = true;
    this.#memory.leave();
    this.#close("covered");
  }

  uncover() {
    this.#memory.isCovered = false;
    this.#close(null);
    return this.begin();
  }

  close() {
    this.#life.abort();
    this.#stop.abort();
    this.#pace.wake();
  }

  get #words() {
    return this.#end ? [] : this.#memory.words.filter(({ conversation }) => !conversation || conversation === this.#key?.conversation);
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }

  #tell(name = "message", /** @type {object} */ detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  /** Nothing that is under way comes back into the page. */
  #close(/** @type {"gone" | "erased" | "covered" | null} */ end, /** @type {Entry[]} */ list = [], /** @type {Receipt | null} */ receipt = null) {
    this.#stop.abort();
    this.#stop = new AbortController();
    this.#pace.wake();
    this.#key = this.#begun = this.trouble = this.staff = null;
    this.#isOpen = this.#isAway = this.#isSending = this.#isAnswering = false;
    this.#places = new Map();
    this.#last = "";
    this.#list = list;
    this.#end = end;
    this.receipt = receipt;
    this.#changed();
  }

  #erased(/** @type {Receipt | null} */ receipt, /** @type {Entry[]} */ farewell = []) {
    this.#memory.forget();
    this.#close("erased", farewell, receipt);
  }

  async #open(/** @type {AbortSignal} */ stop, /** @type {() => void} */ settled) {
    for (let tries = 0; !this.#isOpen; tries++) {
      try {
        const key = this.#memory.key ?? (await this.#memory.alone(async () => this.#memory.key ?? this.#create(stop)));
        if (stop.aborted) break;
        this.#key = key;
        await this.#catchUp(stop);
        this.#isOpen = !stop.aborted;
      } catch (error) {
        const { status, after } = this.#failed(error, stop);
        if (status === 422) this.#start.locale = undefined; // of a place we do not know
        settled();
        if (!stop.aborted) await this.#pace.wait(tries, after);
      }
      if (stop.aborted) break;
    }
    settled();
    if (stop.aborted) return;
    this.#clear();
    this.#changed();
    // What was said in another conversation is hers to send in this one, or not.
    for (const { id, text, conversation } of this.#memory.words)
      if (conversation && conversation !== this.#key?.conversation) this.#giveBack(id, text);
    this.#send(stop);
    listen({
      open: async (line) => {
        this.#line = line;
        const answer = await this.#api("GET", "/events", { line, stop });
        this.staff = null; // if one does, the stream begins with it
        this.#changed();
        if (!this.trouble) this.#clear();
        return answer;
      },
      hear: async ({ name, content }) => {
        if (stop.aborted) return;
        const told = JSON.parse(content);
        if (name === "message") this.#take([told], 0, true);
        else if (name === "staff") {
          this.staff = told.title && told;
          this.#changed();
        }
        // Said of a key that is too old, too: the answer to a question tells which; best the one under way.
        else if (!this.#isAnswering) await this.#catchUp(stop);
      },
      lose: async (refusal) => {
        if (refusal.status === 422) this.#again(); // the last message here is none of the record's any more
        else if (refusal.status !== 429) this.#failed(refusal, stop);
        else await this.#catchUp(stop).catch((error) => this.#failed(error, stop)); // too many windows: read instead
      },
      pace: this.#pace,
      page: this.#document,
      stop,
    });
  }

  async #create(/** @type {AbortSignal} */ stop) {
    const { conversation, token, messages } = await this.#ask("POST", "conversations", { body: this.#start, stop });
    if (stop.aborted) throw new Refusal();
    this.#take(messages, 0, true);
    return (this.#memory.key = { conversation, token });
  }

  async #catchUp(/** @type {AbortSignal} */ stop) {
    const isMore = !!this.#last;
    const { messages, staff } = await this.#api("GET", "/messages", { stop });
    if (stop.aborted) return;
    this.staff = staff;
    this.#take(messages, 0, isMore);
  }

  async #send(/** @type {AbortSignal} */ stop) {
    if (this.#isSending || !this.#isOpen || !this.#words[0]) return;
    this.#isSending = true;
    for (let tries = 0; !stop.aborted && this.#words[0]; ) {
      const refusal = await this.#memory.alone(() => this.#deliver(stop));
      if (stop.aborted) return;
      if (refusal) {
        this.#hinder(refusal);
        await this.#pace.wait(tries++, refusal.after);
      } else {
        this.#clear();
        tries = 0;
      }
    }
    if (stop.aborted) return;
    this.#isSending = false;
    this.#clear(); // the stream may have brought what waited
  }

  /** Bring the oldest of her words to the gateway; why it has to wait, if so. */
  async #deliver(/** @type {AbortSignal} */ stop) {
    const word = this.#words[0];
    if (!word) return;
    const { id, text, choices, changes } = word;
    this.#isAnswering = true;
    this.#changed();
    try {
      const answer = await this.#api("POST", "/messages", { body: { id, text, choices, changes }, stop });
      if (stop.aborted) return;
      const { answered, receipt } = answer;
      /** @type {Entry[]} */
      const messages = answer.messages.map(whole);
      if (receipt) this.#erased({ receipt, erased_at: messages[0]?.at }, messages);
      else this.#put(spoken(word), 0.25);
      if (answered) this.#list = this.#list.map((one) => (one.id === id ? { ...one, answered } : one));
      this.#memory.drop(id);
      this.#isAnswering = false;
      if (receipt) for (const entry of messages) this.#tell("message", entry);
      else this.#take(messages, 0.25, true);
    } catch (error) {
      if (!stop.aborted) return this.#refused(word, asRefusal(error));
    } finally {
      if (!stop.aborted) this.#isAnswering = false;
    }
  }

  #refused(/** @type {Word} */ { id, text }, /** @type {Refusal} */ refusal) {
    this.#take(refusal.messages.map((/** @type {Entry} */ told) => ({ ...told, id: `${id}/${told.id}` })), 0.5, true);
    if (refusal.passes) return refusal;
    if (CLOSED.includes(refusal.status)) this.#closed(refusal);
    else this.#giveBack(id, text, refusal.message);
  }

  #giveBack(id = "", text = "", sentence = "") {
    this.#memory.drop(id);
    this.draft = [text, this.draft].filter(Boolean).join("\n");
    this.#tell("refused", { sentence, text });
  }

  /**
   * Show messages and announce those that are news.
   * `place`: 0 the record's next; 0.25 answered to a POST, to be placed when the record tells; 0.5 never recorded.
   */
  #take(/** @type {Entry[]} */ messages, place = 0, isHeard = false) {
    const news = messages.map(whole).filter((entry) => {
      const isHers = entry.from === "patient";
      if (isHers) this.#memory.drop(entry.id);
      return this.#put(entry, place) && !isHers;
    });
    if (!this.#words[0]) this.#pace.wake();
    this.#changed();
    if (isHeard) for (const entry of news) this.#tell("message", entry);
  }

  #put(/** @type {Entry} */ entry, place = 0) {
    const { id } = entry;
    const known = this.#places.get(id);
    if (place && known) return false;
    const isThere = known && known % 1 === 0; // told again, with more in it
    if (!place && !isThere) this.#last = id;
    // The same words recorded take the place of those that were told unrecorded.
    const told = this.#list.find((one) => one.id !== id && this.#isTold(one.id) && one.text === entry.text);
    if (told && this.isAcknowledged(told.id)) this.acknowledge(id);
    this.#places.delete(told?.id ?? "");
    this.#list = this.#list.filter((one) => one.id !== id && one !== told);
    const before = this.#list.filter((one) => (place ? !this.#isTold(one.id) : this.#at(one.id) % 1 === 0)).length;
    this.#places.set(id, isThere ? known : before + place + (place === 0.5 ? 0 : 1));
    this.#list = [...this.#list, entry].sort((one, two) => this.#at(one.id) - this.#at(two.id));
    return !known && !told;
  }

  #at(id = "") {
    return this.#places.get(id) ?? 0;
  }

  #isTold(id = "") {
    return this.#at(id) % 1 === 0.5;
  }

  #hinder(/** @type {Refusal} */ { message }) {
    this.#isAway = true;
    this.trouble = message || null;
    this.#changed();
  }

  #clear() {
    if (!this.#isAway) return;
    this.#isAway = false;
    this.trouble = null;
    this.#changed();
    this.#pace.wake();
  }

  #failed(/** @type {unknown} */ error, /** @type {AbortSignal} */ stop) {
    const refusal = asRefusal(error);
    if (stop.aborted) return refusal;
    if (this.#key && CLOSED.includes(refusal.status)) this.#closed(refusal);
    else this.#hinder(refusal);
    return refusal;
  }

  /** The key opens nothing any more: erased, taken up elsewhere, or too old. */
  #closed(/** @type {Refusal} */ { status, receipt }) {
    const key = this.#key;
    const kept = this.#memory.key;
    const told = this.#list.filter(({ id }) => this.#isTold(id));
    if (kept && kept.token !== key?.token) this.#again();
    else if (status === 410) this.#erased(receipt, told);
    else {
      this.#close("gone", told);
      this.#key = key;
    }
  }

  #again() {
    this.#close(null);
    this.begin();
  }

  async #elsewhere() {
    const { key, isCovered } = this.#memory;
    const mine = this.#key;
    if (isCovered) return this.#end === "covered" || this.#close("covered");
    if (mine && key?.token !== mine.token) {
      if (key) return this.#again();
      // Forgotten or erased there: the gateway knows which.
      this.draft = "";
      this.#close(null);
      const { status, receipt } = await this.#ask("GET", `conversations/${mine.conversation}/messages`, { key: mine }).catch(asRefusal);
      if (status === 410 && !this.#begun) this.#erased(receipt);
      return;
    }
    this.#changed();
    this.#send(this.#stop.signal);
  }

  /** @returns {Promise<any>} */
  async #api(method = "GET", rest = "", /** @type {Asked} */ more = {}) {
    const key = this.#key ?? this.#memory.key;
    if (!key) throw new Refusal();
    const after = method === "GET" && this.#last ? `?after=${encodeURIComponent(this.#last)}` : "";
    return this.#ask(method, `conversations/${key.conversation}${rest}${after}`, { key, ...more });
  }

  #label(value = "") {
    const offered = this.#list.flatMap(({ choices, question }) => [choices, ...(question?.parts ?? []).map((part) => part.choices ?? [])]);
    return offered.flat().find((choice) => choice.value === value)?.label ?? value.replace(/.*:/, "");
  }
}
