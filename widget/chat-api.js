/** @import {Ask, Line} from "./types.js" */
const PATIENCE = 20_000; // the gateway has words within 12 s
const SILENCE = 40_000; // and says every 15 s that it is still there
const STAYS = [400, 401, 409, 410, 413, 415, 422];

/** A no of the gateway's; status 0: none that is known to be its own. */
export class Refusal extends Error {
  constructor(status = 0, /** @type {any} */ problem = {}, after = 0) {
    // `detail` begins with the safety words, which are shown by themselves.
    super((problem.detail ?? "").split("\n\n").pop());
    this.status = status;
    this.after = after;
    this.messages = problem.messages ?? [];
    this.receipt = problem.receipt ?? null;
    this.passes = !STAYS.includes(status);
  }
}

/** The gateway's API; every failure is a Refusal. @type {(gateway: URL) => Ask} */
export const chatApi = (gateway) => async (method, path, { key, body, stop, line } = {}) => {
  const control = line ?? new AbortController();
  const cancel = () => control.abort();
  const timer = setTimeout(cancel, PATIENCE);
  stop?.addEventListener("abort", cancel, { signal: control.signal });
  try {
    const answer = await fetch(new URL(`api/${path}`, gateway), {
      method,
      body: body && JSON.stringify(body),
      headers: {
        ...(key && { Authorization: `Bearer ${key.token}` }),
        ...(body && { "Content-Type": "application/json" }),
      },
      signal: control.signal,
      cache: "no-store",
      credentials: "omit",
      keepalive: method === "POST", // words on their way outlive the page
      redirect: "error", // a redirected POST would be a GET, and its answer no answer
    });
    if (answer.ok) return line ? answer : await answer.json();
    const problem = await answer.json();
    // What a proxy or a sign-in page says is not the gateway's no.
    if (!problem.type.startsWith("urn:yarrow:")) throw 0;
    throw new Refusal(answer.status, problem, 1000 * Number(answer.headers.get("retry-after")) || 0);
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal();
  } finally {
    clearTimeout(timer);
    if (!line) cancel();
  }
};

/** Waits between tries: longer each time, not all devices at once, and over when woken. */
export class Pace {
  wake = () => {};
  #woken = this.#next();

  #next() {
    return new Promise((wake) => (this.wake = () => {
      this.#woken = this.#next();
      wake(0);
    }));
  }

  async sleep(milliseconds = 0) {
    let timer;
    await Promise.race([this.#woken, new Promise((go) => (timer = setTimeout(go, milliseconds)))]);
    clearTimeout(timer);
  }

  /** After so many failures, and not before the gateway wants it. */
  wait(tries = 0, least = 0) {
    return this.sleep(least + Math.min(30_000, 1000 * 2 ** tries) * (0.5 + Math.random() / 2));
  }
}

/** Server-sent events, as the gateway writes them; a stream that says nothing any more ends. @type {Line["read"]} */
export async function* eventsOf(answer) {
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let timer = setTimeout(() => {});
  // Its reading is ended, not the request: Node may have let go of that one's signal.
  const read = () => {
    clearTimeout(timer);
    timer = setTimeout(() => reader?.cancel(), SILENCE);
    return reader?.read();
  };
  try {
    for (let rest = "", part; (part = await read()) && !part.done; ) {
      const blocks = (rest + part.value).split("\n\n");
      rest = blocks.pop() ?? "";
      for (const block of blocks) {
        const [, name = "", content = ""] = /^event: (.*)\n(?:id.*\n)?data: (.*)/m.exec(block) ?? [];
        if (name) yield { name, content };
      }
    }
  } finally {
    clearTimeout(timer);
  }
}

/** A stream that is opened again whenever it ends, while the page can be seen. @type {Line["listen"]} */
export async function listen({ open, hear, lose, pace, page, stop }) {
  for (let tries = 0; !stop.aborted; ) {
    // Browsers allow six connections to a host: a page nobody sees leaves them to the others.
    if (page?.visibilityState === "hidden") {
      await pace.sleep(SILENCE);
      continue;
    }
    const line = new AbortController();
    let after = 0;
    try {
      const answer = await open(line);
      tries = 0;
      for await (const event of eventsOf(answer)) await hear(event);
    } catch (error) {
      // Otherwise it was open and broke: it is opened again, and nothing said.
      if (error instanceof Refusal && !stop.aborted) {
        tries++;
        after = error.after;
        await lose(error);
      }
    }
    line.abort();
    if (!stop.aborted) await pace.wait(tries, after);
  }
}
