import { MOST, lengthOf } from "./conversation.js";
import { button, h, hasFocus, icon, newId } from "./dom.js";
import { isOver, menuOf } from "./menu.js";
import { answersTo, callsOf, isGrave, scrollOf, transcriptOf, warning } from "./transcript.js";

/** Where to call when the gateway can't be reached: the first number of each emergency line in protocol/locales.yml. @type {Record<string, string>} */
export const NUMBERS = { UK: "999", US: "911", EU: "112", IE: "112", AU: "000", NZ: "111", CA: "911", IN: "112" };

/** @type {Y.EmergencyLine} */
export const emergencyLine = (locale, t) => {
  const number = NUMBERS[locale ?? ""];
  return h("p", "", t.ifEmergency, h("a", { href: `tel:${number ?? 112}` }, number ?? t.localNumber), t.callNow);
};

/** @type {Y.UrgentOf} */
const urgentOf = (t, chat, read) => {
  const root = h("section", { class: "urgent", "aria-label": t.urgent, tabindex: 0, hidden: "" });
  let held = "";
  const update = () => {
    const unread = chat.entries.filter((entry) => isGrave(entry) && !chat.isAcknowledged(entry.id));
    // The worst; of several the latest.
    const worst = unread.findLast(({ level }) => level === "T0") ?? unread.at(-1);
    const ids = unread.map(({ id }) => id);
    if (held === `${ids}`) return;
    held = `${ids}`;
    root.hidden = !worst;
    const moves = hasFocus(root);
    if (worst) root.replaceChildren(h("h3", "", warning(t.urgent)), h("p", { dir: "auto" }, worst.text), callsOf(worst), button(t.read, () => {
      ids.forEach((id) => chat.acknowledge(id));
      read();
    }));
    if (moves) root.focus();
  };
  return { root, update };
};

/** @type {Y.ComposerOf} */
const composerOf = (t, chat, send) => {
  const count = h("p", "quiet");
  const wrong = h("p", { class: "wrong", id: "wrong" });
  const refuse = (sentence = "") => {
    wrong.textContent = sentence;
    field.setAttribute("aria-invalid", `${!!sentence}`);
  };
  const changed = () => {
    const length = lengthOf(field.value);
    count.textContent = length < 3500 ? "" : t.count(length, MOST);
    if (length <= MOST) refuse();
    field.rows = 1;
    while (field.rows < 6 && field.scrollHeight > field.clientHeight) field.rows++;
  };
  const fill = () => {
    field.value = chat.draft;
    changed();
  };
  const field = h("textarea", { rows: 1, "aria-label": t.message, placeholder: t.message, enterkeyhint: "send", dir: "auto",
    "aria-describedby": "wrong", oninput: () => {
      chat.draft = field.value;
      changed();
    }, onkeydown: (event) => {
      // 229: some browsers end a composition before they tell of the Enter that ended it.
      if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      root.requestSubmit();
    } });
  const root = h("form", { onsubmit: (event) => {
    event.preventDefault();
    const over = lengthOf(field.value) - MOST;
    if (over > 0) refuse(t.tooLong(over));
    else if (send(field.value)) {
      chat.draft = "";
      fill();
    }
  } }, count, wrong, h("div", "row", field, h("button", "main", t.send)));
  return { root, field, fill, refuse };
};

/** @type {Y.PanelOf} */
export const panelOf = (chat, t, { name, locale, privacy, isLauncher, life, leave, close, tell }) => {
  const id = newId();
  /** @type {Y.Answers | undefined} */
  let answers;
  let asked = "";
  let isErased = false;
  let isAsked = false;
  let seen = 0;
  let timer = 0;
  /** The focus was on an answer that was sent: it goes on to the next question. */
  let follows = false;

  const offered = () => (answers && !answers.root.hidden ? answers : null);
  /** @type {Y.Send} */
  const send = (said) => {
    const isTaken = chat.say(said);
    if (isTaken) scroll.to();
    return isTaken;
  };
  const transcript = transcriptOf(t, name, send);
  const composer = composerOf(t, chat, (text) => send({ text, choices: offered()?.chosen() }));
  const urgent = urgentOf(t, chat, () => (foot.hidden ? head : offered()?.root ?? talk).focus());
  const menu = menuOf(chat, t, privacy, () => arrange());
  const latest = () => transcript.row(chat.entries.findLast(({ from }) => from !== "patient"));
  const more = button(t.newMessage, () => scroll.to(latest()), { class: "main new", hidden: "" });
  const writing = h("p", { class: "quiet", hidden: "" });
  const talk = h("div", { class: "talk", role: "log", "aria-live": "off", "aria-label": t.conversation, tabindex: 0 }, transcript.list, writing, more);
  const away = h("div", { class: "lost", hidden: "" });
  const foot = h("div", "foot", away, composer.root);
  const scroll = scrollOf(talk, more);
  const head = h("h2", { id, tabindex: -1 }, name);
  const progress = h("div", "progress quiet");
  const polite = h("div", { role: "status", "aria-atomic": "false", class: "sr" });
  const alert = h("div", { role: "alert", "aria-atomic": "false", class: "sr" });
  const escape = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Escape") return;
    if (!menu.list.hidden) {
      menu.open();
      menu.toggle.focus();
    } else close();
    event.preventDefault();
  };
  const root = h(isLauncher ? "dialog" : "section", { class: "panel", "aria-labelledby": id, lang: t.lang, onkeydown: escape },
    h("header", "", h("div", "row", head, button(t.leave, leave, { class: "leave", title: t.leaveHint }), menu.toggle,
      isLauncher && button(icon("M6 6l12 12M18 6 6 18"), close, { "aria-label": t.close })), progress),
    menu.list, urgent.root, menu.view, talk, foot, polite, alert);

  /** Where she said she lives, or the page says, or the numbers that she was given. 112 is good in many countries, so it tells none. */
  const country = () => {
    const named = new Map(chat.entries.flatMap(({ choices }) => choices.map(({ label, value }) => [label, value.split("locale:")[1]])));
    const said = chat.entries.findLast(({ from, text }) => from === "patient" && named.get(text));
    const called = chat.entries.flatMap(({ calls }) => calls.map(({ to }) => to));
    return named.get(said?.text ?? "") ?? locale
      ?? Object.keys(NUMBERS).find((id) => NUMBERS[id] !== "112" && called.includes(`tel:${NUMBERS[id]}`)) ?? null;
  };

  /** Says it once to who listens. */
  const announce = (region = polite, text = "") => {
    const said = h("p", "", text);
    region.append(said);
    setTimeout(() => said.remove(), 10_000);
  };

  /** Half-made answers stay when the same question comes again. @type {(entry: Y.Entry | null) => void} */
  const answer = (entry) => {
    const now = entry ? JSON.stringify([entry.question.id, entry.choices]) : asked;
    if (answers && (!entry || now !== asked) && hasFocus(answers.root)) {
      follows = true;
      talk.focus({ preventScroll: true });
    }
    if (entry && now !== asked) {
      answers?.root.remove();
      answers = answersTo(entry, t, send);
      asked = now;
      writing.before(answers.root);
    }
    if (answers) answers.root.hidden = !entry;
    if (!entry || !follows) return;
    follows = false;
    if (!talk.matches(":focus")) return;
    if (entry.question.kind === "text" && !isTouch()) composer.field.focus();
    else answers?.root.focus({ preventScroll: true });
  };

  const stand = () => {
    const { staff, state } = chat;
    clearTimeout(timer);
    writing.textContent = t.writing(staff?.title ?? name);
    if (staff?.typing || state === "waiting") timer = setTimeout(() => {
      writing.hidden = false;
      scroll.follow();
    }, 400);
    else writing.hidden = true;
    const isAway = state === "away";
    root.classList.toggle("away", isAway);
    if (isAway && away.hidden) {
      away.replaceChildren(h("p", "", chat.trouble ?? t.away), emergencyLine(country(), t));
      announce(polite, [...away.children].map(({ textContent }) => textContent).join(" "));
      away.append(button(t.tryNow, () => chat.retryNow()));
    }
    away.hidden = !isAway;
  };

  /** The conversation, or what the menu shows in its place. */
  const arrange = () => {
    const isTalk = menu.view.hidden;
    const isOpen = !isOver(chat.state);
    if (!isOpen || talk.hidden && isTalk) composer.fill();
    talk.hidden = foot.hidden = progress.hidden = !isTalk;
    menu.toggle.hidden = !isOpen;
  };

  const advance = () => {
    const question = chat.entries.findLast(({ question }) => question?.progress)?.question;
    const { part, parts, done, of } = question?.progress ?? {};
    const words = t.part(part, parts, question?.section_title);
    progress.replaceChildren(...chat.staff ? [t.person(chat.staff.title)] : of ? [words, h("progress", { value: done, max: of, "aria-label": words })] : []);
  };

  const update = () => {
    const { entries, question, state } = chat;
    transcript.update(entries);
    urgent.update();
    answer(question);
    stand();
    menu.update();
    arrange();
    advance();
    if (entries.length !== seen) {
      scroll.follow(transcript.row(entries.findLast(({ from }) => from === "patient")));
      if (entries.length > seen && entries.at(-1)?.from !== "patient") scroll.news(latest());
      seen = entries.length;
    }
    if (isErased !== (isErased = state === "erased") && isErased) tell("yarrow-erased");
    if (question) isAsked = true;
    else if (isAsked && state === "idle" && entries.at(-1)?.from !== "patient") finish();
  };

  /** Nothing is asked any more. Whether that is the end or a pause, only the record tells: an advice may state no level. */
  const finish = async () => {
    const status = await chat.status().catch(() => "");
    if (status === "completed" && isAsked) tell("yarrow-completed");
    isAsked &&= status !== "completed";
  };

  /** @type {Y.On} */
  const on = (name, act) => chat.addEventListener(name, act, life);
  on("change", update);
  on("message", ({ detail }) => {
    const { text, from, level } = detail;
    announce(isGrave(detail) ? alert : polite, from === "staff" ? `${t.staffSaid(detail.by?.title)}: ${text}` : text);
    if (isGrave(detail)) tell("yarrow-emergency", { level });
    tell("");
  });
  on("refused", ({ detail }) => {
    composer.fill();
    composer.refuse(detail.sentence);
    announce(polite, detail.sentence);
  });
  return { root, shown() {
    composer.fill();
    update();
    scroll.follow();
    if (!isLauncher) return;
    if (isTouch() || foot.hidden) head.focus();
    else composer.field.focus();
  } };
};

/** A finger points: then nothing may call up the keyboard by itself. */
const isTouch = () => matchMedia("(pointer: coarse)").matches;
