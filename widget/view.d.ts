/* The shapes of what is seen. For reading and for checking; not shipped. */
import type { Conversation } from "./conversation.js";
import type * as api from "./types.d.ts";
import type english from "./texts/en-GB.js";

type Child = Node | string | null | false | undefined;
type Given = Record<string, ((event: any) => unknown) | string | number | boolean | null | undefined>;

declare global {
  namespace Y {
    /** A message; its question is asked for only where it is known to have one. */
    type Entry = Omit<api.Entry, "question" | "at"> & { question: api.Question & { parts: api.QuestionPart[] }; at: string };
    /** The conversation, with its messages in that shape. */
    type Chat = Omit<Conversation, "entries" | "question"> & { readonly entries: readonly Entry[]; readonly question: Entry | null };
    type Said = api.Said;
    type Texts = { [name in keyof typeof english]: (typeof english)[name] extends string ? string : (typeof english)[name] };
    type Send = (said: Said) => unknown;
    type Is = (entry: { level: string | null }) => boolean;

    /** An element; `given`: its class, or attributes and listeners (`onclick`). Children that are not there are left out. */
    type H = <K extends keyof HTMLElementTagNameMap>(tag: K, given?: Given | string, ...children: Child[]) => HTMLElementTagNameMap[K];
    type Button = (name: Node | string, act: () => unknown, given?: Given | string) => HTMLButtonElement;
    /** Whether the focus is in there. */
    type HasFocus = (place: Element | null) => boolean;
    type EmergencyLine = (locale: string | null, t: Texts) => HTMLElement;

    /** `chosen`: given, but not sent yet. */
    interface Answers {
      root: HTMLElement;
      chosen: () => string[];
    }
    /** The inputs for the question of a message. `cancel` is given where an earlier answer is changed. */
    type AnswersTo = (entry: Entry, t: Texts, send: Send, cancel?: () => void) => Answers;
    type Input = (entry: Entry, t: Texts, send: Send) => HTMLElement;
    /** `changed`: what another input makes of it. Without an answer it says so at its first input. */
    type Form = (name: string, t: Texts, send: Send, changed: ((box: HTMLInputElement, boxes: HTMLInputElement[]) => void) | null,
      ...children: Child[]) => HTMLFormElement;
    type Chosen = (form: Element) => string[];
    /** A number with less and more; with a name it is an answer to that part, else it is sent as text. */
    type Stepper = (asked: Pick<api.QuestionPart, "unit" | "minimum" | "maximum">, t: Texts, name?: string) => HTMLElement;
    type Ticks = (type: string, choices: api.Choice[], title?: string) => HTMLFieldSetElement;

    interface Row {
      row: HTMLElement;
      words: HTMLElement;
      foot: HTMLElement;
      /** What it was last made from. */
      key: string;
    }
    type Calls = (entry: Pick<api.Entry, "calls">) => HTMLElement;
    type Add = (entry: Entry) => Row;
    type Put = (id: string, make: () => Row) => Row;
    /** The messages in order; what is there already is touched only where it differs. `send` takes an answer given anew. */
    type TranscriptOf = (t: Texts, name: string, send: Send) => {
      list: HTMLElement;
      update: (entries: readonly Entry[]) => void;
      row: (entry?: { id: string }) => HTMLElement | undefined;
    };
    type Change = (row: HTMLElement, asked: Entry, opener: HTMLElement) => void;
    type Renew = (shown: Row, entry: Entry, asked?: Entry | null) => void;

    /** Keeps what is newest in view, unless she has scrolled up; then `more` leads to it. */
    type ScrollOf = (area: HTMLElement, more: HTMLElement) => {
      /** Goes down to what is new, but never so far that `top` leaves the view. */
      follow: (top?: HTMLElement) => void;
      /** Offers `more` where this is out of view. */
      news: (row?: HTMLElement) => void;
      to: (row?: HTMLElement) => void;
    };
    /** What can't wait, above all else until she has read it. */
    type UrgentOf = (t: Texts, chat: Chat, read: () => void) => { root: HTMLElement; update: () => void };
    /** Where she writes; `send` says whether the words were taken. */
    type ComposerOf = (t: Texts, chat: Chat, send: (text: string) => unknown) => {
      root: HTMLElement;
      field: HTMLTextAreaElement;
      /** Shows the draft as it is kept. */
      fill: () => void;
      /** Shows why the words were not taken. */
      refuse: (sentence?: string) => void;
    };
    /** What she can do with the conversation as a whole. */
    type MenuOf = (chat: Chat, t: Texts, privacy: string, arrange: () => void) => {
      toggle: HTMLElement;
      list: HTMLElement;
      /** What is shown in place of the conversation. */
      view: HTMLElement;
      open: (isOpen?: boolean) => void;
      update: () => void;
    };
    /** Shows this in place of the conversation. */
    type Show = (title: string, ...children: Child[]) => void;
    /** What fails says so. */
    type Trying = (act: () => unknown) => () => unknown;
    type Asking = <T>(title: string, answer: Promise<T>, then: (given: T) => unknown) => unknown;

    type On = (name: string, act: (event: any) => void) => void;
    interface Host {
      name: string;
      locale: string | null;
      privacy: string;
      isLauncher: boolean;
      /** What listens ends with it. */
      life: AbortController;
      leave: () => void;
      close: () => void;
      /** An event; without a name: a new message. */
      tell: (name: string, detail?: object) => void;
    }
    interface Panel {
      root: HTMLElement;
      /** It has come into view. */
      shown: () => void;
    }
    /** The conversation as she sees it. */
    type PanelOf = (chat: Chat, t: Texts, host: Host) => Panel;
  }
}
