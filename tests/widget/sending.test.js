import assert from "node:assert/strict";
import test from "node:test";
import { TooLong, lengthOf } from "../../widget/conversation.js";
import { isSaid, json, next, problem } from "./gateway.js";
import { Browser } from "./page.js";
import { begun, gateway, settled, soon, talk, texts, unsent, until } from "./support.js";

const OPENING = ["Hello, I'm Yarrow.", "Question 1?"];

test("a conversation begins with the gateway's words, which are announced", async () => {
  const there = await gateway();
  const chat = await begun(there, undefined, { locale: "UK" });
  assert.deepEqual(texts(chat), OPENING);
  assert.deepEqual(chat.heard, OPENING);
  assert.equal(chat.state, "idle");
  assert.equal(chat.question?.question?.id, "q1");
  assert.deepEqual(there.seen[0].body, { locale: "UK", channel: "widget" });
});

test("her words are shown at once, sent, answered, and then in the order of the record", async () => {
  const there = await gateway();
  const chat = await begun(there);
  const id = chat.say({ text: "35" });
  assert.deepEqual(unsent(chat), ["35"]);
  assert.equal(chat.question, null);
  await settled(chat);
  await until(() => chat.entries.find((entry) => entry.id === id)?.at === there.one.entries[2].at);
  assert.deepEqual(chat.entries, there.one.entries);
  assert.equal(chat.question?.question?.id, "q2");
  assert.ok(chat.states.includes("waiting"));
  assert.deepEqual(chat.heard, [...OPENING, "You said: 35", "Question 2?"]);
});

test("a reload shows what was said and announces none of it", async () => {
  const there = await gateway();
  const browser = new Browser();
  const chat = await begun(there, browser.page());
  chat.say({ text: "35" });
  await settled(chat);
  chat.close();
  const again = await begun(there, browser.page(chat.page));
  assert.deepEqual(again.entries, there.one.entries);
  assert.deepEqual(again.heard, []);
  assert.equal(there.conversations.size, 1);
});

test("messages go one after another, in the order they were said", async () => {
  const there = await gateway();
  there.delay = 20;
  const chat = await begun(there);
  for (const text of ["one", "two", "three"]) chat.say({ text });
  assert.deepEqual(unsent(chat), ["one", "two", "three"]);
  await settled(chat);
  assert.deepEqual(there.posted.map(({ text }) => text), ["one", "two", "three"]);
  await until(() => chat.entries.length === there.one.entries.length);
  assert.deepEqual(texts(chat), there.one.entries.map(({ text }) => text));
});

test("words said before there is a conversation are sent once there is one", async () => {
  const there = await gateway();
  await there.cut();
  const chat = talk(there);
  await chat.begin();
  assert.equal(chat.state, "away");
  chat.say({ text: "is anybody there" });
  assert.deepEqual(unsent(chat), ["is anybody there"]);
  await there.open();
  chat.retryNow();
  await settled(chat);
  assert.ok(texts(chat).includes("You said: is anybody there"));
});

test("a choice is shown by its label until the record tells", async () => {
  const there = await gateway();
  there.delay = 50;
  const chat = await begun(there);
  chat.say({ choices: ["pregnant_now:no"], text: "I think" });
  assert.deepEqual(unsent(chat), ["I think\nNo"]);
  await settled(chat);
  assert.deepEqual(there.posted[0].choices, ["pregnant_now:no"]);
});

test("a change of an earlier answer leaves the open question open", async () => {
  const there = await gateway();
  there.delay = 50;
  const chat = await begun(there);
  chat.say({ text: "36", changes: "q0" });
  assert.equal(chat.question?.question?.id, "q1");
  await settled(chat);
  assert.equal(there.posted[0].changes, "q0");
});

test("nothing is no message", async () => {
  const there = await gateway();
  const chat = await begun(there);
  for (const text of ["", "  \n ", "\u0000", "\ud800"]) assert.equal(chat.say({ text }), null);
  assert.equal(chat.say({ choices: [] }), null);
  await soon();
  assert.equal(there.posted.length, 0);
});

test("length is counted as the gateway counts: in signs, composed", async () => {
  const there = await gateway();
  const chat = await begun(there);
  assert.equal(lengthOf("e\u0301"), 1);
  assert.equal(lengthOf("👩‍👩‍👧"), 5);
  assert.equal(lengthOf(" a\r\nb\ud800\u0007 "), 3);
  assert.throws(() => chat.say({ text: "😀".repeat(4001) }), (error) => error instanceof TooLong && error.most === 4000);
  assert.deepEqual(unsent(chat), []);
  chat.say({ text: "😀".repeat(4000) });
  chat.say({ text: "e\u0301".repeat(4000) });
  chat.say({ text: "half \udc00 a sign" });
  await settled(chat);
  assert.deepEqual(there.posted.map(({ text }) => [...text].length), [4000, 4000, 12]);
});

test("ids are unique and of the gateway's form, without randomUUID", async (t) => {
  t.mock.method(crypto, "randomUUID", () => assert.fail("not there on plain http"));
  const there = await gateway();
  await there.cut();
  const chat = talk(there);
  const ids = Array.from({ length: 200 }, (_, number) => chat.say({ text: `${number}` }));
  assert.equal(new Set(ids).size, 200);
  for (const id of ids) assert.match(String(id), /^[A-Za-z0-9._:-]{1,64}$/);
  assert.deepEqual(chat.entries.map(({ id }) => id), ids);
});

test("an answer whose way back was cut is asked for again under the same id", async () => {
  const there = await gateway();
  const chat = await begun(there);
  next(there, isSaid, async (response, _, { body }) => {
    there.add(there.one, { id: body.id, from: "patient", text: body.text });
    const said = there.add(there.one, { text: "You said: heard" });
    there.one.answers.set(body.id, Promise.resolve({ messages: [said], complete: true }));
    response.socket.destroy();
  });
  chat.say({ text: "heard" });
  await until(() => texts(chat).includes("You said: heard"));
  await settled(chat);
  assert.equal(new Set(there.posted.map(({ id }) => id)).size, 1);
  assert.deepEqual(texts(chat), [...OPENING, "heard", "You said: heard"]);
  assert.equal(chat.heard.filter((text) => text === "You said: heard").length, 1);
});

test("the stream may bring her words and the answer before the POST returns", async () => {
  const there = await gateway();
  const chat = await begun(there);
  await until(() => there.one.streams.size);
  let release;
  next(there, isSaid, () => new Promise((go) => (release = () => go(false))));
  chat.say({ text: "quick" });
  await until(() => release);
  const { id } = there.posted[0];
  there.add(there.one, { id, from: "patient", text: "quick" });
  const said = there.add(there.one, { text: "Quick as that." });
  there.one.answers.set(id, Promise.resolve({ messages: [said], complete: true, answered: "q1" }));
  await until(() => texts(chat).includes("Quick as that."));
  assert.deepEqual(unsent(chat), []);
  release();
  await settled(chat);
  assert.deepEqual(texts(chat), [...OPENING, "quick", "Quick as that."]);
  assert.deepEqual(chat.heard.slice(2), ["Quick as that."]);
  assert.equal(chat.entries[2].answered, "q1");
});

test("an incomplete answer is followed by the rest", async () => {
  const there = await gateway();
  there.complete = false;
  const chat = await begun(there);
  chat.say({ text: "hm" });
  await settled(chat);
  there.staff("A nurse here.");
  await until(() => texts(chat).at(-1) === "A nurse here.");
  assert.equal(chat.entries.at(-1)?.from, "staff");
  assert.equal(chat.question?.question?.id, "q2");
});

for (const [status, kind] of [[413, "too-long"], [422, "not-offered"], [409, "same-id"], [415, "not-json"], [400, "not-json"]]) {
  test(`a refusal that stays (${status}) gives the words back`, async () => {
    const there = await gateway();
    const chat = await begun(there);
    next(there, isSaid, (response) => problem(response, status, kind, "Please say it otherwise."));
    chat.draft = "and more";
    chat.say({ text: "my words" });
    await until(() => chat.refused.length);
    assert.deepEqual(chat.refused, [{ sentence: "Please say it otherwise.", text: "my words" }]);
    assert.equal(chat.draft, "my words\nand more");
    assert.deepEqual(texts(chat), OPENING);
    assert.equal(chat.question?.question?.id, "q1");
    assert.equal(chat.state, "idle");
    assert.equal(there.posted.length, 1);
  });
}

test("the safety words of a refusal come first, once, and are not in the sentence", async () => {
  const there = await gateway();
  const chat = await begun(there);
  next(there, isSaid, (response) => problem(response, 413, "too-long", "Too long.", { spoken: ["Call 999.", "Do not wait."] }));
  chat.say({ text: "so much" });
  await until(() => chat.refused.length);
  assert.deepEqual(texts(chat), [...OPENING, "Call 999.", "Do not wait."]);
  assert.deepEqual(chat.heard.slice(2), ["Call 999.", "Do not wait."]);
  assert.equal(chat.refused[0].sentence, "Too long.");
  assert.deepEqual([chat.entries[2].level, chat.entries[2].calls], ["T0", []]);
});

test("safety words told unrecorded give way to the recorded ones, read or not", async () => {
  const there = await gateway();
  const chat = await begun(there);
  next(there, isSaid, (response) =>
    problem(response, 503, "record-unavailable", "Not kept.", { spoken: ["Please call 999 now."], headers: { "Retry-After": "0" } }), 2);
  chat.say({ text: "I am bleeding" });
  await until(() => texts(chat).includes("Please call 999 now."));
  assert.equal(chat.state, "away");
  assert.equal(chat.trouble, "Not kept.");
  assert.deepEqual(unsent(chat), ["I am bleeding"]);
  chat.acknowledge(chat.entries[2].id);
  await settled(chat);
  assert.deepEqual(texts(chat).slice(2), ["I am bleeding", "Please call 999 now.", "You said: I am bleeding", "Question 2?"]);
  assert.equal(chat.heard.filter((text) => text === "Please call 999 now.").length, 1);
  assert.ok(chat.isAcknowledged(chat.entries[3].id));
});

test("what a proxy says is no refusal: the words wait", async () => {
  const there = await gateway();
  const chat = await begun(there);
  next(there, isSaid, (response) => json(response, 413, { error: "nginx" }));
  next(there, isSaid, (response) => response.writeHead(401, { "Content-Type": "text/html" }).end("<h1>Sign in</h1>"));
  next(there, isSaid, (response) => json(response, 200, { hello: "hotel" }));
  chat.say({ text: "keep me" });
  for (let tries = 1; tries < 4; tries++) {
    await until(() => there.posted.length === tries && chat.state === "away");
    assert.deepEqual(unsent(chat), ["keep me"]);
    chat.retryNow();
  }
  await settled(chat);
  assert.deepEqual(chat.refused, []);
});
