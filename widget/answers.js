import { button, h, icon, newId } from "./dom.js";

/** @type {Y.AnswersTo} */
export const answersTo = (entry, t, send, cancel) => {
  const { choices, question } = entry;
  const { kind, parts, hint, skippable } = question;
  const make = parts ? loss : kind === "number" ? number : kind === "multi_choice" && choices[0] ? list : buttons;
  const asides = [skippable && t.skip, !choices.some(({ value }) => value.endsWith(":unsure")) && t.unsure, t.why];
  const root = h("div", { class: "answers", role: "group", tabindex: -1, "aria-label": cancel ? t.changing : t.answer },
    hint && h("p", "quiet", hint),
    make(entry, t, send),
    cancel && kind === "text" && form(t.send, t, send, null, h("textarea", { "aria-label": t.answer })),
    !cancel && kind === "number" && h("p", "quiet", t.ownWords),
    h("div", "row", ...(cancel ? [button(t.cancel, cancel, "plain")]
      : asides.map((text) => text && button(text, () => send({ text }), "plain")))));
  return { root, chosen: () => chosen(root) };
};

/** @type {Y.Input} */
const buttons = ({ choices }, t, send) =>
  h("div", choices.length === 2 && choices.every(({ label }) => label.length < 20) ? "options two" : "options",
    ...choices.map(({ label, value }) => button(label, () => send({ choices: [value] }))));

/** @type {Y.Input} */
const number = ({ question }, t, send) => form(t.send, t, send, null, stepper(question, t));

/** @type {Y.Input} */
const list = ({ choices, question: { groups = [], none } }, t, send) => {
  const grouped = groups.flatMap(({ values }) => values);
  const isNone = (value = "") => value === none || value.endsWith(":none");
  return form(t.sendThese, t, send, (box, boxes) => boxes.forEach((other) => {
    if (isNone(other.value) !== isNone(box.value)) other.checked = false;
  }), ...groups.map(({ title, values }) => ticks("checkbox", choices.filter(({ value }) => values.includes(value)), title)),
  ticks("checkbox", choices.filter(({ value }) => !grouped.includes(value))));
};

/** What it was, how far along, how it was found: each may be left out. @type {Y.Input} */
const loss = ({ choices, question: { parts } }, t, send) => {
  const sets = parts.map((part) => part.kind === "choice" ? ticks("radio", part.choices ?? [], part.text)
    : h("fieldset", "", h("legend", "", part.text), stepper(part, t, part.id)));
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
