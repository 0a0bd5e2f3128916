import assert from "node:assert/strict";
import test from "node:test";
import { isSaid, next, problem } from "./gateway.js";
import { Browser } from "./page.js";
import { begun, gateway, settled, soon, talk, texts, unsent, until } from "./support.js";

const MARK = "words-that-must-not-stay";

test("kept on the device: the key, unsent words, the draft; not the transcript", async () => {
  const there = await gateway();
  const browser = new Browser();
  const chat = await begun(there, browser.page());
  chat.say({ text: MARK });
  assert.ok(browser.text.includes(MARK));
  await settled(chat);
  assert.equal(browser.text.includes(MARK), false);
  assert.equal(browser.text.includes("Yarrow"), false);
  assert.deepEqual(Object.keys(browser.store.all), [`yarrow:${there.url}/:key`]);
});

test("words leave the storage as soon as the stream shows that they are there", async () => {
  const there = await gateway();
  const browser = new Browser();
  const chat = await begun(there, browser.page());
  await until(() => there.one.streams.size);
  there.delay = 400;
  chat.say({ text: MARK });
  await until(() => there.one.entries.length === 3);
  await soon();
  assert.equal(chat.state, "waiting");
  assert.equal(browser.text.includes(MARK), false);
  await settled(chat);
});

test("a storage that is full: words are held by the page and sent", async () => {
  const there = await gateway();
  const browser = new Browser();
  const chat = await begun(there, browser.page());
  assert.ok(chat.isDurable);
  browser.store.isFull = true;
  await there.cut();
  chat.say({ text: "held" });
  chat.draft = "draft";
  assert.deepEqual(unsent(chat), ["held"]);
  assert.equal(chat.isDurable, false);
  assert.equal(chat.draft, "draft");
  await there.open();
  chat.retryNow();
  await settled(chat);
});

for (const hasLocks of [true, false]) {
  test(`a browser that refuses storage still has a conversation (locks: ${hasLocks})`, async () => {
    const there = await gateway();
    const browser = new Browser({ hasLocks });
    browser.refuses = true;
    const chat = await begun(there, browser.page());
    chat.draft = "draft";
    assert.equal(chat.draft, "draft");
    chat.say({ text: "private" });
    await settled(chat);
    assert.equal(chat.isDurable, false);
    assert.ok(texts(chat).includes("You said: private"));
    chat.leave();
    assert.equal(chat.draft, "");
    assert.equal(chat.isKept, false);
  });
}

test("a storage emptied while words wait loses none of them", async () => {
  const there = await gateway();
  const browser = new Browser();
  const chat = await begun(there, browser.page());
  await there.cut();
  chat.say({ text: "still here" });
  for (const name of Object.keys(browser.store.all)) delete browser.store[name];
  assert.deepEqual(unsent(chat), ["still here"]);
  await there.open();
  chat.retryNow();
  await settled(chat);
});

test("what cannot be read in the storage is as nothing", async () => {
  const there = await gateway();
  const browser = new Browser();
  for (const name of ["key", "read", "say:x"]) browser.store[`yarrow:${there.url}/:${name}`] = "{not json";
  const chat = await begun(there, browser.page());
  assert.equal(chat.state, "idle");
  assert.equal(chat.isAcknowledged("x"), false);
  assert.deepEqual(unsent(chat), []);
});

test("the order holds when the clock is put back, and it starts far off", async (t) => {
  const there = await gateway();
  await there.cut();
  const chat = talk(there);
  const texts = ["one", "two", "three", "four"];
  const clock = [4e12, 1e12, 5e11, 6e12];
  texts.forEach((text, number) => {
    t.mock.method(Date, "now", () => clock[number]);
    chat.say({ text });
    t.mock.restoreAll();
  });
  assert.deepEqual(unsent(chat), texts);
  await there.open();
  await chat.begin();
  chat.retryNow();
  await settled(chat);
  assert.deepEqual(there.posted.map(({ text }) => text), texts);
  await until(() => chat.entries.length === there.one.entries.length);
  assert.deepEqual(chat.entries, there.one.entries);
});

test("a draft survives a reload and a closed tab; each tab has its own", async () => {
  const there = await gateway();
  const browser = new Browser();
  const one = talk(there, browser.page());
  const two = talk(there, browser.page());
  one.draft = "of one";
  two.draft = "of two";
  assert.equal(talk(there, browser.page(one.page)).draft, "of one");
  assert.equal(talk(there, browser.page()).draft, "of two");
  one.draft = "";
  assert.equal(talk(there, browser.page(one.page)).draft, "");
  assert.equal(talk(there, browser.page()).draft, "of two");
  two.draft = "";
  assert.equal(talk(there, browser.page()).draft, "");
});

test("remembered by the tab only, nothing is on the device", async () => {
  const there = await gateway();
  const browser = new Browser();
  const chat = await begun(there, browser.page(), { remember: "tab" });
  chat.draft = "draft";
  chat.say({ text: "here" });
  await settled(chat);
  assert.equal(browser.text, "{}");
  const again = await begun(there, browser.page(chat.page), { remember: "tab" });
  assert.equal(again.draft, "draft");
  assert.ok(texts(again).includes("here"));
  assert.equal(there.conversations.size, 1);
});

test("what was read stays read after a reload", async () => {
  const there = await gateway();
  const browser = new Browser();
  const chat = await begun(there, browser.page());
  chat.acknowledge("m1");
  assert.ok(talk(there, browser.page()).isAcknowledged("m1"));
  assert.equal(chat.isAcknowledged("m2"), false);
});

test("no word is ever written to the console", async (t) => {
  const spies = Object.keys(console).filter((name) => typeof console[name] === "function").map((name) => t.mock.method(console, name, () => {}));
  const there = await gateway();
  const chat = await begun(there);
  next(there, isSaid, (response) => problem(response, 503, "record-unavailable", "Not kept."));
  next(there, isSaid, (response) => response.socket.destroy());
  next(there, isSaid, (response) => problem(response, 422, "not-offered", "Choose another."));
  chat.say({ text: MARK });
  for (let tries = 1; tries < 3; tries++) {
    await until(() => there.posted.length === tries && chat.state === "away");
    chat.retryNow();
  }
  await until(() => chat.refused.length);
  for (const spy of spies) assert.equal(spy.mock.callCount(), 0);
});
