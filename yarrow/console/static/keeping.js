// A live change leaves what was unfolded unfolded, and what was folded folded.
const folds = new Map();

function keep({ detail: { target } }) {
  for (const one of target.querySelectorAll('details[id]')) folds.set(one.id, one.open);
}

function restore() {
  for (const [id, open] of folds) {
    const one = document.getElementById(id);
    if (one && one.open !== open) one.open = open;
  }
}

// htmx tells of what is swapped beside the target ("out of band") by names of its own.
document.addEventListener('htmx:beforeSwap', keep);
document.addEventListener('htmx:oobBeforeSwap', keep);
document.addEventListener('htmx:oobAfterSwap', restore);
document.addEventListener('htmx:afterSettle', () => {
  restore();
  folds.clear();
});
