// A gateway for the widget's tests: a real server on loopback that answers as docs/chat-api.md says.
// It repeats her words ("You said: …") and asks question after question. What a test puts into `faults` goes wrong.
import { createServer } from "node:http";
import { once } from "node:events";

const choices = [
  { label: "Yes", value: "pregnant_now:yes" },
  { label: "No", value: "pregnant_now:no" },
];
const question = (number) => ({ id: `q${number}`, kind: "yes_no", section: "safety", skippable: true });
const DANGER = { text: "Please call 999 now.", level: "T0", calls: [{ label: "Call 999", to: "tel:999" }] };

export class Gateway {
  conversations = new Map();
  codes = new Map();
  /** What came in: {method, path, body}, in order. */
  seen = [];
  /** Called with each request before it is answered; returns true if it has seen to the answer. */
  faults = [];
  /** How long a turn takes. */
  delay = 0;
  /** How much later than the stream its answer comes. */
  hold = 0;
  complete = true;
  /** Her message is told a second time, once it is known what it answered. */
  tellsAgain = false;
  sockets = new Set();
  port = 0;

  static async start() {
    const gateway = new Gateway();
    await gateway.open();
    return gateway;
  }

  get url() {
    return `http://127.0.0.1:${this.port}`;
  }

  get posted() {
    return this.seen.filter(({ method, path }) => method === "POST" && path.endsWith("/messages")).map(({ body }) => body);
  }

  /** Listen; on the same port as before. */
  async open() {
    this.server = createServer((request, response) => this.#answer(request, response));
    this.server.on("connection", (socket) => {
      this.sockets.add(socket);
      socket.on("close", () => this.sockets.delete(socket));
    });
    this.server.listen(this.port, "127.0.0.1");
    await once(this.server, "listening");
    this.port = this.server.address().port;
  }

  /** Nobody listens any more, and all that was under way is broken; the record stays. */
  async cut() {
    const closed = once(this.server, "close");
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  /** The only conversation there is. */
  get one() {
    return [...this.conversations.values()].at(-1);
  }

  add(conversation, entry) {
    const number = conversation.entries.length + 1;
    const whole = {
      id: `m${number}`, from: "assistant", choices: [], question: null, level: null, calls: [], answered: null,
      at: new Date(Date.UTC(2026, 0, 1, 0, 0, number)).toISOString(), ...entry,
    };
    conversation.entries.push(whole);
    for (const stream of conversation.streams) send(stream, "message", whole);
    return whole;
  }

  staff(text, title = "Nurse") {
    return this.add(this.one, { from: "staff", text, by: { title } });
  }

  /** A person writes from now on (no title: nobody does), and may be typing. */
  attend(title = null, typing = false) {
    this.one.staff = title && { title };
    for (const stream of this.one.streams) send(stream, "staff", { title, typing }, "");
  }

  endStreams() {
    for (const stream of this.one.streams) stream.end();
    this.one.streams.clear();
  }

  erase(conversation) {
    conversation.receipt ??= { receipt: "R-1", conversation: conversation.id, erased_at: "2026-01-01T00:00:00.000Z", deleted: {} };
    this.#hangUp(conversation);
    conversation.entries = [];
    return conversation.receipt;
  }

  #hangUp(conversation) {
    for (const stream of conversation.streams) {
      send(stream, "erased", { conversation: conversation.id });
      stream.end();
    }
    conversation.streams.clear();
  }

  async #answer(request, response) {
    const parts = [];
    for await (const part of request) parts.push(part);
    const text = Buffer.concat(parts).toString();
    const url = new URL(request.url, this.url);
    const asked = { method: request.method, path: url.pathname, after: url.searchParams.get("after"), body: text ? JSON.parse(text) : null };
    this.seen.push(asked);
    for (const fault of this.faults) if (await fault(asked, response, request)) return;
    this.#route(asked, request, response);
  }

  #route(asked, request, response) {
    if (asked.path === "/api/conversations") return this.#begin(asked, response);
    if (asked.path === "/api/resume") return this.#resume(asked, response);
    const [, id, what = ""] = /^\/api\/conversations\/([^/]+)\/?(.*)$/.exec(asked.path) ?? [];
    const conversation = this.conversations.get(id);
    if (request.headers.authorization !== `Bearer ${conversation?.token}`) return problem(response, 401, "wrong-key", "This key opens nothing.");
    if (conversation.receipt && asked.method !== "DELETE") return problem(response, 410, "erased", "This conversation was deleted.", { receipt: conversation.receipt });
    if (asked.method === "DELETE") return this.#late(this.erase(conversation), response);
    if (asked.method === "POST" && what === "messages") return this.#take(conversation, asked.body, response);
    if (what === "links") return json(response, 201, { url: "/api/links/abc", expires_at: "2026-01-01T00:10:00.000Z" });
    if (what === "resume-code") return json(response, 200, this.#code(conversation));
    const at = asked.after ? conversation.entries.findIndex((entry) => entry.id === asked.after) : -1;
    if (asked.after && at < 0) return problem(response, 422, "no-place", "There is no message with this id.");
    if (what === "messages") return json(response, 200, { messages: conversation.entries.slice(at + 1), staff: conversation.staff ?? null });
    return this.#stream(conversation, asked.after ? conversation.entries.slice(at + 1) : [], response);
  }

  #begin(asked, response) {
    if (asked.body.locale === "XX") return problem(response, 422, "wrong-form", "The message does not have the form it needs.");
    const number = this.conversations.size + 1;
    const conversation = { id: `c${number}`, token: `token-${number}`, entries: [], streams: new Set(), answers: new Map(), asked: 1 };
    this.conversations.set(conversation.id, conversation);
    this.add(conversation, { text: "Hello, I'm Yarrow." });
    this.add(conversation, { text: "Question 1?", choices, question: question(1) });
    json(response, 201, { conversation: conversation.id, token: conversation.token, messages: conversation.entries });
  }

  #code(conversation) {
    this.codes.set("ABCD-EFGH", conversation);
    return { code: "ABCD-EFGH", expires_at: "2026-01-02T00:00:00.000Z" };
  }

  #resume(asked, response) {
    const conversation = this.codes.get(asked.body.code);
    if (!conversation) return problem(response, 401, "wrong-code", "That code doesn't work.");
    conversation.token += "+";
    this.#hangUp(conversation); // the old key's streams hear the same as those of an erased conversation
    json(response, 200, { conversation: conversation.id, token: conversation.token });
  }

  async #take(conversation, body, response) {
    const known = conversation.answers.get(body.id);
    if (known) return json(response, 200, await known);
    const turn = this.#turn(conversation, body);
    conversation.answers.set(body.id, turn);
    await this.#late(await turn, response);
  }

  async #late(content, response) {
    await new Promise((go) => setTimeout(go, this.hold));
    json(response, 200, content);
  }

  async #turn(conversation, body) {
    const said = body.text ?? body.choices.join(", ");
    const answered = `q${conversation.asked}`;
    this.add(conversation, { id: body.id, from: "patient", text: said, answered: conversation.staff ? null : answered });
    if (conversation.staff) return { messages: [], complete: true, answered: null, staff: conversation.staff };
    await new Promise((go) => setTimeout(go, this.delay));
    if (said === "erase me") {
      const { receipt } = this.erase(conversation);
      return { messages: [{ ...DANGER, level: null, calls: [], id: "last-1", from: "assistant", at: "2026-01-01T00:00:00.000Z", text: "It is deleted." }], complete: true, receipt };
    }
    if (this.tellsAgain) for (const stream of conversation.streams) send(stream, "message", { ...conversation.entries.at(-1), answered: "later" }, "");
    const messages = [];
    if (said.includes("bleeding")) messages.push(this.add(conversation, DANGER));
    messages.push(this.add(conversation, { text: `You said: ${said}` }));
    conversation.asked += 1;
    messages.push(this.add(conversation, { text: `Question ${conversation.asked}?`, choices, question: question(conversation.asked) }));
    return { messages, complete: this.complete, answered: this.tellsAgain ? null : answered };
  }

  #stream(conversation, entries, response) {
    response.writeHead(200, { "Content-Type": "text/event-stream" });
    response.write("retry: 2000\n\n");
    for (const entry of entries) send(response, "message", entry);
    if (conversation.staff) send(response, "staff", { ...conversation.staff, typing: false }, "");
    conversation.streams.add(response);
    response.on("close", () => conversation.streams.delete(response));
  }
}

const send = (stream, name, content, id = content.id) =>
  stream.write(`event: ${name}\n${id ? `id: ${id}\n` : ""}data: ${JSON.stringify(content)}\n\n`);

export function json(response, status, content, headers = {}) {
  response.writeHead(status, { "Content-Type": "application/json", ...headers });
  response.end(JSON.stringify(content));
}

/** A no, as the gateway gives it; `spoken`: the safety words that come with it. */
export function problem(response, status, kind, sentence, { spoken = [], headers = {}, ...more } = {}) {
  const messages = spoken.map((text, at) => ({ id: `unrecorded-${at + 1}`, from: "assistant", text, choices: [], question: null, level: "T0", at: null }));
  const detail = [...spoken, sentence].join("\n\n");
  json(response, status, { type: `urn:yarrow:problem:${kind}`, title: "-", status, detail, ...(spoken.length && { messages }), ...more }, headers);
}

/** The next so many requests that fit go wrong in this way. */
export function next(gateway, fits, act, times = 1) {
  gateway.faults.push(async (asked, response, request) => {
    if (times <= 0 || !fits(asked)) return false;
    times -= 1;
    return (await act(response, request, asked)) !== false;
  });
}

export const isSaid = ({ method, path }) => method === "POST" && path.endsWith("/messages");
export const isStream = ({ path }) => path.endsWith("/events");
