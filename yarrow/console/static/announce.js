// What changes by itself is read out once, politely.
const live = document.getElementById('live');

/** Have this read out. */
export function say(words) {
  if (!live) return;
  live.textContent = '';
  setTimeout(() => (live.textContent = words), 100);
}

function sayWhatIsIn(element) {
  const found = [...(element.matches?.('[data-announce]') ? [element] : []), ...element.querySelectorAll('[data-announce]')];
  const words = found.map((one) => one.dataset.announce).filter(Boolean);
  if (words.length) say(words.join('. '));
}

// Told of each new element, also of what replaced the element that asked.
document.addEventListener('htmx:load', (event) => event.target !== document.body && sayWhatIsIn(event.target));

const flash = document.querySelector('[data-flash]');
if (flash) {
  say(flash.textContent);
  // Said once: not again when the page is loaded anew, or shared.
  const address = new URL(location.href);
  for (const name of ['said', 'undo']) address.searchParams.delete(name);
  history.replaceState(history.state, '', address);
}
