import { button, h, hasFocus, icon } from "./dom.js";
import { isGrave } from "./transcript.js";

export const isOver = (state = "") => /covered|gone|erased/.test(state);

/** @type {Y.MenuOf} */
export const menuOf = (chat, t, privacy, arrange) => {
  const wrong = h("p", { class: "wrong", tabindex: -1 });
  const view = h("section", { class: "view", hidden: "" });
  const open = (isOpen = false) => {
    list.hidden = !isOpen;
    toggle.setAttribute("aria-expanded", `${isOpen}`);
  };
  const toggle = button(icon("M4 7h16M4 12h16M4 17h16"), () => open(list.hidden), { "aria-label": t.menu, "aria-expanded": "false" });
  let shown = "";

  /** @type {Y.Show} */
  const show = (title, ...children) => {
    const head = h("h3", { tabindex: -1 }, title);
    const moves = hasFocus(view.parentElement);
    wrong.textContent = "";
    view.replaceChildren(h("div", "", head, ...children, wrong));
    view.hidden = false;
    arrange();
    if (moves) head.focus();
  };
  const hide = () => {
    const moves = hasFocus(view);
    view.hidden = true;
    arrange();
    if (moves) toggle.focus();
  };
  const back = (name = `${t.back}`) => button(name, () => {
    shown = "";
    hide();
    update();
  });
  const fail = ({ message = "" }) => {
    wrong.textContent = message || t.failed;
    wrong.focus();
  };
  /** @type {Y.Trying} */
  const trying = (act) => () => Promise.resolve().then(act).catch(fail);
  /** @type {Y.Asking} */
  const asking = (title, answer, then) => answer.then(then, (error) => {
    show(title, back());
    fail(error);
  });
  const startNew = button(t.startNew, trying(async () => {
    chat.forget();
    await chat.begin();
    hide();
  }));

  const mine = () => {
    // Opened at once, or the browser takes it for a pop-up; its address comes when the gateway has made it.
    const page = window.open("", "_blank");
    if (page) page.opener = null;
    asking(t.mine, chat.link("mine").catch((error) => {
      page?.close();
      throw error;
    }), (url) => (page ?? window).location.replace(url));
  };
  const later = () => asking(t.later, chat.code(), ({ code, expires_at }) => show(t.later, h("p", "", t.laterHow), h("p", "code", code),
    h("p", "", t.goodUntil(new Date(expires_at).toLocaleString(t.lang, { dateStyle: "full", timeStyle: "short" }))), back()));
  const haveCode = () => {
    const field = h("input", { "aria-label": t.code, autocomplete: "off", required: "" });
    const resume = trying(async () => {
      await chat.resume(field.value);
      hide();
    });
    show(t.haveCode, h("form", { onsubmit: (event) => {
      event.preventDefault();
      resume();
    } }, h("p", "", t.code), field, h("button", "main", t.goOn)), back());
  };
  const erase = () => show(t.erase, h("p", "", t.eraseSure), button(t.eraseYes, trying(() => chat.erase()), "main"), back(t.cancel));
  const forget = () => show(t.forget, h("p", "", t.forgetSure), button(t.forgetYes, () => {
    chat.forget();
    show(t.forgotten, startNew);
  }, "main"), back(t.cancel));

  const update = () => {
    const { state, receipt, entries } = chat;
    const was = shown;
    shown = state + receipt?.receipt;
    if (shown === was) return;
    const last = entries.filter((entry) => !isGrave(entry)).map(({ text }) => h("p", "words", text));
    if (state === "covered") show(t.kept, button(t.goOnWith, trying(() => chat.uncover()), "main"), startNew, button(t.deleteIt, erase));
    else if (state === "gone") show(t.gone, ...last, button(t.haveCode, haveCode), startNew);
    else if (state === "erased") show(t.erased, ...last, receipt && h("p", "", t.receipt), receipt && h("p", "code", receipt.receipt), startNew);
    else if (isOver(was)) hide();
  };

  /** @type {[string, () => unknown][]} */
  const items = [[t.mine, mine], [t.later, later], [t.haveCode, haveCode], [t.pause, () => chat.say({ text: t.pause })], [t.erase, erase],
    [t.forget, forget]];
  const list = h("ul", { class: "menu", hidden: "" }, ...items.map(([name, act]) => h("li", "", button(name, () => {
    open();
    toggle.focus();
    act();
  }))), h("li", "", h("a", { href: privacy, target: "_blank", rel: "noopener" }, t.privacy)));
  return { toggle, list, view, open, update };
};
