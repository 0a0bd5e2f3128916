// Asks before somebody is signed out, and says so when a page no longer hears anything. (Once the session is over, the
// console answers what the page asks by itself with the way to the sign-in, and htmx goes there.)
const ASK_BEFORE = 120;
const idle = document.getElementById('idle');
const signedIn = document.body.dataset.staff !== undefined;
let missed = 0;
let heard = new Date();

function stale(isStale) {
  const there = document.getElementById('stale');
  if (!isStale) return there?.remove();
  if (there) return undefined;
  const words = `No connection to Yarrow. What you see is from ${heard.toTimeString().slice(0, 5)}. It is tried again all the time.`;
  const line = Object.assign(document.createElement('p'), { id: 'stale', className: 'yw-stale', textContent: words });
  line.setAttribute('role', 'alert');
  return document.getElementById('main').before(line);
}

function listen({ detail: { xhr } }) {
  missed = xhr.status === 0 || xhr.status >= 500 ? missed + 1 : 0;
  if (!missed) heard = new Date();
  stale(missed > 1);
  const left = xhr.getResponseHeader('X-Idle-Left');
  if (left === null || !idle) return undefined;
  if (Number(left) > ASK_BEFORE) idle.close();
  else if (!idle.open) idle.showModal();
  return undefined;
}

if (signedIn) {
  document.addEventListener('htmx:afterRequest', listen);
  document.getElementById('idle-stay')?.addEventListener('click', () => fetch('/still-here', { cache: 'no-store' }));
}
