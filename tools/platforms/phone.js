// Asks for the state of all apps again and again, and changes only what is new, so that nothing under a finger moves.
"use strict";

const EVERY = 600;
const ODD = { voice: "a voice note", picture: "a picture", reaction: "a reaction", sticker: "a sticker", edit: "a change" };
const LINK = /https?:\/\/[^\s]+/g;
const phones = new Map();

async function act(app, what, text) {
  const answer = await fetch(`/${app}/${what}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ text }),
  });
  const { told } = await answer.json();
  document.getElementById("told").textContent = `${phones.get(app).title}: ${told}`;
  look();
}

function made(app, state) {
  const section = document.getElementById("phone").content.firstElementChild.cloneNode(true);
  const heading = section.querySelector("h2");
  heading.id = `${app}-title`;
  heading.append(state.title);
  const person = document.createElement("small");
  person.textContent = state.person.replace("whatsapp:", "");
  heading.append(person);
  section.setAttribute("aria-labelledby", heading.id);
  const talk = section.querySelector(".talk");
  talk.setAttribute("aria-label", `Messages on ${state.title}`);
  section.querySelector(".unseen").textContent = `Message on ${state.title}`;
  section.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    const input = event.target.elements.text;
    if (input.value.trim()) act(app, "say", input.value);
    input.value = "";
  });
  for (const button of section.querySelectorAll("[data-act]")) {
    button.addEventListener("click", () => {
      const written = "written" in button.dataset ? section.querySelector("form").elements.text : null;
      act(app, button.dataset.act, written ? written.value : "");
      if (written) written.value = "";
    });
  }
  document.getElementById("phones").append(section);
  return { title: state.title, talk, typing: section.querySelector(".typing"), shown: [] };
}

function withLinks(element, text) {
  let from = 0;
  for (const found of text.matchAll(LINK)) {
    element.append(text.slice(from, found.index));
    const link = document.createElement("a");
    link.href = found[0];
    link.target = "_blank";
    link.rel = "noopener";
    link.textContent = found[0];
    element.append(link);
    from = found.index + found[0].length;
  }
  element.append(text.slice(from));
}

function bubble(app, state, isNewest) {
  const item = document.createElement("div");
  item.className = state.who;
  const who = document.createElement("span");
  who.className = "unseen";
  who.textContent = { her: "You: ", us: "Yarrow: ", carrier: "The carrier: " }[state.who];
  item.append(who);
  if (state.kind && ODD[state.kind]) item.classList.add("odd");
  withLinks(item, state.text || (ODD[state.kind] ? `(${ODD[state.kind]})` : "(something else)"));
  if (state.options && state.options.length && isNewest) {
    const options = document.createElement("div");
    options.className = "options";
    for (const label of state.options) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = label;
      if (state.details && label in state.details) {
        const detail = document.createElement("small");
        detail.textContent = state.details[label];
        button.append(" ", detail);
      }
      if (state.boxes && label in state.boxes) button.setAttribute("aria-pressed", String(state.boxes[label]));
      button.addEventListener("click", () => act(app, "tap", label));
      options.append(button);
    }
    item.append(options);
  }
  if (state.ticks) {
    const ticks = document.createElement("span");
    ticks.className = "ticks";
    ticks.textContent = { sent: "✓ sent", delivered: "✓✓ delivered", read: "✓✓ read" }[state.ticks] || state.ticks;
    item.append(ticks);
  }
  return item;
}

function show(app, state) {
  if (!phones.has(app)) phones.set(app, made(app, state));
  const phone = phones.get(app);
  const newest = state.bubbles.findLastIndex((one) => one.options && one.options.length);
  const isAtEnd = phone.talk.scrollHeight - phone.talk.scrollTop - phone.talk.clientHeight < 80;
  let isNew = false;
  state.bubbles.forEach((one, place) => {
    const now = JSON.stringify([one, place === newest]);
    if (phone.shown[place] === now) return;
    isNew = true;
    phone.shown[place] = now;
    const old = phone.talk.children[place];
    const hadFocus = old && old.contains(document.activeElement) ? document.activeElement.textContent : null;
    const item = bubble(app, one, place === newest);
    if (old) old.replaceWith(item);
    else phone.talk.append(item);
    if (hadFocus !== null) {
      const bare = (label) => label.replace(/^[✓☐] /, "");
      [...item.querySelectorAll("button")].find((one) => bare(one.textContent) === bare(hadFocus))?.focus();
    }
  });
  phone.typing.hidden = !state.typing;
  return isNew && isAtEnd;
}

async function look() {
  try {
    const state = await (await fetch("/state")).json();
    // All at once, when the last is there: each takes room from the others.
    const ended = Object.entries(state).filter(([app, shown]) => show(app, shown));
    for (const { talk } of ended.map(([app]) => phones.get(app))) talk.scrollTop = talk.scrollHeight;
  } catch {
    document.getElementById("told").textContent = "The demo has been stopped.";
  }
}

look();
setInterval(look, EVERY);
