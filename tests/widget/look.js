import { readFileSync } from "node:fs";

const NAMES = /--([a-z-]+): ?(?:var\(--yarrow-[a-z-]+, ?)?(#[0-9a-f]{6})\)?;/g;

/** The colours of a sheet by name, in light and in dark. */
export function colours(css) {
  const at = css.indexOf("prefers-color-scheme: dark");
  return [css.slice(0, at), css.slice(at)].map((part) => Object.fromEntries([...part.matchAll(NAMES)].map(([, name, value]) => [name, value])));
}

/** The widget's own sheet, without a browser. */
export async function sheet() {
  globalThis.CSSStyleSheet = class {
    replaceSync(text) {
      this.text = text;
    }
  };
  return (await import("../../widget/style.js")).sheet.text;
}

export const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

/** WCAG 2.2, "contrast ratio". */
export function contrast(one, other) {
  const [light, dark] = [one, other].map(luminance).sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour) {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
