// What somebody has begun to write is there again after a reload, a live change, or a new sign-in of the same person.
// It stays in this tab, and goes when it was sent, when they sign out, or when somebody else signs in.
const PREFIX = 'yw-draft:';
const SENDING = 'yw-sending';
const staff = document.body.dataset.staff;
const keyOf = (area) => `${PREFIX}${staff}:${area.dataset.draft}`;

function forget(isGone) {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX) && isGone(key)) sessionStorage.removeItem(key);
}

function restore(root) {
  for (const area of root.querySelectorAll('[data-draft]')) {
    const kept = sessionStorage.getItem(keyOf(area));
    if (kept && !area.value) area.value = kept;
  }
}

function sent(form) {
  return [...form.querySelectorAll('[data-draft]')].map(keyOf);
}

if (staff) {
  const was = JSON.parse(sessionStorage.getItem(SENDING) ?? '[]');
  sessionStorage.removeItem(SENDING);
  // Only a page that says it was done proves that it was kept.
  if (document.querySelector('[data-flash]')) forget((key) => was.includes(key));
  forget((key) => !key.startsWith(`${PREFIX}${staff}:`));
  restore(document);
}

document.addEventListener('input', (event) => {
  const area = event.target;
  if (!staff || !area.dataset?.draft) return;
  if (area.value) sessionStorage.setItem(keyOf(area), area.value);
  else sessionStorage.removeItem(keyOf(area));
});
document.addEventListener('submit', (event) => {
  if (event.target.matches('[data-clears-drafts]')) forget(() => true);
  else if (staff) sessionStorage.setItem(SENDING, JSON.stringify(sent(event.target)));
});
// Before what comes back is put in: it may hold the same field, which has to be empty.
document.addEventListener('htmx:beforeSwap', ({ detail }) => {
  const { verb, elt: target } = detail.requestConfig;
  if (detail.xhr.status < 400 && verb === 'post' && target.matches('form')) {
    const keys = sent(target);
    forget((key) => keys.includes(key));
  }
});
document.addEventListener('htmx:load', (event) => staff && restore(event.target.parentElement ?? document));
