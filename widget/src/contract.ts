// What the server sends (docs/reply-contract.md), read with distrust: what has not the right shape is left out.

export type Outcome = "answer" | "clarify" | "refuse" | "handoff" | "safety" | "smalltalk" | "flow";

export interface Button {
  title: string;
  payload: string;
}

export interface Source {
  title: string;
  publisher: string;
  url: string | null;
  date: string;
  asOf: string;
}

export interface Part {
  question: string;
  text: string;
  caveat: string | null;
  sources: Source[];
}

export interface Chart {
  kind: "bar" | "line";
  title: string;
  unit: string;
  points: { label: string; value: number }[];
  note: string;
  source: string;
  /** Paragraphs of the text that say the same in words. */
  inText: string[];
}

export interface Progress {
  label: string;
  step: number;
  of: number;
}

export interface Download {
  title: string;
  url: string;
  type: string;
}

export interface Reply {
  text: string;
  buttons: Button[];
  outcome: Outcome | null;
  answerId: string | null;
  answerIds: string[];
  caveat: string | null;
  sources: Source[];
  /** The answers in a reply that shows several, each with what belongs to it. */
  parts: Part[];
  chart: Chart | null;
  progress: Progress | null;
  downloads: Download[];
}

export interface Limits {
  messages: number | null;
  characters: number;
}

export interface Session {
  sender: string;
  expiresAt: number;
  limits: Limits;
  feedback: boolean;
}

export const MAX_CHARACTERS = 4000;
const OUTCOMES: readonly string[] = ["answer", "clarify", "refuse", "handoff", "safety", "smalltalk", "flow"];

type Fields = Record<string, unknown>;

const fields = (value: unknown): Fields | null =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : null;
const text = (value: unknown): string => (typeof value === "string" ? value : "");
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const texts = (value: unknown): string[] => list(value).filter((item): item is string => typeof item === "string");
const count = (value: unknown): number | null =>
  typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : null;

function each<T>(value: unknown, read: (item: Fields) => T | null): T[] {
  return list(value).flatMap((item) => {
    const object = fields(item);
    const made = object && read(object);
    return made ? [made] : [];
  });
}

/** An address that may become a link: http and https only. */
export function webAddress(value: unknown): string | null {
  try {
    const url = new URL(text(value));
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}

function readSource(item: Fields): Source | null {
  const title = text(item["title"]);
  if (!title) return null;
  return {
    title,
    publisher: text(item["publisher"]),
    url: webAddress(item["url"]),
    date: text(item["date"]),
    asOf: text(item["as_of"]),
  };
}

function readPart(item: Fields): Part | null {
  const part = {
    question: text(item["question"]),
    text: text(item["text"]),
    caveat: text(item["caveat"]) || null,
    sources: each(item["sources"], readSource),
  };
  return part.question && part.text ? part : null;
}

function readChart(value: unknown): Chart | null {
  const item = fields(value);
  if (!item) return null;
  const points = each(item["points"], (point) => {
    const label = typeof point["label"] === "number" ? String(point["label"]) : text(point["label"]);
    const amount = count(point["value"]);
    return label && amount !== null ? { label, value: amount } : null;
  });
  if (!points.length) return null;
  const source = fields(item["source"]);
  return {
    kind: item["kind"] === "line" ? "line" : "bar",
    title: text(item["title"]),
    unit: text(item["unit"]),
    points,
    note: text(item["note"]),
    source: source ? text(source["title"]) : text(item["source"]),
    inText: texts(item["in_text"]),
  };
}

function readProgress(value: unknown): Progress | null {
  const item = fields(value);
  const step = count(item?.["step"]);
  const of = count(item?.["of"]);
  return item && step !== null && of ? { label: text(item["label"]), step: Math.min(step, of), of } : null;
}

/** One message of the server; null when there is nothing to show in it. */
export function readReply(value: unknown): Reply | null {
  const item = fields(value);
  if (!item) return null;
  const custom = fields(item["custom"]) ?? {};
  const outcome = text(custom["outcome"]);
  const reply: Reply = {
    text: text(item["text"]),
    buttons: each(item["buttons"], (button) => {
      const title = text(button["title"]);
      return title ? { title, payload: text(button["payload"]) || title } : null;
    }),
    outcome: OUTCOMES.includes(outcome) ? (outcome as Outcome) : null,
    answerId: text(custom["answer_id"]) || null,
    answerIds: texts(custom["answer_ids"]),
    caveat: text(custom["caveat"]) || null,
    sources: each(custom["sources"], readSource),
    parts: each(custom["parts"], readPart),
    chart: readChart(custom["chart"]),
    progress: readProgress(custom["progress"]),
    downloads: each(custom["download"], (download) => {
      const title = text(download["title"]);
      const url = text(download["url"]);
      return title && url ? { title, url, type: text(download["type"]) } : null;
    }),
  };
  return reply.text || reply.buttons.length || reply.chart || reply.downloads.length ? reply : null;
}

/** All messages of a response; empty when it is not the list that the contract promises. */
export const readReplies = (value: unknown): Reply[] => list(value).flatMap((item) => readReply(item) ?? []);

/** The reply to a request for a session; null when it holds no sender. */
export function readSession(value: unknown, now: number): Session | null {
  const item = fields(value);
  const sender = text(item?.["sender"]);
  if (!item || !sender) return null;
  const limits = fields(item["limits"]) ?? {};
  return {
    sender,
    expiresAt: now + (count(item["expires_in"]) ?? 3600) * 1000,
    limits: { messages: count(limits["messages"]), characters: count(limits["characters"]) || MAX_CHARACTERS },
    feedback: item["feedback"] === true,
  };
}
