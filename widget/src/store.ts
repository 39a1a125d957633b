// Keeps the conversation for as long as the tab lives: sessionStorage, never a cookie and never longer.
import { readReply, readSession, type Reply, type Session } from "./contract";
import type { ProblemKind } from "./client";

export interface Said {
  kind: "said";
  id: number;
  text: string;
  payload: string;
  state: "sending" | "sent" | "failed";
  problem: ProblemKind | null;
}

export interface Answered {
  kind: "answered";
  id: number;
  reply: Reply;
  rated: "helpful" | "not_helpful" | null;
}

export type Entry = Said | Answered;

export interface Kept {
  entries: Entry[];
  draft: string;
  session: Session | null;
  open: boolean;
}

const VERSION = 1;

/** One conversation per server: pages that use the same assistant share it within the tab. */
export class Store {
  private readonly key: string;

  constructor(server: URL) {
    this.key = `kompas-assistent:${server.href}`;
  }

  /** What was kept; null when nothing was, or when it cannot be read. */
  read(): Kept | null {
    try {
      const kept = JSON.parse(sessionStorage.getItem(this.key) ?? "null") as Record<string, unknown> | null;
      if (kept?.["version"] !== VERSION) return null;
      return {
        entries: (kept["entries"] as Record<string, unknown>[]).flatMap((entry) => readEntry(entry) ?? []),
        draft: typeof kept["draft"] === "string" ? kept["draft"] : "",
        session: keptSession(kept["session"]),
        open: kept["open"] === true,
      };
    } catch {
      return null;
    }
  }

  /** Keep it. Where the browser forbids storage the conversation lasts as long as the page. */
  write(kept: Kept): void {
    try {
      sessionStorage.setItem(this.key, JSON.stringify({ version: VERSION, ...kept, entries: kept.entries.map(plain) }));
    } catch {
      // Storage is full or forbidden.
    }
  }

  /** Forget it. */
  clear(): void {
    try {
      sessionStorage.removeItem(this.key);
    } catch {
      // Nothing was kept.
    }
  }
}

// Replies are stored in the shape of the contract, and so pass the same distrustful reader on their way back.
function plain(entry: Entry): object {
  if (entry.kind === "said") return entry;
  const { reply } = entry;
  return {
    ...entry,
    reply: {
      text: reply.text,
      buttons: reply.buttons,
      custom: {
        outcome: reply.outcome,
        answer_id: reply.answerId,
        answer_ids: reply.answerIds,
        caveat: reply.caveat,
        sources: reply.sources.map((source) => ({ ...source, as_of: source.asOf })),
        parts: reply.parts.map((part) => ({
          ...part,
          sources: part.sources.map((source) => ({ ...source, as_of: source.asOf })),
        })),
        chart: reply.chart && { ...reply.chart, in_text: reply.chart.inText },
        progress: reply.progress,
        download: reply.downloads,
      },
    },
  };
}

function readEntry(entry: Record<string, unknown>): Entry | null {
  const id = entry["id"];
  if (typeof id !== "number") return null;
  if (entry["kind"] === "said") {
    const { text, payload } = entry;
    if (typeof text !== "string" || typeof payload !== "string") return null;
    // What was under way when the page went away has no reply; the user may send it again.
    const state = entry["state"] === "sent" ? "sent" : "failed";
    return { kind: "said", id, text, payload, state, problem: state === "failed" ? "interrupted" : null };
  }
  const reply = readReply(entry["reply"]);
  const rated = entry["rated"] === "helpful" || entry["rated"] === "not_helpful" ? entry["rated"] : null;
  return reply && { kind: "answered", id, reply, rated };
}

function keptSession(value: unknown): Session | null {
  const kept = value as { expiresAt?: unknown } | null;
  if (!kept || typeof kept.expiresAt !== "number" || kept.expiresAt <= Date.now()) return null;
  const session = readSession(value, 0);
  return session && { ...session, expiresAt: kept.expiresAt };
}
