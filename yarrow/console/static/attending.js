// Writing to a patient: phrases are found and put in by keyboard, and a message goes out with Control and Enter.
const field = () => document.getElementById('attend-text');
const shown = (root) => [...root.querySelectorAll('[data-phrase]')].filter((one) => one.checkVisibility());

/** Puts the phrase where the cursor is; what was typed stays. */
function put(words) {
  const at = field();
  if (!at) return;
  const before = at.value.slice(0, at.selectionStart);
  const space = before && !/\s$/.test(before) ? ' ' : '';
  at.setRangeText(space + words, at.selectionStart, at.selectionEnd, 'end');
  at.dispatchEvent(new Event('input', { bubbles: true }));
  at.focus();
}

function find(search) {
  const wanted = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const group of document.querySelectorAll('[data-phrases]')) {
    for (const one of group.querySelectorAll('[data-phrase]')) {
      const words = one.textContent.toLowerCase();
      one.parentElement.hidden = !wanted.every((part) => words.includes(part));
    }
    group.hidden = !group.querySelector('li:not([hidden])');
  }
}

document.addEventListener('click', (event) => {
  const phrase = event.target.closest?.('[data-phrase]');
  if (!phrase || !field()) return;
  event.preventDefault();
  put(phrase.textContent);
});
document.addEventListener('input', (event) => event.target.matches?.('[data-phrase-search]') && find(event.target));
document.addEventListener('toggle', (event) => {
  if (event.target.id === 'attend-phrases' && event.target.open) event.target.querySelector('[data-phrase-search]')?.focus();
}, true);
document.addEventListener('keydown', (event) => {
  const { target, key, ctrlKey, metaKey } = event;
  if (target === field() && key === 'Enter' && (ctrlKey || metaKey)) {
    event.preventDefault();
    target.form.requestSubmit();
  } else if (target.matches?.('[data-phrase-search], [data-phrase]')) {
    const all = shown(document);
    const at = all.indexOf(target);
    if (key === 'Enter' && at < 0) {
      event.preventDefault();
      if (all[0]) put(all[0].textContent);
    } else if (key === 'ArrowDown' || key === 'ArrowUp') {
      event.preventDefault();
      const next = at + (key === 'ArrowDown' ? 1 : -1);
      (all[next] ?? document.querySelector('[data-phrase-search]')).focus();
    }
  }
});

// She has had everything deleted: nothing of her stays in sight, and nobody goes on writing to her.
document.addEventListener('htmx:responseError', ({ detail }) => {
  if (detail.xhr.status === 404 && detail.pathInfo.requestPath.startsWith(`${location.pathname}/`)) location.reload();
});

const ready = () => {
  for (const one of document.querySelectorAll('[data-needs-script]')) one.hidden = false;
};
ready();
document.addEventListener('htmx:load', ready);
