import assert from "node:assert/strict";
import test from "node:test";
import { colours, contrast, read, sheet } from "./look.js";

// What is written in which colour, on which ground.
const TEXT = [["ink", "ground"], ["ink", "surface"], ["ink", "mine"], ["ink", "urgent-ground"], ["quiet", "ground"], ["quiet", "surface"],
  ["accent", "ground"], ["accent", "surface"], ["accent", "mine"], ["on-accent", "accent"], ["urgent", "ground"], ["urgent", "surface"],
  ["urgent", "urgent-ground"], ["urgent-ground", "urgent"]];
// Borders by which a control is known, the ring of the focus, the filled part of the progress.
const SHAPES = [["quiet", "ground"], ["quiet", "surface"], ["accent", "ground"], ["accent", "surface"], ["urgent", "ground"],
  ["urgent", "urgent-ground"], ["focus", "ground"], ["focus", "surface"], ["focus", "urgent-ground"]];
const SCHEMES = colours(await sheet());

for (const [at, name] of ["light", "dark"].entries()) {
  for (const [pairs, least, what] of [[TEXT, 4.5, "words"], [SHAPES, 3, "shapes"]]) {
    test(`${what} stand out by ${least}:1 in ${name}`, () => {
      for (const [front, back] of pairs) {
        const found = contrast(SCHEMES[at][front], SCHEMES[at][back]);
        assert.ok(found >= least, `${front} on ${back}: ${found.toFixed(2)}`);
      }
    });
  }
}

test("the formula gives what WCAG gives", () => {
  assert.equal(contrast("#000000", "#ffffff"), 21);
  assert.equal(contrast("#777777", "#ffffff").toFixed(2), "4.48");
});

test("the pages have the widget's colours", () => {
  const pages = colours(read("yarrow/gateway/pages/static/tokens.css"));
  for (const [at, scheme] of SCHEMES.entries())
    for (const [name, value] of Object.entries(scheme)) assert.equal(pages[at][name] ?? value, value, name);
});
