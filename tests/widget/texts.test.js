import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import test from "node:test";
import american from "../../widget/texts/en-US.js";
import english from "../../widget/texts/en-GB.js";
import { read } from "./look.js";

const CODE = readdirSync(new URL("../../widget/", import.meta.url)).filter((name) => name.endsWith(".js"))
  .map((name) => read(`widget/${name}`)).join("\n");
const said = (text) => (typeof text === "function" ? text(3, 7, "Pregnancies and losses") : text);

test("what the code says is in the catalogue, and nothing else is", () => {
  const used = new Set([...CODE.matchAll(/\bt\.([a-zA-Z]+)/g)].map(([, name]) => name));
  assert.deepEqual([...used].sort(), Object.keys(english).sort());
});

test("another language says nothing that en-GB does not say, in the same form", () => {
  for (const [name, text] of Object.entries(american)) assert.equal(typeof text, typeof english[name], name);
});

test("nobody changes a text by accident", () => {
  assert.ok(Object.isFrozen(english));
});

test("sentences are short and calm", () => {
  for (const [name, text] of Object.entries({ ...english, ...american })) {
    assert.doesNotMatch(said(text), /!|\p{Extended_Pictographic}/u, name);
    for (const sentence of said(text).split(/[.?] /)) assert.ok(sentence.split(" ").length <= 20, sentence);
  }
});
