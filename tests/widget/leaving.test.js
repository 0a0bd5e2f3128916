import assert from "node:assert/strict";
import test from "node:test";
import { isSaid, next, problem } from "./gateway.js";
import { Browser } from "./page.js";
import { begun, gateway, settled, soon, talk, texts, unsent, until } from "./support.js";

test("leaving takes everything off the page at once, and nothing comes back by itself", async () => {
  const there = await gateway();
  const browser = new Browser();
  const chat = await begun(there, browser.page());
  there.delay = 100;
  chat.say({ text: "do not show" });
  chat.draft = "nor this";
  await until(() => there.posted.length > 0);
  chat.leave();
  assert.equal(chat.state, "covered");
  assert.deepEqual([chat.entries, chat.question, chat.draft], [[], null, ""]);
  const heard = chat.heard.length;
  await soon(250);
  assert.deepEqual([chat.entries, chat.heard.length, there.one.streams.size], [[], heard, 0]);
  await chat.begin();
  assert.equal(chat.state, "covered");
});

test("left while it was beginning, nothing appears", async () => {
  const there = await gateway();
  const browser = new Browser();
  const first = await begun(there, browser.page());
  first.close();
  const chat = talk(there, browser.page());
  const open = chat.begin();
  chat.leave();
  await open;
  await soon();
  assert.deepEqual([chat.state, chat.entries], ["covered", []]);
});

test("what was left is covered after a reload, until it is uncovered; no word is lost", async () => {
  const there = await gateway();
  const browser = new Browser();
  const chat = await begun(there, browser.page());
  await there.cut();
  chat.say({ text: "unsent" });
  chat.draft = "half";
  chat.leave();
  chat.close();
  await there.open();
  const again = talk(there, browser.page(chat.page));
  await again.begin();
  assert.deepEqual([again.state, again.entries, again.draft], ["covered", [], ""]);
  assert.ok(again.isKept);
  await again.uncover();
  await settled(again);
  assert.equal(again.draft, "half");
  assert.ok(texts(again).includes("You said: unsent"));
});

test("left where that can't be noted, it is kept no more: the next page would show it", async () => {
  const there = await gateway();
  const browser = new Browser();
  const chat = await begun(there, browser.page());
  chat.draft = "half";
  browser.store.isFull = true;
  chat.leave();
  assert.equal(chat.state, "covered");
  assert.equal(browser.text, "{}");
  assert.deepEqual(chat.page.tab.all, {});
});

test("a covered conversation can be erased, or left for a new one", async () => {
  const there = await gateway();
  const browser = new Browser();
  const chat = await begun(there, browser.page());
  chat.leave();
  assert.deepEqual((await chat.erase()).receipt, "R-1");
  assert.deepEqual([chat.state, chat.receipt?.receipt], ["erased", "R-1"]);
  await chat.begin();
  assert.equal(chat.state, "idle");
  chat.leave();
  chat.forget();
  assert.equal(browser.text, "{}");
  await chat.begin();
  assert.deepEqual([chat.state, there.conversations.size], ["idle", 3]);
});

test("erased: the receipt is there, and nothing else anywhere", async () => {
  const there = await gateway();
  const browser = new Browser();
  const chat = await begun(there, browser.page());
  chat.draft = "half";
  chat.acknowledge("m1");
  const receipt = await chat.erase();
  assert.equal(receipt.receipt, "R-1");
  assert.deepEqual([chat.state, chat.receipt, chat.entries, chat.draft], ["erased", receipt, [], ""]);
  assert.equal(browser.text, "{}");
  assert.deepEqual(chat.page.tab.all, {});
});

test("erased by her words: the farewell is shown and announced, with the receipt", async () => {
  const there = await gateway();
  const chat = await begun(there);
  chat.say({ text: "erase me" });
  await until(() => chat.state === "erased");
  await soon();
  assert.deepEqual(chat.receipt, { receipt: "R-1", erased_at: "2026-01-01T00:00:00.000Z" });
  assert.deepEqual(texts(chat), ["It is deleted."]);
  assert.equal(chat.heard.filter((text) => text === "It is deleted.").length, 1);
});

test("whoever tells first that it is erased, the receipt is there with the state", async () => {
  const there = await gateway();
  for (const [hold, act] of [[80, (chat) => chat.say({ text: "erase me" })], [2500, (chat) => chat.say({ text: "erase me" })], [300, (chat) => chat.erase()]]) {
    const chat = await begun(there);
    await until(() => there.one.streams.size);
    const receipts = [];
    chat.addEventListener("change", () => chat.state === "erased" && receipts.push(chat.receipt?.receipt));
    there.hold = hold;
    await act(chat);
    await until(() => receipts.length);
    there.hold = 0;
    await soon();
    assert.deepEqual(new Set(receipts), new Set(["R-1"]));
    if (hold === 80) assert.deepEqual(texts(chat), ["It is deleted."]);
    chat.close();
  }
});

test("erased elsewhere: found out by the stream, or on coming back", async () => {
  const there = await gateway();
  const browser = new Browser();
  const chat = await begun(there, browser.page());
  await until(() => there.one.streams.size);
  there.erase(there.one);
  await until(() => chat.state === "erased");
  assert.equal(chat.receipt?.receipt, "R-1");
  const other = await begun(there, new Browser().page());
  await until(() => there.one.streams.size);
  other.close();
  there.erase(there.one);
  const again = await begun(there, other.page);
  assert.equal(again.state, "erased");
});

test("gone: taken up elsewhere, nothing of it is shown; her words come back in the next conversation", async () => {
  const there = await gateway();
  const browser = new Browser();
  const chat = await begun(there, browser.page());
  next(there, isSaid, (response) => problem(response, 401, "wrong-key", "That key opens nothing.", { spoken: ["Call 999."] }));
  chat.say({ text: "where am I" });
  await until(() => chat.state === "gone");
  assert.deepEqual(texts(chat), ["Call 999."]);
  assert.deepEqual(chat.refused, []);
  await chat.begin();
  assert.equal(chat.state, "idle");
  assert.deepEqual(chat.refused, [{ sentence: "", text: "where am I" }]);
  assert.equal(chat.draft, "where am I");
  assert.deepEqual([there.conversations.size, unsent(chat)], [2, []]);
});

test("gone, and taken up again by a code: her words are sent after all", async () => {
  const there = await gateway();
  const browser = new Browser();
  const chat = await begun(there, browser.page());
  await there.cut();
  chat.say({ text: "late but there" });
  await there.open();
  const code = (there.codes.set("ABCD-EFGH", there.one), "ABCD-EFGH");
  there.one.token = "another";
  chat.retryNow();
  await until(() => chat.state === "gone");
  await assert.rejects(chat.resume("WRONG-CODE"), { message: "That code doesn't work.", status: 401 });
  assert.equal(chat.state, "gone");
  await chat.resume(code);
  await settled(chat);
  assert.ok(texts(chat).includes("You said: late but there"));
});

test("a code and a link", async () => {
  const there = await gateway();
  const chat = await begun(there);
  assert.deepEqual(await chat.code(), { code: "ABCD-EFGH", expires_at: "2026-01-02T00:00:00.000Z" });
  assert.equal(await chat.link("summary.pdf", "patient"), `${there.url}/api/links/abc`);
  assert.deepEqual(there.seen.at(-1)?.body, { what: "summary.pdf", for: "patient" });
  await there.cut();
  await assert.rejects(chat.link("mine"), { message: "", status: 0 });
});

test("without a conversation there is nothing to link to", async () => {
  const there = await gateway();
  await assert.rejects(talk(there).code(), { status: 0 });
});
