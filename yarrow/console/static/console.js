// What every page does by script. All of it can be done without, only slower.
import './ages.js';
import './announce.js';
import './drafts.js';
import './keeping.js';
import './keys.js';
import './list.js';
import './session.js';

// A page that comes back out of the browser's memory may be of somebody who has signed out since.
addEventListener('pageshow', (event) => event.persisted && location.reload());
document.querySelector('[data-focus]')?.focus();
