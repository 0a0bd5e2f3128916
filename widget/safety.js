import { h } from "./dom.js";

/** Where to call when the gateway can't be reached: the first number of each emergency line in protocol/locales.yml. @type {Record<string, string>} */
export const NUMBERS = { UK: "999", US: "911", EU: "112", IE: "112", AU: "000", NZ: "111", CA: "911", IN: "112" };

/** @type {Y.EmergencyLine} */
export const emergencyLine = (locale, t) => {
  const number = NUMBERS[locale ?? ""];
  return h("p", "", t.ifEmergency, h("a", { href: `tel:${number ?? 112}` }, number ?? t.localNumber), t.callNow);
};
