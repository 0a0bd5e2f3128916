import assert from "node:assert/strict";
import test from "node:test";
import { Pace, eventsOf } from "../../widget/chat-api.js";
import { isSaid, isStream, json, next, problem } from "./gateway.js";
import { begun, gateway, hurried, settled, soon, talk, texts, unsent, until } from "./support.js";

const listening = (there) => until(() => there.one.streams.size > 0, "listening");

test("without the network words wait in order, and go when it is back", async () => {
  const there = await gateway();
  const chat = await begun(there);
  await listening(there);
  await there.cut();
  chat.say({ text: "one" });
  chat.say({ text: "two" });
  await until(() => chat.state === "away");
  assert.equal(chat.trouble, null);
  assert.deepEqual(unsent(chat), ["one", "two"]);
  await there.open();
  chat.page.dispatchEvent(new Event("online"));
  await settled(chat);
  assert.deepEqual(there.one.entries.filter(({ from }) => from === "patient").map(({ text }) => text), ["one", "two"]);
});

test("it tries again by itself", async () => {
  const there = await gateway();
  const chat = await begun(there);
  await there.cut();
  chat.say({ text: "patience" });
  await until(() => chat.state === "away");
  await there.open();
  await settled(chat);
});

test("a network that goes is seen though nothing is sent, and what was said meanwhile is brought", async () => {
  const there = await gateway();
  const chat = await begun(there);
  await listening(there);
  await there.cut();
  chat.page.dispatchEvent(new Event("offline"));
  await until(() => chat.state === "away");
  there.staff("Are you there?");
  await there.open();
  chat.page.dispatchEvent(new Event("online"));
  await until(() => chat.state === "idle");
  await until(() => texts(chat).includes("Are you there?"));
  assert.ok(chat.heard.includes("Are you there?"));
});

test("a stream that ends goes on after the last message", async () => {
  const there = await gateway();
  const chat = await begun(there);
  await listening(there);
  there.endStreams();
  there.staff("In between.");
  await until(() => texts(chat).includes("In between."));
  const streams = there.seen.filter(isStream);
  assert.deepEqual(streams.map(({ after }) => after), ["m2", "m2"]);
  assert.deepEqual(chat.heard.filter((text) => text === "In between."), ["In between."]);
  assert.equal(chat.states.includes("away"), false);
});

test("a message told again keeps its place, and the stream goes on where it was", async () => {
  const there = await gateway();
  there.tellsAgain = true;
  const chat = await begun(there);
  await listening(there);
  chat.say({ text: "35" });
  await settled(chat);
  await until(() => chat.entries.length === 5 && chat.entries[2]?.answered === "later");
  assert.deepEqual(texts(chat), there.one.entries.map(({ text }) => text));
  there.endStreams();
  await until(() => there.seen.filter(isStream).length > 1);
  assert.equal(there.seen.filter(isStream).at(-1)?.after, "m5");
});

test("a page nobody sees leaves its connection to others, and catches up when seen", async () => {
  const there = await gateway();
  const chat = await begun(there);
  await listening(there);
  chat.page.show("hidden");
  await until(() => !there.one.streams.size);
  there.staff("While you were away.");
  await soon(1500);
  assert.ok(!texts(chat).includes("While you were away."));
  chat.page.show("visible");
  await until(() => texts(chat).includes("While you were away."));
});

test("messages stand in the order of the record, however they came", async () => {
  const there = await gateway();
  const chat = await begun(there);
  await listening(there);
  chat.page.show("hidden");
  await until(() => !there.one.streams.size);
  there.staff("First of all.");
  chat.say({ text: "hello" });
  await settled(chat);
  assert.deepEqual(texts(chat).slice(2), ["hello", "You said: hello", "Question 2?"]);
  chat.page.show("visible");
  await until(() => texts(chat).includes("First of all."));
  assert.deepEqual(chat.entries, there.one.entries);
});

test("too many windows: what is new is read instead", async () => {
  const there = await gateway();
  next(there, isStream, (response) => problem(response, 429, "too-many-streams", "Please close one.", { headers: { "Retry-After": "30" } }));
  const chat = await begun(there);
  await until(() => there.seen.filter(({ method, path }) => method === "GET" && path.endsWith("/messages")).length > 1);
  assert.equal(chat.state, "idle");
});

test("a place the record does not know is no end: all is read again", async () => {
  const there = await gateway();
  const chat = await begun(there);
  await listening(there);
  there.one.entries.splice(1, 1, { ...there.one.entries[1], id: "restored" });
  there.endStreams();
  await until(() => chat.entries.some(({ id }) => id === "restored"));
  assert.deepEqual(chat.entries, there.one.entries);
});

test("too fast: Retry-After is kept to, the words stay", async () => {
  const there = await gateway();
  const chat = await begun(there);
  next(there, isSaid, (response) => problem(response, 429, "too-fast", "Please wait a minute.", { headers: { "Retry-After": "2" } }));
  const start = Date.now();
  chat.say({ text: "quick" });
  await until(() => chat.state === "away");
  assert.equal(chat.trouble, "Please wait a minute.");
  assert.deepEqual(unsent(chat), ["quick"]);
  await settled(chat);
  assert.ok(Date.now() - start >= 2000);
  assert.equal(there.posted.length, 2);
  assert.equal(chat.trouble, null);
});

for (const status of [500, 503, 408]) {
  test(`a refusal that passes (${status}) keeps the words`, async () => {
    const there = await gateway();
    const chat = await begun(there);
    next(there, isSaid, (response) => problem(response, status, "internal", "Something went wrong."));
    chat.say({ text: "again" });
    await until(() => chat.state === "away");
    chat.retryNow();
    await settled(chat);
    assert.equal(new Set(there.posted.map(({ id }) => id)).size, 1);
    assert.equal(there.posted.length, 2);
  });
}

test("a start that is refused for now is tried again", async () => {
  const there = await gateway();
  next(there, ({ path }) => path === "/api/conversations", (response) => problem(response, 429, "too-fast", "Many were started."));
  const chat = talk(there);
  await chat.begin();
  assert.deepEqual([chat.state, chat.trouble], ["away", "Many were started."]);
  chat.retryNow();
  await until(() => chat.state === "idle");
  assert.deepEqual(texts(chat), ["Hello, I'm Yarrow.", "Question 1?"]);
});

test("a page that names a place nobody knows still gets a conversation", async () => {
  const there = await gateway();
  const chat = talk(there, undefined, { locale: "XX" });
  chat.begin();
  await until(() => chat.state === "away");
  chat.retryNow();
  await until(() => chat.state === "idle");
});

test("a redirect is not followed: its answer would be no answer", async () => {
  const there = await gateway();
  const chat = await begun(there);
  next(there, isSaid, (response) => response.writeHead(302, { Location: "/api/elsewhere" }).end());
  chat.say({ text: "stay" });
  await until(() => chat.state === "away");
  chat.retryNow();
  await settled(chat);
  assert.ok(!there.seen.some(({ path }) => path.endsWith("elsewhere")));
});

test("a stream that has fallen silent is opened again", async (t) => {
  hurried(t, 40_000);
  // A request whose objects were collected meanwhile no longer hears that it is to stop: it has to end all the same.
  const collecting = setInterval(() => globalThis.gc?.(), 10);
  t.after(() => clearInterval(collecting));
  const there = await gateway();
  const chat = await begun(there);
  await until(() => there.seen.filter(isStream).length > 1);
  assert.equal(chat.state, "idle");
});

test("an answer that never comes is asked for again, under the same id", async (t) => {
  hurried(t, 20_000);
  const there = await gateway();
  const chat = await begun(there);
  next(there, isSaid, () => true);
  chat.say({ text: "anybody" });
  await until(() => chat.state === "away");
  await settled(chat);
  assert.equal(new Set(there.posted.map(({ id }) => id)).size, 1);
});

test("waits grow, differ, end at thirty seconds, and are over when woken", async (t) => {
  const waits = [];
  t.mock.method(globalThis, "setTimeout", (_, milliseconds) => waits.push(milliseconds));
  const pace = new Pace();
  for (const tries of [0, 1, 2, 3, 4, 5, 6, 60]) pace.wait(tries, 0);
  t.mock.restoreAll();
  waits.forEach((wait, tries) => {
    const most = Math.min(30_000, 1000 * 2 ** tries);
    assert.ok(wait >= most / 2 && wait <= most, `${tries}: ${wait}`);
  });
  assert.equal(new Set(waits).size, waits.length);
  const asleep = Promise.all([pace.sleep(60_000), pace.wait(5, 60_000)]);
  pace.wake();
  await asleep;
});

test("events are read whole, wherever the network cut them", async () => {
  const bytes = new TextEncoder().encode('retry: 2000\n\nevent: message\nid: m1\ndata: {"text":"é😀\\n"}\n\n: still here\n\nevent: erased\ndata: {}\n\n');
  const stream = new ReadableStream({
    start(control) {
      for (const byte of bytes) control.enqueue(Uint8Array.of(byte));
      control.close();
    },
  });
  const events = [];
  for await (const event of eventsOf(new Response(stream))) events.push(event);
  assert.deepEqual(events, [{ name: "message", content: '{"text":"é😀\\n"}' }, { name: "erased", content: "{}" }]);
});

test("what is not the gateway's answer is never taken for one", async () => {
  const there = await gateway();
  next(there, ({ path }) => path === "/api/conversations", (response) => json(response, 200, { login: true }));
  const chat = talk(there);
  await chat.begin();
  assert.equal(chat.state, "away");
  assert.equal(chat.isKept, false);
  chat.retryNow();
  await until(() => chat.state === "idle");
});
