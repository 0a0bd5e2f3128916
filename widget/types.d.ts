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
  conversation: string;
  /** Its place among the words of this device; grows, whatever the clock does. */
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
  erased_at: string | null;
}

export interface ResumeCode {
  code: string;
  expires_at: string;
}

/** How a conversation stands; see conversation.js. */
export type State = "new" | "idle" | "waiting" | "away" | "gone" | "erased" | "covered";

export interface Options {
  gateway: string | URL;
  locale?: string | null;
  remember?: "device" | "tab";
  channel?: string;
}

/** What the gateway answers to a message. */
export interface Answer {
  messages: Entry[];
  complete: boolean;
  answered?: string | null;
  receipt?: string;
}

/** An event of the stream. */
export interface StreamEvent {
  name: string;
  id: string | null;
  content: string;
}

/** The detail of a "refused" event: the sentence to show, and the words that come back to the composer. */
export interface Refused {
  sentence: string;
  text: string;
}

export interface ConversationEvents {
  change: Event;
  message: CustomEvent<Entry>;
  refused: CustomEvent<Refused>;
}
