import { Conversation } from "./conversation.js";
import { button, h, icon } from "./dom.js";
import { panelOf } from "./panel.js";
import { sheet } from "./style.js";
import english from "./texts/en-GB.js";
import american from "./texts/en-US.js";

/** What each language says otherwise than en-GB. @type {Record<string, Partial<Y.Texts>>} */
const LANGUAGES = { "en-us": american };
const LEAVE_TO = "https://www.bbc.com/weather";
const NARROW = matchMedia("(max-width: 639.98px)");

/** Whether the greeting was seen and put away in this tab; where nothing may be kept, it comes again. */
const greeted = (is = "") => {
  try {
    return (sessionStorage.yarrowGreeted ||= is);
  } catch {}
};

/** A launcher with its panel, or (mode inline, full) the panel in the page. */
export class YarrowChat extends HTMLElement {
  /** @type {any} the Conversation shown */
  conversation;
  /** @type {any} */
  #panel;
  /** @type {any} */
  #launcher;
  #life = new AbortController();
  #screen = new CSSStyleSheet();
  /** @type {number[]} */
  #shifts = [];

  constructor() {
    super();
    this.attachShadow({ mode: "open" }).adoptedStyleSheets = [sheet, this.#screen];
  }

  connectedCallback() {
    this.#life = new AbortController();
    /** @type {(name: string, or?: string) => string} */
    const given = (name, or = "") => this.getAttribute(name) || or;
    const gateway = given("gateway", new URL("..", import.meta.url).href);
    const locale = given("locale") || null;
    const chat = (this.conversation = new Conversation({ gateway, locale, remember: given("remember") === "tab" ? "tab" : "device" }));
    const t = { ...english, ...LANGUAGES[given("lang", document.documentElement.lang).toLowerCase()] };
    const name = given("name", "Yarrow");
    const isLauncher = !/^(inline|full)$/.test(given("mode"));
    this.#panel = panelOf(/** @type {any} */ (chat), t, {
      name, locale, isLauncher, life: this.#life, privacy: new URL("privacy", gateway).href,
      leave: () => this.#leave(),
      close: () => this.close(),
      tell: (what, detail) => (what ? this.#tell(what, detail) : this.#mark(t.unread)),
    });
    this.shadowRoot?.replaceChildren(isLauncher ? this.#front(t.launch(name), given("greeting"), t.dismiss) : "", this.#panel.root);
    this.#listen();
    if (isLauncher) return;
    chat.begin();
    this.#panel.shown();
  }

  disconnectedCallback() {
    this.#life.abort();
    this.conversation.close();
  }

  open() {
    if (this.#panel.root.open !== false) return;
    this.#show();
    this.#tell("yarrow-open");
  }

  close() {
    this.#panel.root.close?.();
  }

  #listen() {
    const on = (/** @type {EventTarget | null} */ what, name = "", /** @type {(event: any) => void} */ act) =>
      what?.addEventListener(name, act, this.#life);
    on(document, "keydown", (event) => {
      this.#shift(event);
      this.#escape(event);
    });
    on(NARROW, "change", () => this.#panel.root.open && this.#show());
    // What is visible above a keyboard. In a sheet, for a strict CSP lets no style attribute through.
    const fit = () => {
      const { height, offsetTop, scale } = /** @type {VisualViewport} */ (visualViewport);
      this.#screen.replaceSync(scale === 1 ? `:host{--high:${height}px;--top:${offsetTop}px}` : "");
    };
    on(visualViewport, "resize", fit);
    on(visualViewport, "scroll", fit);
    fit();
  }

  #front(name = "", greeting = "", hide = "") {
    const { root } = this.#panel;
    this.#launcher = button(icon("M4 5h16v11H11l-5 4v-4H4z"), () => (root.open ? this.close() : this.open()),
      { class: "main launcher", "aria-expanded": "false" });
    this.#launcher.append(name, h("b"));
    root.onclose = () => {
      if (root.open) return;
      this.#launcher.ariaExpanded = "false";
      if ([this, document.body].includes(/** @type {any} */ (document.activeElement))) this.#launcher.focus();
      this.#tell("yarrow-close");
    };
    const shown = greeting && !greeted() && h("div", "greeting", h("p", "", greeting), button("×", () => {
      this.#ungreet();
      this.#launcher.focus();
    }, { "aria-label": hide }));
    return h("div", "launch", shown, this.#launcher);
  }

  #ungreet() {
    greeted("yes");
    this.#launcher.previousSibling?.remove();
  }

  #mark(news = "") {
    if (!this.#panel.root.open) this.#launcher?.lastChild.replaceChildren(news);
  }

  /** In front of all on a narrow screen, beside the page on a wide one. */
  #show() {
    const { root } = this.#panel;
    this.#mark();
    this.#launcher.ariaExpanded = "true";
    this.#ungreet();
    root.close();
    if (NARROW.matches) root.showModal();
    else root.show();
    this.conversation.begin();
    this.#panel.shown();
  }

  /**
   * Inside, the panel sees to it. On the page Escape is the page's own, but for what has the focus and lies behind the panel:
   * nobody should have to go on in order to see where she is (WCAG 2.2, 2.4.11). To hold the focus inside, or to close
   * whenever it leaves, would take the page or the conversation from her unasked.
   * @param {KeyboardEvent} event
   */
  #escape({ key, defaultPrevented }) {
    const { root } = this.#panel;
    const at = document.activeElement ?? document.body;
    if (key !== "Escape" || defaultPrevented || !root.open || at === document.body) return;
    const { x, y, width, height } = at.getBoundingClientRect();
    if ([at, document.elementFromPoint(x + width / 2, y + height / 2)].includes(this)) this.close();
  }

  /** Three times Shift within two seconds. @param {KeyboardEvent} event */
  #shift({ key, repeat, timeStamp }) {
    if (repeat || this.#panel.root.open === false) return;
    this.#shifts = key === "Shift" ? [timeStamp, ...this.#shifts].slice(0, 3) : [];
    if (timeStamp - (this.#shifts[2] ?? -Infinity) < 2000) this.#leave();
  }

  /** Nothing stays to be seen, here or one step back. */
  #leave() {
    const { protocol, href } = new URL(this.getAttribute("leave-to") || LEAVE_TO, document.baseURI);
    this.conversation.leave();
    document.documentElement.hidden = true;
    document.title = "";
    document.body.replaceChildren();
    location.replace(/^http/.test(protocol) ? href : LEAVE_TO);
  }

  #tell(name = "", detail = {}) {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail }));
  }
}

customElements.define("yarrow-chat", YarrowChat);

// One tag is enough: <script type="module" src="…/widget/yarrow-chat.js" data-launcher data-name="…">.
const tag = [...document.scripts].find(({ src, dataset }) => src === import.meta.url && "launcher" in dataset);
if (tag) {
  const made = document.createElement("yarrow-chat");
  for (const { name, value } of tag.attributes) if (/^data-/.test(name)) made.setAttribute(name.slice(5), value);
  document.body.append(made);
}
