// Her words and what was made of them: look at one, and the other lights up and comes into view in its own column.
const calm = matchMedia('(prefers-reduced-motion: reduce)');
const parts = (number) => document.querySelectorAll(`[data-facts~="${number}"], [data-fact="${number}"]`);
const numbersOf = (link) => (link.dataset.facts ?? link.dataset.to ?? link.dataset.words ?? '').split(' ').filter(Boolean);

function mark(elements, name) {
  for (const one of document.querySelectorAll(`.${name}`)) one.classList.remove(name);
  for (const one of elements) one.classList.add(name);
}

function unfold(element) {
  for (let one = element.closest('details'); one; one = one.parentElement?.closest('details')) one.open = true;
}

/** Bring it into view and let the keyboard go on from there. */
function show(element) {
  unfold(element);
  element.scrollIntoView({ block: 'center', behavior: calm.matches ? 'auto' : 'smooth' });
  const target = element.matches('a, [tabindex]') ? element : element.querySelector('a');
  target?.focus({ preventScroll: true });
}

/** The other side of a link: the fact for words, the words for a fact, the message for what was tapped. */
function otherSide(link) {
  if (link.dataset.words) return document.querySelector(`[data-facts~="${link.dataset.words}"]`);
  if (link.dataset.message) return document.getElementById(link.dataset.message);
  const [number] = numbersOf(link);
  return document.getElementById(`fact-${number}`);
}

document.addEventListener('click', (event) => {
  const link = event.target.closest('a[data-facts], a[data-to], a[data-words], a[data-message]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const other = otherSide(link);
  if (!other) return;
  event.preventDefault();
  const own = link.dataset.message ? link.closest('[data-fact]')?.dataset.fact : null;
  mark([...numbersOf(link).flatMap((number) => [...parts(number)]), ...(own ? [other, ...parts(own)] : [])], 'yw-lit');
  show(other);
});

for (const [kind, on] of [['pointerover', true], ['pointerout', false], ['focusin', true], ['focusout', false]]) {
  document.addEventListener(kind, (event) => {
    const link = event.target.closest?.('[data-facts], [data-fact], [data-to]');
    if (!link) return;
    const numbers = link.dataset.fact ? [link.dataset.fact] : numbersOf(link);
    mark(on ? numbers.flatMap((number) => [...parts(number)]) : [], 'yw-is-near');
  });
}

// Escape puts the light out.
document.addEventListener('keydown', (event) => event.key === 'Escape' && mark([], 'yw-lit'));

// What comes while nobody is here has not been read: the page says whether somebody is, and when they are back.
const HERE = 120_000;
let wasHere = Date.now();
let isTold = false;
let owes = false;
for (const kind of ['pointermove', 'pointerdown', 'keydown', 'wheel', 'touchstart', 'scroll']) {
  document.addEventListener(kind, () => (wasHere = Date.now()), { passive: true, capture: true });
}
const isHere = () => document.visibilityState === 'visible' && Date.now() - wasHere < HERE;
document.addEventListener('htmx:configRequest', ({ detail }) => {
  if (detail.elt.id !== 'news') return;
  isTold = isHere();
  if (!isTold) return;
  detail.parameters.here = '1';
  if (owes) detail.parameters.back = '1';
});
document.addEventListener('htmx:afterRequest', ({ detail }) => {
  if (detail.elt.id !== 'news' || !detail.successful) return;
  owes = !isTold && (owes || detail.xhr.status === 200);
});

// What nobody has read yet is in sight at once, unless the address names another place.
const UNDER_THE_LINK = 48;
if (!location.hash && document.getElementById('unread')) {
  const { top } = document.getElementById('unread').getBoundingClientRect();
  const side = document.getElementById('talk');
  if (side.scrollHeight > side.clientHeight && getComputedStyle(side).overflowY === 'auto') side.scrollTop += top - side.getBoundingClientRect().top - UNDER_THE_LINK;
}

// Whoever reads the newest words goes on reading the newest; whoever reads further up stays there.
const talk = document.getElementById('talk');
const NEAR_END = 80;
let follows = false;
document.addEventListener('htmx:oobBeforeSwap', () => {
  follows = talk.scrollHeight - talk.scrollTop - talk.clientHeight < NEAR_END;
});
document.addEventListener('htmx:afterSettle', () => {
  if (follows && talk.scrollHeight > talk.clientHeight) talk.scrollTop = talk.scrollHeight;
  follows = false;
});
