/** @import {Key, Entry, Receipt} from "./types.js" */

const PATIENCE = 20_000; // the gateway has words within 12 s
const STAYS = [400, 401, 409, 410, 413, 415, 422];

/** A no of the gateway's, or (status 0) none that is known to be its own: a network or a proxy between. */
export class Refusal extends Error {
  /** @param {number} [status] @param {any} [problem] @param {number} [retryAfter] milliseconds */
  constructor(status = 0, problem = {}, retryAfter = 0) {
    /** @type {Entry[]} */
    const messages = problem.messages ?? [];
    // `detail` begins with the safety words, which are shown by themselves.
    const spoken = messages.map(({ text }) => `${text}\n\n`).join("");
    const detail = String(problem.detail ?? "");
    super(detail.startsWith(spoken) ? detail.slice(spoken.length) : detail);
    this.status = status;
    this.messages = messages;
    /** @type {Receipt | null} */
    this.receipt = problem.receipt ?? null;
    this.retryAfter = retryAfter;
  }

  /** Whether the same may be sent again later. */
  get passes() {
    return !STAYS.includes(this.status);
  }
}

/** @param {Response} answer */
async function refusal(answer) {
  const problem = await answer.json().catch(() => ({}));
  const after = 1000 * Number(answer.headers.get("retry-after")) || 0;
  // What a proxy or a hotel's sign-in page says is not the gateway's no.
  const ours = String(problem?.type).startsWith("urn:yarrow:problem:");
  return ours ? new Refusal(answer.status, problem, after) : new Refusal(0, {}, after);
}

/** The gateway's chat API. Every failure is a Refusal. */
export class ChatApi {
  #base;

  /** @param {string | URL} gateway */
  constructor(gateway) {
    this.#base = new URL(String(gateway).replace(/\/*$/, "/"));
  }

  /** @param {string} path */
  url(path) {
    return new URL(path, this.#base).href;
  }

  /**
   * @param {string} method @param {string} path
   * @param {{ key?: Key | null, body?: object, stop?: AbortSignal }} [more]
   * @returns {Promise<any>}
   */
  async ask(method, path, { key, body, stop } = {}) {
    const control = new AbortController();
    const cancel = () => control.abort();
    const timer = setTimeout(cancel, PATIENCE);
    stop?.addEventListener("abort", cancel);
    try {
      return await (await this.#fetch(method, path, key, body, control.signal)).json();
    } catch (error) {
      throw error instanceof Refusal ? error : new Refusal();
    } finally {
      clearTimeout(timer);
      stop?.removeEventListener("abort", cancel);
    }
  }

  /** The stream of events after a message. @param {Key} key @param {string | null} after @param {AbortController} control */
  async events(key, after, control) {
    const timer = setTimeout(() => control.abort(), PATIENCE);
    try {
      return await this.#fetch("GET", `${of(key)}/events${place(after)}`, key, undefined, control.signal);
    } catch (error) {
      throw error instanceof Refusal ? error : new Refusal();
    } finally {
      clearTimeout(timer);
    }
  }

  /** @param {string} method @param {string} path @param {Key | null | undefined} key @param {object | undefined} body @param {AbortSignal} signal */
  async #fetch(method, path, key, body, signal) {
    const answer = await fetch(this.url(path), {
      method,
      signal,
      body: body && JSON.stringify(body),
      headers: {
        ...(key && { Authorization: `Bearer ${key.token}` }),
        ...(body && { "Content-Type": "application/json" }),
      },
      cache: "no-store",
      credentials: "omit",
      keepalive: method === "POST", // words on their way survive the page
      redirect: "error", // a redirected POST would be a GET, and its answer no answer
    });
    if (!answer.ok) throw await refusal(answer);
    return answer;
  }
}

/** @param {Key} key */
export const of = (key) => `api/conversations/${encodeURIComponent(key.conversation)}`;

/** @param {string | null} after */
export const place = (after) => (after ? `?after=${encodeURIComponent(after)}` : "");
