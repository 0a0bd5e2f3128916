import assert from "node:assert/strict";
import test from "node:test";
import { Browser } from "./page.js";
import { begun, gateway, settled, texts, unsent, until } from "./support.js";

const listening = (there) => until(() => there.one.streams.size > 0, "listening");

async function attended() {
  const there = await gateway();
  const chat = await begun(there);
  await listening(there);
  there.staff("A nurse has joined.");
  there.attend("Nurse");
  await until(() => chat.staff);
  return { there, chat };
}

test("who writes is known, and the program's question is not put while a person does", async () => {
  const { there, chat } = await attended();
  assert.equal(chat.state, "attended");
  assert.equal(chat.staff.title, "Nurse");
  assert.equal(chat.question, null);
  assert.equal(chat.entries.at(-1).by.title, "Nurse");
  assert.equal(chat.heard.at(-1), "A nurse has joined.");
  there.attend();
  await until(() => !chat.staff);
  assert.equal(chat.state, "idle");
});

test("what she writes to a person arrives, and nobody is said to be answering", async () => {
  const { chat } = await attended();
  chat.say({ text: "Are you there?" });
  await until(() => !unsent(chat).length && texts(chat).includes("Are you there?"), "sent");
  assert.equal(chat.state, "attended");
  assert.ok(!texts(chat).some((text) => text.startsWith("You said")));
});

test("that a person types comes and goes", async () => {
  const { there, chat } = await attended();
  there.attend("Nurse", true);
  await until(() => chat.staff.typing);
  there.attend("Nurse");
  await until(() => !chat.staff.typing);
  assert.equal(chat.staff.title, "Nurse");
});

test("handed back, the question stands open again and is answered by the program", async () => {
  const { there, chat } = await attended();
  there.staff("The nurse has left.");
  there.attend();
  there.add(there.one, { text: "Question 1?", question: { id: "q1", kind: "yes_no", section: "safety" } });
  await until(() => chat.question);
  chat.say({ text: "yes" });
  await settled(chat);
  assert.ok(texts(chat).includes("You said: yes"));
});

test("who comes back while a person writes is told so before anything else arrives", async () => {
  const { there, chat } = await attended();
  const again = await begun(there, chat.page);
  assert.equal(again.staff.title, "Nurse");
  assert.equal(again.state, "attended");
});

test("a person who left while nobody listened is not shown as there", async () => {
  const { there, chat } = await attended();
  there.one.staff = null;
  let shown = chat.staff;
  chat.addEventListener("change", () => (shown = chat.staff));
  there.endStreams();
  await until(() => !shown, "shown");
  assert.equal(chat.state, "idle");
});

test("away goes before who writes: words that can't be sent are kept", async () => {
  const { there, chat } = await attended();
  await there.cut();
  chat.say({ text: "kept" });
  await until(() => chat.state === "away");
  assert.deepEqual(unsent(chat), ["kept"]);
  await there.open();
  chat.page.dispatchEvent(new Event("online"));
  await until(() => !unsent(chat).length && chat.state === "attended", "sent to the person");
});

test("another conversation on the same device knows nothing of it", async () => {
  const { there, chat } = await attended();
  chat.forget();
  await chat.begin();
  assert.equal(chat.staff, null);
  assert.equal((await begun(there, new Browser().page())).staff, null);
});
