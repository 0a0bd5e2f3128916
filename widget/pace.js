const FIRST = 1000;
const MOST = 30_000;

/** Waits between tries: longer each time, never all devices at once, and over at once when woken. */
export class Pace {
  /** @type {Set<() => void>} */
  #waiting = new Set();

  /** @param {number} tries that failed so far @param {number} [least] what the gateway asked for */
  wait(tries, least = 0) {
    const most = Math.min(MOST, FIRST * 2 ** tries);
    return this.sleep(least + most * (0.5 + Math.random() / 2));
  }

  /** @param {number} milliseconds @returns {Promise<void>} */
  sleep(milliseconds) {
    return new Promise((go) => {
      const end = () => {
        clearTimeout(timer);
        this.#waiting.delete(end);
        go();
      };
      const timer = setTimeout(end, milliseconds);
      this.#waiting.add(end);
    });
  }

  wake() {
    for (const end of [...this.#waiting]) end();
  }
}
