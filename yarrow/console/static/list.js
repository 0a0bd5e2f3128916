// Back to the list one came from, and on to the next one of it: the list last looked at in this tab.
const LIST = 'yw-list';
if (location.pathname === '/worklist') {
  const list = new URLSearchParams(location.search);
  for (const name of ['said', 'undo', 'page']) list.delete(name);
  sessionStorage.setItem(LIST, String(list));
}

function lead(root) {
  const list = sessionStorage.getItem(LIST);
  if (!list) return;
  for (const field of root.querySelectorAll('input[name="list"]')) field.value = list;
  for (const link of root.querySelectorAll('a[data-list]')) {
    const after = new URLSearchParams(link.search).get('after');
    link.search = after ? `${list}&after=${encodeURIComponent(after)}` : list;
  }
}

lead(document);
document.addEventListener('htmx:load', (event) => lead(event.target.parentElement ?? document));
