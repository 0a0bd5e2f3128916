import { button, h, hasFocus, icon, newId } from "./dom.js";
import { isGrave } from "./transcript.js";

/** @type {Y.MenuOf} */
export const menuOf = (chat, t, privacy, arrange) => {
  const id = newId();
  const wrong = h("p", { class: "wrong", tabindex: -1 });
  const view = h("section", { class: "view", hidden: "" });
  const open = (/** @type {boolean} */ isOpen) => {
    list.hidden = !isOpen;
    toggle.setAttribute("aria-expanded", `${isOpen}`);
  };
  const toggle = button(icon("M4 7h16M4 12h16M4 17h16"), () => open(list.hidden),
    { "aria-label": t.menu, "aria-expanded": "false", "aria-controls": id });
  let shown = "";
  let isOver = false;

  /** @type {Y.Show} `asked`: by her, just now */
  const show = (title, asked, ...children) => {
    const head = h("h3", { tabindex: -1 }, title);
    const moves = asked || (view.parentElement && hasFocus(view.parentElement));
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
  /** What fails says so. @type {(act: () => unknown) => () => Promise<void>} */
  const trying = (act) => async () => {
    try {
      await act();
    } catch (error) {
      wrong.textContent = error instanceof Error && "status" in error && error.message || t.failed;
      wrong.focus();
    }
  };
  const main = (/** @type {string} */ name, /** @type {() => unknown} */ act) => button(name, trying(act), "main");
  const startNew = button(t.startNew, trying(async () => {
    chat.forget();
    await chat.begin();
    hide();
  }));

  const mine = () => {
    // Opened at once, or the browser takes it for a pop-up; its address comes when the gateway has made it.
    const page = window.open("", "_blank");
    if (page) page.opener = null;
    trying(async () => (page ?? window).location.replace(await chat.link("mine").catch((error) => {
      page?.close();
      show(t.mine, true, back());
      throw error;
    })))();
  };
  const later = () => {
    show(t.later, true, back());
    trying(async () => {
      const { code, expires_at } = await chat.code();
      const until = new Date(expires_at).toLocaleString(t.lang, { weekday: "long", hour: "numeric", minute: "2-digit" });
      show(t.later, true, h("p", "", t.laterHow), h("p", "code", code), h("p", "", t.goodUntil(until)), back());
    })();
  };
  const haveCode = () => {
    const field = h("input", { "aria-label": t.code, autocomplete: "off", autocapitalize: "characters", required: true });
    const resume = trying(async () => {
      await chat.resume(field.value);
      hide();
    });
    show(t.haveCode, true, h("form", { onsubmit: (event) => {
      event.preventDefault();
      resume();
    } }, h("p", "", t.code), field, h("button", "main", t.goOn)), back());
  };
  const erase = () => show(t.erase, true, h("p", "", t.eraseSure), main(t.eraseYes, () => chat.erase()), back(t.cancel));
  const forget = () => show(t.forget, true, h("p", "", t.forgetSure), main(t.forgetYes, () => {
    chat.forget();
    show(t.forgotten, true, startNew);
  }), back(t.cancel));

  const update = () => {
    const { state, receipt, entries } = chat;
    const now = state + receipt?.receipt;
    if (shown === now) return;
    const was = isOver;
    shown = now;
    isOver = ["covered", "gone", "erased"].includes(state);
    const last = entries.filter((entry) => !isGrave(entry)).map(({ text }) => h("p", "words", text));
    if (state === "covered") show(t.kept, false, main(t.goOnWith, () => chat.uncover()), startNew, button(t.deleteIt, erase));
    else if (state === "gone") show(t.gone, false, ...last, button(t.haveCode, haveCode), startNew);
    else if (state === "erased")
      show(t.erased, false, ...last, receipt && h("p", "", t.receipt), receipt && h("p", "code", receipt.receipt), startNew);
    else if (was) hide();
  };

  /** @type {[string, () => unknown][]} */
  const items = [[t.mine, mine], [t.later, later], [t.haveCode, haveCode], [t.pause, () => chat.say({ text: t.pause })], [t.erase, erase],
    [t.forget, forget]];
  const list = h("ul", { class: "menu", id, hidden: "" }, ...items.map(([name, act]) => h("li", "", button(name, () => {
    open(false);
    toggle.focus();
    act();
  }))), h("li", "", h("a", { href: privacy, target: "_blank", rel: "noopener" }, t.privacy)));
  return { toggle, list, view, open, update };
};
