import assert from "node:assert/strict";
import test from "node:test";

// A document for the one line that is made at once.
const made = (tag) => ({ tag, given: {}, children: [], setAttribute(name, value) { this.given[name] = value; }, append(...all) { this.children.push(...all); } });
globalThis.document = { createElement: made };
const { NUMBERS, emergencyLine } = await import("../../widget/panel.js");
const { default: texts } = await import("../../widget/texts/en-GB.js");

const told = (locale) => {
  const [before, link, after] = emergencyLine(locale, texts).children;
  return { line: before + link.children[0] + after, to: link.given.href };
};

for (const [locale, number] of Object.entries(NUMBERS)) {
  test(`without the gateway, ${locale} is told to call ${number}`, () => {
    assert.deepEqual(told(locale), { line: `If this is an emergency, call ${number} now.`, to: `tel:${number}` });
  });
}

test("whose country is not known is told what works in most", () => {
  for (const locale of [null, "other"]) {
    assert.equal(told(locale).line, `If this is an emergency, call ${texts.localNumber} now.`);
    assert.equal(told(locale).to, "tel:112");
  }
});
