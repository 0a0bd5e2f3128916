/** The integrators' playground: what is chosen on the left is what the widget on the right has. No style is inline. */
const form = /** @type {HTMLFormElement} */ (document.getElementById("playground"));
const stage = document.getElementById("stage");
const log = document.getElementById("events");
const gateway = document.documentElement.dataset.gateway;
const ATTRIBUTES = ["name", "lang", "locale", "mode", "position", "greeting", "leave-to", "remember"];
const EVENTS = ["yarrow-open", "yarrow-close", "yarrow-emergency", "yarrow-completed", "yarrow-erased"];
const USUAL = { name: "Yarrow", mode: "launcher", position: "end", remember: "device" };

const chosen = () => Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== "").map(([name, value]) => [name, String(value)]));

const attributes = () => Object.entries(chosen()).filter(([name, value]) => ATTRIBUTES.includes(name) && USUAL[name] !== value);

const styles = () => Object.entries(chosen()).filter(([name]) => name.startsWith("--") && form.elements["own-colours"].checked);

const quoted = (value) => value.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

function show() {
  const chat = document.createElement("yarrow-chat");
  for (const [name, value] of attributes()) chat.setAttribute(name, value);
  stage.replaceChildren(chat);
  dress();
}

function dress() {
  const chat = stage.firstElementChild;
  for (const field of form.querySelectorAll("[name^='--']")) chat.style.removeProperty(field.name);
  for (const [name, value] of styles()) chat.style.setProperty(name, value);
  write();
}

function write() {
  const given = attributes();
  const isLauncher = (chosen().mode ?? "launcher") === "launcher";
  const script = `<script type="module" src="${gateway}/widget/yarrow-chat.js"`;
  const listed = (prefix, list) => list.map(([name, value]) => `\n  ${prefix}${name}="${quoted(value)}"`).join("");
  document.getElementById("tag").textContent = isLauncher
    ? `${script} data-launcher${listed("data-", given)}></script>`
    : `${script}></script>\n<yarrow-chat${listed("", given)}></yarrow-chat>`;
  const rules = styles().map(([name, value]) => `  ${name}: ${value};`);
  const sheet = document.getElementById("sheet");
  sheet.textContent = rules.length ? `yarrow-chat {\n${rules.join("\n")}\n}` : "";
  sheet.parentElement.hidden = rules.length === 0;
}

function note(event) {
  const line = document.createElement("p");
  const detail = Object.keys(event.detail ?? {}).length ? ` ${JSON.stringify(event.detail)}` : "";
  line.textContent = `${new Date().toLocaleTimeString()} ${event.type}${detail}`;
  log.prepend(line);
}

form.addEventListener("change", (event) => (event.target.name.startsWith("--") || event.target.name === "own-colours" ? dress() : show()));
form.addEventListener("input", (event) => event.target.name.startsWith("--") && dress());
form.addEventListener("submit", (event) => event.preventDefault());
for (const name of EVENTS) document.addEventListener(name, note);
for (const button of document.querySelectorAll("button[data-copy]")) {
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    button.textContent = button.dataset.copied;
  });
  button.hidden = false;
}
document.getElementById("open").addEventListener("click", () => stage.firstElementChild.open());
document.getElementById("close").addEventListener("click", () => stage.firstElementChild.close());
show();
