import { answersTo } from "./answers.js";
import { button, h, icon } from "./dom.js";

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
  const days = new Intl.DateTimeFormat(t.lang, { dateStyle: "full" });

  /** @type {Y.Add} */
  const add = (entry) => {
    const { from } = entry;
    const words = h("div", { class: "words", dir: "auto" });
    const foot = h("div", "foot quiet");
    const by = from === "patient" ? t.youSaid : from === "staff" ? t.staffSaid : t.saidBy(name);
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
    foot.replaceChildren(at && h("time", { datetime: at, title: date.toLocaleString(t.lang) }, date.toLocaleTimeString(t.lang, { timeStyle: "short" })),
      unsent ? h("span", "not", t.notSent) : "", asked ? opener : "");
  };

  return {
    list,
    row: (entry) => rows.get(entry?.id ?? "")?.row,
    update(entries) {
      const newest = new Map(entries.map(({ answered, id }) => [answered, id]));
      const kept = new Set();
      let next = list.firstElementChild;
      let last = days.format();
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
        const day = entry.at ? days.format(new Date(entry.at)) : last;
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
