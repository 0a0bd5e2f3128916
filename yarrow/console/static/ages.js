// "12 min ago" stays true while the page is open. The words are those of yarrow/console/moments.py.
const MINUTE = 60;
const HOUR = 3600;
const DAY = 86400;

function span(seconds) {
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} min`;
  const hours = Math.floor(seconds / HOUR);
  const minutes = Math.floor((seconds % HOUR) / MINUTE);
  if (seconds < DAY) return hours < 6 && minutes ? `${hours} h ${minutes} min` : `${hours} h`;
  const days = Math.floor(seconds / DAY);
  return days === 1 ? '1 day' : `${days} days`;
}

/** How long ago, at `now` (milliseconds); `running`: a time that goes on. */
export function age(at, now, running) {
  const seconds = Math.max(0, Math.floor((now - Date.parse(at)) / 1000));
  if (seconds < MINUTE) return running ? 'less than 1 min' : 'just now';
  return running ? span(seconds) : `${span(seconds)} ago`;
}

function freshen() {
  for (const one of document.querySelectorAll('time[data-age]')) {
    const words = age(one.dateTime, Date.now(), one.dataset.age === 'running');
    if (one.textContent !== words) one.textContent = words;
  }
}

setInterval(freshen, 15_000);
