/* The shapes the widget's modules share. For reading and for checking; not shipped. */

export interface Choice {
  label: string;
  value: string;
}

/** One part of a loss card: a number, or one of several choices; `only`: the loss choices it is asked for. */
export interface QuestionPart {
  id: string;
  kind: "number" | "choice";
  text: string;
  unit?: string;
  minimum?: number;
  maximum?: number;
  choices?: Choice[];
  only?: string[];
}

export interface Progress {
  done: number;
  of: number;
  part?: number;
  parts?: number;
}

export interface Question {
  id: string;
  kind: string;
  section: string;
  section_title?: string;
  progress?: Progress | null;
  skippable?: boolean;
  /** Headings of a long list, with their choices' values. */
  groups?: { title: string; values: string[] }[];
  unit?: string;
  minimum?: number;
  maximum?: number;
  hint?: string;
  /** The choice value that means none of these. */
  none?: string;
  parts?: QuestionPart[];
}

/** A number to tap: "tel:999", "sms:85258?&body=SHOUT". */
export interface Call {
  label: string;
  to: string;
}

/** A person of the clinic: what they are, never who. `typing` is told of who writes now. */
export interface Staff {
  title: string;
  typing?: boolean;
}

export type Level = "T0" | "T1" | "T2" | "T3" | "T4" | "T5";

/** One message of either side, as it is shown. */
export interface Entry {
  id: string;
  from: "patient" | "assistant" | "staff";
  text: string;
  choices: Choice[];
  question: Question | null;
  level: Level | null;
  /** ISO 8601; of unsent words this device's clock. Null: safety words that were never recorded. */
  at: string | null;
  calls: Call[];
  /** The question this message gave an answer to, and that can be changed. */
  answered: string | null;
  /** Which person of the clinic wrote it. */
  by?: Staff | null;
  /** The gateway does not have it yet. */
  unsent?: true;
}

/** What the patient sends: words, choices, or both; `changes`: the earlier question it answers anew. */
export interface Said {
  text?: string;
  choices?: string[];
  changes?: string;
}

/** What she said, kept on this device until the gateway has it. */
export interface Word extends Said {
  id: string;
  /** "" before there is one. */
  conversation: string;
  /** Its place among the words of this device, and about its moment; grows, whatever the clock does. */
  order: number;
  /** As it is shown until the gateway's own text of it comes. */
  shown: string;
}

export interface Key {
  conversation: string;
  token: string;
}

export interface Receipt {
  receipt: string;
  erased_at?: string | null;
}

export interface ResumeCode {
  code: string;
  expires_at: string;
}

/**
 * new: not begun · idle · waiting: a sent message is being answered · attended: `staff` writes, not the program · away: words are kept and sent again by itself,
 * `trouble` says why · gone: the key opens nothing any more · erased · covered: left by quick exit, until `uncover()`.
 */
export type State = "new" | "idle" | "waiting" | "attended" | "away" | "gone" | "erased" | "covered";

export interface Options {
  /** With a slash at the end. */
  gateway: string | URL;
  locale?: string | null;
  remember?: "device" | "tab";
  channel?: string;
}

/** What of a window a conversation uses. */
export type Page = Pick<Window, "addEventListener" | "localStorage" | "sessionStorage" | "navigator" | "document">;

/** Why a call of the API came to nothing; see chat-api.js. */
export interface Refused extends Error {
  /** 0: nothing is known of it but that it failed. */
  status: number;
  /** Milliseconds to wait at least. */
  after: number;
  /** Safety words: to be shown first and always. */
  messages: Partial<Entry>[];
  receipt: Receipt | null;
  /** The same may be sent again later. */
  passes: boolean;
}

export interface Asked {
  key?: Key | null;
  body?: object;
  stop?: AbortSignal;
  /** For a stream: the answer is the Response, which this cuts off. */
  line?: AbortController;
}

export type Ask = (method: string, path: string, asked?: Asked) => Promise<any>;

/** An event of the stream. */
export interface StreamEvent {
  name: string;
  content: string;
}

export interface Line {
  read(answer: Response): AsyncGenerator<StreamEvent>;
  listen(line: {
    open(line: AbortController): Promise<Response>;
    hear(event: StreamEvent): unknown;
    lose(refused: Refused): unknown;
    pace: { sleep(milliseconds: number): Promise<void>; wait(tries: number, least: number): Promise<void> };
    page?: Document;
    stop: AbortSignal;
  }): Promise<void>;
}

/** What a device keeps; see memory.js. */
export interface Memory {
  /** A reload finds everything. */
  readonly isDurable: boolean;
  key: Key | null;
  isCovered: boolean;
  /** In their order. */
  readonly words: Word[];
  keep(word: Word): void;
  drop(id: string): void;
  draft: string;
  /** Ids of urgent messages she has acknowledged. */
  read: string[];
  /** What could not be stored is gone. */
  leave(): void;
  forget(): void;
  /** Whether a storage event may be about this conversation. */
  isOurs(name: string | null): boolean;
  /** In one tab at a time. */
  alone<T>(work: () => Promise<T>): Promise<T>;
}

export type MemoryOf = (gateway: URL, remember: "device" | "tab", page: Page) => Memory;

/** What conversation.js promises; not one of its methods loses a word. */
export interface Talk extends EventTarget {
  readonly state: State;
  /** In the order of the record, then her unsent words. */
  readonly entries: readonly Entry[];
  /** The message whose question is open: she has said nothing to it. */
  readonly question: Entry | null;
  /** Why her words wait although the gateway was reached: its sentence. Null: no reason, or it can't be reached. */
  readonly trouble: string | null;
  /** After erasure. */
  readonly receipt: Receipt | null;
  /** The person who writes instead of the program; null: nobody. */
  readonly staff: Staff | null;
  /** A conversation is kept on this device. */
  readonly isKept: boolean;
  /** A reload finds her unsent words. */
  readonly isDurable: boolean;
  /** Survives a reload. */
  draft: string;
  isAcknowledged(id: string): boolean;
  acknowledge(id: string): void;
  /** Take up what is kept here, or start anew; also after gone and erased. Resolves once there is something to show. */
  begin(): Promise<void>;
  /** Queue what she says, and return its id; null if that is nothing. Throws TooLong before anything is queued. */
  say(said: Said): string | null;
  retryNow(): void;
  code(): Promise<ResumeCode>;
  /** Take up the code's conversation here. */
  resume(code: string): Promise<void>;
  /** As the record has it: "in_progress", "completed", … */
  status(): Promise<string>;
  /** An address to open once. */
  link(what: string, audience?: string): Promise<string>;
  /** Delete everything, there and here. */
  erase(): Promise<Receipt>;
  /** Forget it on this device only. */
  forget(): void;
  /** Leave at once: from here on nothing is shown before `uncover`. */
  leave(): void;
  uncover(): Promise<void>;
  /** End streams and timers. */
  close(): void;
}

/** "change": look again. "message": new, of the other side. "refused": words came back, and stand in the draft. */
export interface ConversationEvents {
  change: Event;
  message: CustomEvent<Entry>;
  refused: CustomEvent<{ sentence: string; text: string }>;
}
