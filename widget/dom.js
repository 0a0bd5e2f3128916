/** @type {Y.H} */
export const h = (tag, given = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(typeof given === "string" ? { class: given } : given)) {
    if (typeof value === "function") made.addEventListener(name.slice(2), value);
    else if (value != null) made.setAttribute(name, `${value}`);
  }
  made.append(...children.filter((child) => child != null && child !== false));
  return made;
};

/** @type {Y.Button} */
export const button = (name, onclick, given) =>
  h("button", { type: "button", onclick, ...(typeof given === "string" ? { class: given } : given) }, name);

/** A line drawing; the words beside it say what it means. */
export const icon = (d = "") => {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = svg.appendChild(document.createElementNS(svg.namespaceURI, "path"));
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", d);
  return svg;
};

let count = 0;
export const newId = () => `y${++count}`;

/** @type {Y.HasFocus} */
export const hasFocus = (place) => !!place?.matches(":focus-within");
