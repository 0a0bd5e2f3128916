import { MOST } from "./conversation.js";
import { button, h, icon, newId } from "./dom.js";

/** @type {Y.Is} */
export const isGrave = ({ level }) => level === "T0" || level === "T1";

/** A shape and words: colour is never alone. */
export const warning = (words = "") => h("b", "mark", icon("M12 3 2 20h20L12 3m0 7v4m0 3v.1"), words);

/** @type {Y.Calls} */
export const callsOf = ({ calls }) => h("div", "row", ...calls.map(({ label, to }) =>
  /^(tel|sms):/.test(to) && h("a", { href: to, class: "call" }, label)));

/** @type {Y.TranscriptOf} */
export const transcriptOf = (t, name, send) => {
  const list = h("ol", { role: "list" });
  /** @type {Map<string, Y.Row>} */
  const rows = new Map();
  let close = () => {};
  // Made once: for each message anew they would take longer than all the rest.
  const days = new Intl.DateTimeFormat(t.lang, { dateStyle: "full" }).format;
  const clock = new Intl.DateTimeFormat(t.lang, { timeStyle: "short" }).format;

  /** @type {Y.Add} */
  const add = (entry) => {
    const { from } = entry;
    const words = h("div", { class: "words", dir: "auto" });
    const foot = h("div", "foot quiet");
    const by = from === "patient" ? t.youSaid : from === "staff" ? t.staffSaid(entry.by?.title) : t.saidBy(name);
    const row = h("li", isGrave(entry) ? "grave" : from, h("span", from === "staff" ? "quiet" : "sr", by),
      isGrave(entry) && warning(t.urgentMark), words, foot);
    return { row, words, foot, key: "" };
  };

  /** The question's own input, below her answer. @type {Y.Change} */
  const change = (row, asked, opener) => {
    close();
    const { root } = answersTo(asked, t, (said) => {
      close();
      send({ ...said, changes: asked.question.id });
    }, () => {
      close();
      opener.focus();
    });
    close = () => root.remove();
    row.append(root);
    root.focus();
    root.scrollIntoView({ block: "nearest" });
  };

  /** @type {Y.Renew} */
  const renew = (shown, { at, text, unsent, calls }, asked) => {
    const { row, words, foot } = shown;
    row.classList.toggle("unsent", !!unsent);
    const key = [at, text, unsent, asked?.id].join();
    if (shown.key === key) return;
    shown.key = key;
    words.replaceChildren(...text.split("\n").map((line) => h("p", "", line)), calls[0] ? callsOf({ calls }) : "");
    const opener = button(t.change, () => asked && change(row, asked, opener),
      { class: "plain", "aria-label": `${t.changing}: ${text.replaceAll("\n", ", ")}` });
    const date = new Date(at);
    foot.replaceChildren(at && h("time", { datetime: at, title: days(date) }, clock(date)),
      unsent ? h("span", "not", t.notSent) : "", asked ? opener : "");
  };

  return {
    list,
    row: (entry) => rows.get(entry?.id ?? "")?.row,
    update(entries) {
      const newest = new Map(entries.map(({ answered, id }) => [answered, id]));
      const kept = new Set();
      let next = list.firstElementChild;
      let last = days();
      /** @type {Y.Put} */
      const put = (id, make) => {
        const shown = rows.get(id) ?? make();
        rows.set(id, shown);
        kept.add(id);
        if (shown.row === next) next = next.nextElementSibling;
        else list.insertBefore(shown.row, next);
        return shown;
      };
      entries.forEach((entry, at) => {
        const { answered, id } = entry;
        const day = entry.at ? days(new Date(entry.at)) : last;
        if (day !== last) put(day, () => ({ ...add(entry), row: h("li", "day quiet", day) }));
        last = day;
        renew(put(id, () => add(entry)), entry, newest.get(answered) === id && answered
          ? entries.slice(0, at).findLast(({ question }) => question?.id === answered) : null);
      });
      for (const [id, { row }] of rows) if (!kept.has(id)) {
        row.remove();
        rows.delete(id);
      }
    },
  };
};

/** @type {Y.AnswersTo} */
export const answersTo = (entry, t, send, cancel) => {
  const { choices, question } = entry;
  const { kind, parts, hint, skippable } = question;
  const make = parts ? loss : kind === "number" ? number : kind === "multi_choice" && choices[0] ? list : buttons;
  const asides = [skippable && t.skip, !choices.some(({ value }) => /:unsure$/.test(value)) && t.unsure, t.why];
  const root = h("div", { class: "answers", role: "group", tabindex: -1, "aria-label": cancel ? t.changing : t.answer },
    hint && h("p", "quiet", hint),
    make(entry, t, send),
    cancel && form(t.sendWords, t, send, null, h("label", "", t.inWords, h("textarea", { maxlength: MOST }))),
    h("div", "row", ...(cancel ? [button(t.cancel, cancel, "plain")]
      : asides.map((text) => text && button(text, () => send({ text }), "plain")))));
  return { root, chosen: () => chosen(root) };
};

/** @type {Y.Input} */
const buttons = ({ choices }, t, send) =>
  h("div", choices.length === 2 && choices.every(({ label }) => label.length < 20) ? "options two" : "options",
    ...choices.map(({ label, value }) => button(label, () => send({ choices: [value] }))));

/** @type {Y.Input} */
const number = (entry, t, send) => form(t.send, t, send, null, buttons(entry, t, send), stepper(entry.question, t));

/** @type {Y.Input} */
const list = ({ choices, question: { groups = [], none } }, t, send) => {
  const grouped = groups.flatMap(({ values }) => values);
  const isNone = (value = "") => value === none || /:none$/.test(value);
  return form(t.sendThese, t, send, (box, boxes) => boxes.forEach((other) => {
    if (isNone(other.value) !== isNone(box.value)) other.checked = false;
  }), ...groups.map(({ title, values }) => ticks("checkbox", choices.filter(({ value }) => values.includes(value)), title)),
  ticks("checkbox", choices.filter(({ value }) => !grouped.includes(value))));
};

/** What it was, how far along, how it was found: each may be left out. @type {Y.Input} */
const loss = ({ text, choices, question: { parts } }, t, send) => {
  // "About your first loss: " is said once, above.
  const [about = ""] = /^.*?: /.exec(text) ?? [];
  const sets = parts.map((part) => {
    const title = part.text.replace(about, "");
    return part.kind === "choice" ? ticks("radio", part.choices ?? [], title)
      : h("fieldset", "", h("legend", "", title), stepper(part, t, part.id));
  });
  return form(t.send, t, send, ({ value }) => sets.forEach((set, at) => {
    const only = parts[at]?.only;
    if (only && choices.some((choice) => choice.value === value)) set.hidden = set.disabled = !only.includes(value);
  }), ticks("radio", choices, t.lossKind), ...sets);
};

/** @type {Y.Form} */
const form = (name, t, send, changed, ...children) => {
  const made = h("form", {
    oninput: ({ target }) => {
      boxes[0]?.setCustomValidity("");
      changed?.(target, boxes);
    },
    onsubmit: (event) => {
      event.preventDefault();
      const choices = chosen(made);
      const text = boxes.find(({ name }) => !name)?.value.trim();
      if (text || choices[0]) return send(text ? { text } : { choices });
      boxes[0]?.setCustomValidity(t.chooseFirst);
      boxes[0]?.reportValidity();
    },
  }, ...children, h("button", "main", name));
  const boxes = /** @type {HTMLInputElement[]} */ ([...made.querySelectorAll("input, textarea")]);
  return made;
};

/** What is ticked or set in there, as values to send. @type {Y.Chosen} */
const chosen = (place) => [...place.querySelectorAll("input")].flatMap((field) => {
  const { type, name, value, checked } = field;
  if (!value || !name || !field.matches(":enabled:valid")) return [];
  return type === "number" ? `${name}:${value}` : checked ? value : [];
});

/** @type {Y.Ticks} */
const ticks = (type, choices, title) => {
  const name = newId();
  return h("fieldset", "", title && h("legend", "", title), ...choices.map(({ label, value }) =>
    h("label", "tick", h("input", { type, value, name }), h("span", "", label))));
};

/** @type {Y.Stepper} */
const stepper = ({ unit, minimum = 0, maximum }, t, name) => {
  const field = h("input", { type: "number", name, inputmode: "decimal", min: minimum, max: maximum, step: unit === "°C" ? 0.1 : 1,
    "aria-label": unit ? t.numberIn(unit) : t.answer });
  const step = (label = "", path = "", move = () => {}) => button(icon(path), () => {
    move();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }, { "aria-label": label });
  return h("div", "row", step(t.fewer, "M6 12h12", () => field.stepDown()), field,
    step(t.more, "M6 12h12M12 6v12", () => field.stepUp()), unit);
};

/** @type {Y.ScrollOf} */
export const scrollOf = (area, more) => {
  let at = 0;
  let isUp = false;
  /** @type {HTMLElement | undefined} */
  let top;
  const follow = (row = top) => {
    top = row;
    const most = (row?.offsetTop ?? 0) - 16;
    if (!isUp && most > area.scrollTop) at = area.scrollTop = most;
  };
  area.onscroll = () => {
    const isDown = area.scrollHeight - area.clientHeight - area.scrollTop < 48;
    isUp = !isDown && area.scrollTop < Math.min(at, area.scrollHeight - area.clientHeight) - 48;
    if (isDown) more.hidden = true;
  };
  new ResizeObserver(() => follow()).observe(area);
  return {
    follow,
    news: (row) => (more.hidden = !row || row.offsetTop < area.scrollTop + area.clientHeight - 48),
    to(row) {
      isUp = false;
      more.hidden = true;
      at = area.scrollTop = row ? row.offsetTop - 16 : area.scrollHeight;
    },
  };
};
