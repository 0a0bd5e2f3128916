/** @import {StreamEvent} from "./types.js" */
/** @import {Pace} from "./pace.js" */
import { Refusal } from "./chat-api.js";

const SILENCE = 40_000; // the gateway says every 15 s that it is still there

/**
 * Reads server-sent events; `alive` is called whenever something comes.
 * @param {ReadableStream<Uint8Array>} bytes @param {() => void} alive
 * @returns {AsyncGenerator<StreamEvent>}
 */
export async function* eventsOf(bytes, alive) {
  const decoder = new TextDecoder();
  const reader = bytes.getReader();
  /** @type {Record<string, string>} */
  let fields = {};
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    alive();
    const lines = (rest + decoder.decode(value, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      const [, name, content] = /^(\w*): ?(.*?)\r?$/.exec(line) ?? [];
      if (name) fields[name] = name in fields && name === "data" ? `${fields.data}\n${content}` : content ?? "";
      else if (!line.trim()) {
        if ("data" in fields) yield { name: fields.event ?? "message", id: fields.id ?? null, content: fields.data ?? "" };
        fields = {};
      }
    }
  }
}

/** A stream of events that is opened again whenever it ends, while the page can be seen. */
export class EventStream {
  #pace;
  #document;
  /** @type {AbortController | null} */
  #line = null;

  /** @param {Pace} pace @param {Document | undefined} document */
  constructor(pace, document) {
    this.#pace = pace;
    this.#document = document;
  }

  /** Hang up; `listen` dials again by itself. */
  drop() {
    this.#line?.abort();
  }

  /**
   * @param {(control: AbortController) => Promise<Response>} open
   * @param {(event: StreamEvent) => Promise<void>} hear
   * @param {(refusal: Refusal) => Promise<void>} lose
   * @param {AbortSignal} stop
   */
  async listen(open, hear, lose, stop) {
    stop.addEventListener("abort", () => this.drop());
    for (let tries = 0; !stop.aborted; ) {
      // Browsers allow six connections to a host: a page nobody sees leaves them to the others.
      if (this.#document?.visibilityState === "hidden") await this.#pace.sleep(SILENCE);
      else {
        const refusal = await this.#follow(open, hear);
        if (stop.aborted) return;
        tries = refusal ? tries + 1 : 0;
        if (refusal) await lose(refusal);
        if (!stop.aborted) await this.#pace.wait(tries - 1, refusal?.retryAfter);
      }
    }
  }

  /**
   * One stream, to its end. @returns {Promise<Refusal | null>} why it could not be had, if so
   * @param {(control: AbortController) => Promise<Response>} open @param {(event: StreamEvent) => Promise<void>} hear
   */
  async #follow(open, hear) {
    const line = (this.#line = new AbortController());
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    const alive = () => {
      clearTimeout(timer);
      timer = setTimeout(() => line.abort(), SILENCE);
    };
    try {
      const { body } = await open(line);
      alive();
      if (body) for await (const event of eventsOf(body, alive)) await hear(event);
    } catch (error) {
      if (error instanceof Refusal) return error;
    } finally {
      clearTimeout(timer);
      line.abort();
    }
    return null; // it was open, and broke: to be opened again, with no more said
  }
}
