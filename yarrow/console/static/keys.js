// Single keys for whoever works through the list. They can be switched off (WCAG 2.1.4), and `?` shows those of a page.
const OFF = 'yw-keys-off';
const AT = 'yw-row';
const G_WAITS = 1500;
const dialog = document.getElementById('keys');
const isOn = () => localStorage.getItem(OFF) === null;
const isShown = (one) => one.checkVisibility({ visibilityProperty: true });
const rows = () => [...document.querySelectorAll('[data-row]')].filter(isShown);
const FIELDS = 'textarea, select, [contenteditable], input:not([type=checkbox], [type=radio], [type=submit], [type=button])';
let gAt = 0;

/** The row where the focus is, or that was opened last, or none. */
function row() {
  const kept = sessionStorage.getItem(AT);
  return document.activeElement?.closest('[data-row]') ?? document.querySelector('[data-row].yw-at') ?? (kept && document.getElementById(kept)?.closest('[data-row]'));
}

function move(by) {
  const all = rows();
  const at = all.indexOf(row());
  const isThere = document.activeElement?.closest('[data-row]');
  // Back in the list, the first step goes to where one was.
  const next = all[at < 0 ? 0 : isThere ? Math.min(all.length - 1, Math.max(0, at + by)) : at];
  next?.querySelector('[data-open]')?.focus();
}

const open = () => row()?.querySelector('[data-open]')?.click();
const tick = () => row()?.querySelector('input[type=checkbox]')?.click();

function search() {
  const field = document.querySelector('[data-search]');
  if (field) field.focus(), field.select?.();
  else document.querySelector('[data-go="w"]')?.click();
}

const EVERYWHERE = {
  j: ['Next row', () => move(1), '[data-row]'],
  k: ['Row before', () => move(-1), '[data-row]'],
  o: ['Open the row', open, '[data-row]'],
  x: ['Tick the row', tick, '[data-row] input[type=checkbox]'],
  '/': ['Search', search, '[data-search], [data-go="w"]'],
  '?': ['These keys', () => help(), '#keys'],
};

const keyed = () => [...document.querySelectorAll('[data-key]')].filter(isShown);
const naming = (one) => one.dataset.keyLabel ?? one.getAttribute('aria-label') ?? wordsOf(one.labels?.[0] ?? one);

function wordsOf(element) {
  const copy = element.cloneNode(true);
  for (const one of copy.querySelectorAll('kbd, svg')) one.remove();
  return copy.textContent.trim().replace(/\s+/g, ' ');
}

function act(one) {
  if (one.matches(FIELDS)) one.focus();
  else one.click();
}

function line(key, words) {
  const pair = document.createElement('div');
  const term = pair.appendChild(document.createElement('dt'));
  for (const part of key.split(' ')) term.append(Object.assign(document.createElement('kbd'), { textContent: part }), ' ');
  pair.appendChild(document.createElement('dd')).textContent = words;
  return pair;
}

function help() {
  const list = document.createElement('dl');
  const here = new Map(keyed().map((one) => [one.dataset.key, naming(one)]));
  for (const [key, [words, , needs]] of Object.entries(EVERYWHERE)) if (document.querySelector(needs)) list.append(line(key, words));
  for (const [key, words] of here) list.append(line(key, words));
  for (const one of document.querySelectorAll('[data-go]')) list.append(line(`g ${one.dataset.go}`, wordsOf(one)));
  document.getElementById('keys-list').replaceChildren(list);
  dialog.showModal();
}

function press(key) {
  if (Date.now() - gAt < G_WAITS) {
    gAt = 0;
    return document.querySelector(`[data-go="${CSS.escape(key)}"]`)?.click() ?? true;
  }
  if (key === 'g') return (gAt = Date.now());
  const one = keyed().find((each) => each.dataset.key === key);
  if (one) act(one);
  else if (EVERYWHERE[key]) EVERYWHERE[key][1]();
  else return false;
  return true;
}

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
  if (event.key === 'Escape' && event.target.matches(FIELDS)) return event.target.blur();
  if (!isOn() || event.key.length !== 1 || event.target.closest(FIELDS) || document.querySelector('dialog[open]')) return;
  if (press(event.key)) event.preventDefault();
});
document.addEventListener('click', (event) => {
  const link = event.target.closest('[data-row] [data-open]');
  if (link?.id) sessionStorage.setItem(AT, link.id);
});

for (const button of document.querySelectorAll('[data-opens="keys"]')) {
  button.hidden = false;
  button.addEventListener('click', help);
}
const box = document.getElementById('keys-on');
if (box) {
  box.checked = isOn();
  box.addEventListener('change', () => (box.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, 'off')));
}
document.getElementById(sessionStorage.getItem(AT))?.closest('[data-row]')?.classList.add('yw-at');
