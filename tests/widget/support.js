import assert from "node:assert/strict";
import { afterEach } from "node:test";
import { Conversation } from "../../widget/conversation.js";
import { Gateway } from "./gateway.js";
import { Browser } from "./page.js";

/** @type {(() => unknown)[]} */
const ends = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** A gateway that listens, until the test ends. */
export async function gateway() {
  const there = await Gateway.start();
  ends.push(() => there.cut().catch(() => {}));
  return there;
}

/** A conversation in a page, with what it told: `heard`, `refused`, `states`. */
export function talk(there, page = new Browser().page(), options = {}) {
  const chat = new Conversation({ gateway: there.url, ...options }, page);
  const told = { heard: [], refused: [], states: [] };
  chat.addEventListener("message", ({ detail }) => told.heard.push(detail.text));
  chat.addEventListener("refused", ({ detail }) => told.refused.push(detail));
  chat.addEventListener("change", () => told.states.at(-1) === chat.state || told.states.push(chat.state));
  ends.push(() => chat.close());
  return Object.assign(chat, told, { page });
}

/** … begun. */
export async function begun(there, page, options) {
  const chat = talk(there, page, options);
  await chat.begin();
  return chat;
}

export const texts = (chat) => chat.entries.map(({ text }) => text);
export const unsent = (chat) => chat.entries.filter((entry) => entry.unsent).map(({ text }) => text);

/** Wait until it is so. */
export async function until(isSo, what = isSo.toString(), seconds = 25) {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; ) {
    if (isSo()) return;
    await new Promise((go) => setTimeout(go, 5));
  }
  assert.fail(`never: ${what}`);
}

/** In this test, waits of so many milliseconds are short. */
export function hurried(t, long) {
  const wait = setTimeout;
  t.mock.method(globalThis, "setTimeout", (act, milliseconds, ...more) => wait(act, milliseconds === long ? 200 : milliseconds, ...more));
}

export const soon = (milliseconds = 60) => new Promise((go) => setTimeout(go, milliseconds));

/** Everything she said is answered. */
export const settled = (chat) => until(() => chat.state === "idle" && !unsent(chat).length, "settled");
