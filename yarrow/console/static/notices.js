// A sound when somebody needs a look. Off until somebody switches it on at this computer.
const KEY = "yarrow-sound";
const button = document.getElementById("sound");
let speaker = null;

const isOn = () => localStorage.getItem(KEY) === "on";

/** Two short tones, low and then higher; nothing is loaded for it. */
function ring() {
  speaker ??= new AudioContext();
  speaker.resume();
  [523, 659].forEach((pitch, place) => {
    const tone = speaker.createOscillator();
    const loudness = speaker.createGain();
    const begins = speaker.currentTime + place * 0.22;
    tone.frequency.value = pitch;
    loudness.gain.setValueAtTime(0.12, begins);
    loudness.gain.exponentialRampToValueAtTime(0.001, begins + 0.2);
    tone.connect(loudness).connect(speaker.destination);
    tone.start(begins);
    tone.stop(begins + 0.21);
  });
}

function show() {
  button.hidden = false;
  button.setAttribute("aria-pressed", String(isOn()));
  button.textContent = `Sound on this computer: ${isOn() ? "on" : "off"}`;
}

if (button) {
  show();
  button.addEventListener("click", () => {
    localStorage.setItem(KEY, isOn() ? "off" : "on");
    show();
    if (isOn()) ring();
  });
}

document.addEventListener("htmx:afterSettle", (event) => {
  const banner = event.detail.elt;
  if (banner.id === "notices-banner" && "rings" in banner.dataset && isOn()) ring();
});
