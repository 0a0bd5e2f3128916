/** @import {Entry, Key, Options, Receipt, ResumeCode, Said, State, Word} from "./types.js" */
import { ChatApi, Refusal, of } from "./chat-api.js";
import { Memory } from "./memory.js";
import { Pace } from "./pace.js";
import { Session, said as shown } from "./session.js";
import { fitting, newId } from "./words.js";

/**
 * One patient's conversation, as this page has it. Events: "change": look again; "message": a new message of the other
 * side; "refused": words that can't be sent came back, and stand in the draft.
 */
export class Conversation extends EventTarget {
  #api;
  #memory;
  #start;
  #document;
  #pace = new Pace();
  #life = new AbortController();
  /** @type {Session | null} */
  #session = null;
  /** @type {Promise<void> | null} */
  #begun = null;
  /** @type {"gone" | "erased" | "covered" | null} */
  #end = null;
  /** What is still to be read when the conversation is not open. @type {Entry[]} */
  #farewell = [];
  /** The token that was found to open nothing. */
  #dead = "";
  /** @type {Receipt | null} */
  receipt = null;

  /** @param {Options} options @param {Window & typeof globalThis} [scope] the page */
  constructor({ gateway, locale = null, remember = "device", channel = "widget" }, scope = globalThis.window ?? globalThis) {
    super();
    this.#api = new ChatApi(gateway);
    this.#memory = new Memory(this.#api.url(""), remember, scope);
    this.#start = { locale, channel };
    this.#document = scope.document;
    if (this.#memory.isCovered) this.#end = "covered";
    this.#watch(scope);
  }

  /** @returns {State} */
  get state() {
    if (this.#end) return this.#end;
    if (!this.#session) return "new";
    const { trouble, isOpen, isAnswering, entries } = this.#session;
    if (trouble !== null) return "away";
    if (!isOpen) return "new";
    return isAnswering || entries.list.at(-1)?.from === "patient" ? "waiting" : "idle";
  }

  /** Why her words wait although the gateway was reached: its sentence, or null. */
  get trouble() {
    return this.#session?.trouble || null;
  }

  /** History in order, then her unsent words. @returns {readonly Entry[]} */
  get entries() {
    const list = this.#session?.entries.list ?? this.#farewell;
    const waiting = this.#words.filter(({ id }) => !list.some((entry) => entry.id === id));
    return [...list, ...waiting.map((word) => /** @type {Entry} */ ({ ...shown(word), unsent: true }))];
  }

  /** The message whose question is open: nothing was said to it since. @returns {Entry | null} */
  get question() {
    const changes = this.#words.filter((word) => word.changes).map(({ id }) => id);
    const last = this.entries.findLast(({ id, question, from }) => question || (from === "patient" && !changes.includes(id)));
    return last?.question ? last : null;
  }

  /** Whether a conversation is kept on this device. */
  get isKept() {
    return this.#memory.key !== null;
  }

  /** Whether a reload would find her unsent words. */
  get isDurable() {
    return this.#memory.isDurable;
  }

  get draft() {
    return this.#end === "covered" ? "" : this.#memory.draft;
  }

  set draft(text) {
    if (this.#end !== "covered") this.#memory.draft = text;
  }

  /** @param {string} id */
  isAcknowledged(id) {
    return this.#memory.isAcknowledged(id);
  }

  /** @param {string} id */
  acknowledge(id) {
    this.#memory.acknowledge(id);
    this.#changed();
  }

  /** Take up the conversation kept here, or start one, also after one that is gone or erased. Resolves once there is something to show. @returns {Promise<void>} */
  begin() {
    if (this.#memory.isCovered) this.#close("covered");
    if (this.#end === "covered") return Promise.resolve();
    if (this.#end) {
      if (this.#memory.key?.token === this.#dead) this.#memory.key = null;
      this.#close(null);
    }
    return (this.#begun ??= this.#open());
  }

  /**
   * Queue what she says; null if there is nothing in it. Throws TooLong before anything is queued.
   * @param {Said} said @returns {string | null} its id
   */
  say({ text = "", choices = [], changes }) {
    const words = fitting(text);
    if (!words && !choices.length) return null;
    const id = newId();
    this.#memory.keep({
      id,
      conversation: this.#session?.key?.conversation ?? "",
      shown: [words, ...choices.map((value) => this.#label(value))].filter(Boolean).join("\n"),
      text: words || undefined,
      choices: choices.length ? choices : undefined,
      changes,
    });
    this.#changed();
    this.#session?.send();
    return id;
  }

  retryNow() {
    this.#pace.wake();
  }

  /** A code to go on with on another device. @returns {Promise<ResumeCode>} */
  code() {
    return this.#ask("POST", "/resume-code");
  }

  /** Take up a code's conversation here. @param {string} code */
  async resume(code) {
    const key = await this.#api.ask("POST", "api/resume", { body: { code: code.trim() } });
    this.#memory.isCovered = false;
    this.#memory.key = { conversation: key.conversation, token: key.token };
    this.#close(null);
    await this.begin();
  }

  /** An address to open once. @param {string} what @param {"patient" | "clinician"} [audience] @returns {Promise<string>} */
  async link(what, audience = "patient") {
    return this.#api.url((await this.#ask("POST", "/links", { what, for: audience })).url);
  }

  /** Delete everything, there and here. @returns {Promise<Receipt>} */
  async erase() {
    const receipt = await this.#ask("DELETE", "");
    this.#erased(receipt, []);
    return receipt;
  }

  /** Forget it on this device only. */
  forget() {
    this.#memory.forget();
    this.#close(null);
  }

  /** Leave at once: from here on nothing is shown before `uncover`. */
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

  /** End streams and timers. */
  close() {
    this.#life.abort();
    this.#session?.end();
  }

  /** @returns {Word[]} */
  get #words() {
    return this.#end ? [] : this.#session?.words ?? this.#memory.words.filter(({ conversation }) => !conversation);
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }

  #open() {
    const session = new Session(
      { api: this.#api, memory: this.#memory, pace: this.#pace, document: this.#document },
      {
        changed: () => this.#changed(),
        heard: (entry) => this.#tell("message", entry),
        refused: ({ text = "" }, { message }) => this.#giveBack(text, message),
        closed: (refusal) => this.#closed(session, refusal),
        erased: (receipt, farewell) => {
          this.#erased({ receipt, erased_at: farewell[0]?.at ?? null }, farewell);
          for (const entry of farewell) this.#tell("message", entry);
        },
      },
    );
    this.#session = session;
    return session.open(this.#start);
  }

  /** @param {"gone" | "erased" | "covered" | null} end @param {Entry[]} [farewell] */
  #close(end, farewell = []) {
    this.#session?.end();
    this.#session = this.#begun = this.receipt = null;
    this.#end = end;
    this.#farewell = farewell;
    this.#changed();
  }

  /** The key opens nothing any more: erased, taken up elsewhere, or too old. @param {Session} session @param {Refusal} refusal */
  #closed(session, refusal) {
    const told = session.entries.unrecorded;
    const { token = "" } = session.key ?? {};
    if (this.#memory.key && this.#memory.key.token !== token) return this.#again();
    if (refusal.status === 410) return this.#erased(refusal.receipt, told);
    this.#dead = token;
    this.#close("gone", told);
  }

  /** Another tab has another key. */
  #again() {
    this.#close(null);
    this.begin();
  }

  /** @param {Receipt | null} receipt @param {Entry[]} farewell */
  #erased(receipt, farewell) {
    this.#memory.forget();
    this.#close("erased", farewell);
    this.receipt = receipt;
    this.#changed();
  }

  /** @param {string} text @param {string} sentence */
  #giveBack(text, sentence) {
    this.draft = [text, this.draft].filter(Boolean).join("\n");
    this.#tell("refused", { sentence, text });
  }

  /** @param {string} name @param {object} detail */
  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  /** What a choice was called. @param {string} value */
  #label(value) {
    const [, id, rest] = /^(.*):(.*)$/.exec(value) ?? [];
    const asked = this.entries.flatMap(({ choices, question }) => [{ choices, id: "", unit: "" }, ...(question?.parts ?? [])]);
    const offered = asked.flatMap(({ choices = [] }) => choices).findLast((choice) => choice.value === value);
    const unit = asked.findLast((part) => part.id === id)?.unit;
    return offered?.label ?? (unit ? `${rest} ${unit}` : rest ?? value);
  }

  /** @param {string} method @param {string} path @param {object} [body] @returns {Promise<any>} */
  async #ask(method, path, body) {
    const key = this.#session?.key ?? this.#memory.key;
    if (!key) throw new Refusal();
    return this.#api.ask(method, of(key) + path, { key, body });
  }

  /** What happens around the conversation: other tabs, the network, the page shown again. @param {Window} scope */
  #watch(scope) {
    const { signal } = this.#life;
    const on = (/** @type {EventTarget | undefined} */ what, /** @type {string} */ name, /** @type {(event: any) => void} */ act) =>
      what?.addEventListener?.(name, act, { signal });
    on(scope, "storage", (event) => this.#elsewhere(this.#memory.changed(event)));
    on(scope, "online", () => this.#session?.check());
    on(scope, "offline", () => this.#session?.check());
    on(scope.document, "visibilitychange", () => this.#session?.check());
  }

  /** Another tab has changed what is kept. @param {string | null} name */
  #elsewhere(name) {
    if (name === null) return;
    const mine = this.#session?.key;
    const { key, isCovered } = this.#memory;
    if (isCovered) return this.#end === "covered" ? undefined : this.#close("covered");
    if (mine && !key) return this.#forgotten(mine);
    if (mine && key?.token !== mine.token) return this.#again();
    this.#changed();
    this.#session?.send();
  }

  /** Another tab forgot it, or erased it: the gateway knows which. @param {Key} key */
  async #forgotten(key) {
    this.draft = "";
    this.#close(null);
    const error = await this.#api.ask("GET", `${of(key)}/messages`, { key }).catch((refusal) => refusal);
    if (error.status === 410 && !this.#session && !this.#end) this.#erased(error.receipt, []);
  }
}
