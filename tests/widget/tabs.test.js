import assert from "node:assert/strict";
import test from "node:test";
import { isSaid, next } from "./gateway.js";
import { Browser } from "./page.js";
import { begun, gateway, hurried, settled, soon, talk, texts, unsent, until } from "./support.js";

const said = (there) => there.one.entries.filter(({ from }) => from === "patient").map(({ text }) => text);

for (const hasLocks of [true, false]) {
  const how = hasLocks ? "with locks" : "without locks";

  test(`two tabs begin one conversation, ${how}`, async () => {
    const there = await gateway();
    const browser = new Browser({ hasLocks });
    const [one, two] = [talk(there, browser.page()), talk(there, browser.page())];
    await Promise.all([one.begin(), two.begin()]);
    assert.equal(there.conversations.size, 1);
    assert.deepEqual(texts(one), texts(two));
  });

  test(`two tabs stay in step, and nothing is said twice, ${how}`, async () => {
    const there = await gateway();
    there.delay = 10;
    const browser = new Browser({ hasLocks });
    const one = await begun(there, browser.page());
    const two = await begun(there, browser.page());
    const order = [];
    for (const text of ["a", "b", "c", "d"]) {
      (order.length % 2 ? two : one).say({ text });
      order.push(text);
      await soon(3);
    }
    await settled(one);
    await settled(two);
    await until(() => one.entries.length === there.one.entries.length && two.entries.length === there.one.entries.length);
    assert.deepEqual(said(there), order);
    assert.deepEqual(one.entries, there.one.entries);
    assert.deepEqual(two.entries, there.one.entries);
    for (const text of order) assert.equal(new Set(there.posted.filter((body) => body.text === text).map(({ id }) => id)).size, 1);
  });

  test(`a tab that was closed in the middle of sending leaves its words to the other, ${how}`, async () => {
    const there = await gateway();
    const browser = new Browser({ hasLocks });
    const one = await begun(there, browser.page());
    const two = await begun(there, browser.page());
    next(there, isSaid, (response) => response.socket.destroy());
    one.say({ text: "first" });
    one.say({ text: "second" });
    await until(() => there.posted.length > 0);
    browser.kill(one.page);
    one.close();
    two.retryNow();
    await settled(two);
    await until(() => said(there).length === 2);
    assert.deepEqual(said(there), ["first", "second"]);
    assert.equal(browser.text.includes("say:"), false);
  });
}

test("a reload in the middle of sending sends the same words under the same ids, in order", async () => {
  const there = await gateway();
  const browser = new Browser();
  const chat = await begun(there, browser.page());
  next(there, isSaid, (response) => setTimeout(() => response.socket.destroy(), 500));
  const ids = ["one", "two", "three"].map((text) => chat.say({ text }));
  await until(() => there.posted.length > 0);
  browser.kill(chat.page);
  chat.close();
  const again = talk(there, browser.page(chat.page));
  await again.begin();
  await settled(again);
  assert.deepEqual(said(there), ["one", "two", "three"]);
  assert.deepEqual(there.one.entries.filter(({ from }) => from === "patient").map(({ id }) => id), ids);
});

test("a reload without a network shows what is not sent yet", async () => {
  const there = await gateway();
  const browser = new Browser();
  const chat = await begun(there, browser.page());
  await there.cut();
  chat.say({ text: "not yet" });
  browser.kill(chat.page);
  chat.close();
  const again = talk(there, browser.page(chat.page));
  await again.begin();
  assert.equal(again.state, "away");
  assert.deepEqual(unsent(again), ["not yet"]);
  await there.open();
  again.retryNow();
  await settled(again);
  assert.deepEqual(said(there), ["not yet"]);
});

test("a lock of a tab that died, or of a clock put back, holds nobody up", async () => {
  for (const until of [Date.now() + 300, Date.now() + 3_600_000, "?"]) {
    const there = await gateway();
    const browser = new Browser({ hasLocks: false });
    const chat = await begun(there, browser.page());
    browser.store[`yarrow:${there.url}/:lock`] = `dead ${until}`;
    chat.say({ text: "on we go" });
    await settled(chat);
    assert.equal(browser.text.includes(":lock"), false);
  }
});

test("a frozen tab that never lets go of its lock holds nobody up", async (t) => {
  hurried(t, 25_000);
  const there = await gateway();
  const browser = new Browser();
  const chat = await begun(there, browser.page());
  browser.locks.request("", { signal: new AbortController().signal }, () => new Promise(() => {}));
  chat.say({ text: "on we go" });
  await settled(chat);
});

test("one tab writes while the other does not: the words appear there, unsent, then sent", async () => {
  const there = await gateway();
  const browser = new Browser();
  const one = await begun(there, browser.page());
  const two = await begun(there, browser.page());
  there.delay = 150;
  one.say({ text: "both see it" });
  await until(() => unsent(two).length || texts(two).includes("both see it"));
  await settled(two);
  assert.deepEqual(two.refused, []);
});

test("what one tab has read is read in the other", async () => {
  const there = await gateway();
  const browser = new Browser();
  const one = await begun(there, browser.page());
  const two = await begun(there, browser.page());
  let looks = 0;
  two.addEventListener("change", () => looks++);
  one.acknowledge("m1");
  await until(() => looks);
  assert.ok(two.isAcknowledged("m1"));
});

test("what one tab drafts does not stir the other, nor does it hide that the network is away", async () => {
  const there = await gateway();
  const browser = new Browser();
  const one = await begun(there, browser.page());
  const two = await begun(there, browser.page());
  await until(() => there.one.streams.size === 2);
  await there.cut();
  two.page.dispatchEvent(new Event("offline"));
  await until(() => two.state === "away");
  let looks = 0;
  two.addEventListener("change", () => looks++);
  one.draft = "draft";
  await soon(20);
  assert.equal(looks, 0);
  one.acknowledge("m1");
  await until(() => looks);
  assert.equal(two.state, "away");
});

test("erased in one tab, erased in the other, with the receipt", async () => {
  const there = await gateway();
  const browser = new Browser();
  const one = await begun(there, browser.page());
  const two = await begun(there, browser.page());
  two.draft = "half a sentence";
  await one.erase();
  await until(() => two.state === "erased");
  assert.equal(two.receipt?.receipt, "R-1");
  assert.deepEqual(two.entries, []);
  assert.equal(two.draft, "");
  assert.equal(browser.text, "{}");
});

test("forgotten in one tab, not shown in the other", async () => {
  const there = await gateway();
  const browser = new Browser();
  const one = await begun(there, browser.page());
  const two = await begun(there, browser.page());
  one.forget();
  await until(() => two.state === "new");
  assert.deepEqual(two.entries, []);
  await soon();
  assert.equal(two.state, "new");
});

test("left in one tab, covered in the other", async () => {
  const there = await gateway();
  const browser = new Browser();
  const one = await begun(there, browser.page());
  const two = await begun(there, browser.page());
  one.leave();
  await until(() => two.state === "covered");
  assert.deepEqual(two.entries, []);
});

test("another conversation taken up in one tab is taken up in the other", async () => {
  const there = await gateway();
  const browser = new Browser();
  const elsewhere = await begun(there);
  elsewhere.say({ text: "from my phone" });
  await settled(elsewhere);
  const { code } = await elsewhere.code();
  const one = await begun(there, browser.page());
  const two = await begun(there, browser.page());
  await one.resume(` ${code} `);
  assert.ok(texts(one).includes("from my phone"));
  await until(() => texts(two).includes("from my phone"));
  await until(() => elsewhere.state === "gone");
});
