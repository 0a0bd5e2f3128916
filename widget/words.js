const MOST = 4000;

/** More words than the gateway takes at once; nothing was sent. */
export class TooLong extends Error {
  most = MOST;
}

/** As the gateway stores it: composed, without control signs and halves of signs. @param {string} text */
export function composed(text) {
  const whole = text.replace(/\r\n?/g, "\n").replace(/(?![\n\t])[\p{Cc}\p{Cs}]/gu, "");
  return whole.normalize("NFC").trim();
}

/** How long the gateway finds it: in signs, not in halves of signs. @param {string} text */
export const lengthOf = (text) => [...composed(text)].length;

/** @param {string} text */
export function fitting(text) {
  if (lengthOf(text) > MOST) throw new TooLong();
  return composed(text);
}

/** 128 random bits; `crypto.randomUUID` is not there on plain http. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
