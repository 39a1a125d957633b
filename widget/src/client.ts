// Talks to the server over HTTP. Every failure becomes a Problem of a known kind, so that the view has a sentence for it.
import { readReplies, readSession, type Reply, type Session } from "./contract";

export type ProblemKind =
  | "offline" // the browser knows that there is no connection
  | "unreachable" // no connection to the server
  | "timeout" // no reply in time
  | "server" // the server failed, or sent something that is no reply
  | "rate" // too many messages at once; waitSeconds says how long
  | "messages" // this conversation has had its number of messages
  | "size" // message too long
  | "origin" // this page may not use the assistant
  | "session" // the session is not known (any more)
  | "interrupted"; // the page went away before the reply came

export class Problem extends Error {
  constructor(
    readonly kind: ProblemKind,
    readonly waitSeconds = 0,
  ) {
    super(kind);
  }
}

export type Reason = "wrong" | "unclear" | "incomplete" | "outdated" | "other";

const PATIENCE = 30_000; // milliseconds; the server gives up after 20 seconds itself
const RATE_PAUSE = 10; // seconds, when the server does not say how long
const CODES: readonly string[] = ["rate", "messages", "size", "origin", "session"];
const KIND_OF_STATUS: Record<number, ProblemKind> = { 401: "session", 403: "origin", 413: "size", 429: "rate" };

export class Client {
  /** `server` is the address of the assistant, with or without a path; nothing outside it is ever asked. */
  constructor(readonly server: URL) {}

  /** A new session. */
  async session(): Promise<Session> {
    const session = readSession(await this.post("webhooks/rest/session", {}), Date.now());
    if (!session) throw new Problem("server");
    return session;
  }

  /** The replies to one message: never an empty list. */
  async message(sender: string, message: string): Promise<Reply[]> {
    const replies = readReplies(await this.post("webhooks/rest/webhook", { sender, message }));
    if (!replies.length) throw new Problem("server");
    return replies;
  }

  /** What the user thinks of an answer. */
  async feedback(sender: string, answerId: string, helpful: boolean, reason: Reason | null): Promise<void> {
    await this.post("webhooks/rest/feedback", { sender, answer_id: answerId, helpful, reason });
  }

  /** The full address of a file that the server offers; null when it lies elsewhere. */
  file(path: string): string | null {
    try {
      const url = new URL(path, this.server);
      return url.origin === this.server.origin ? url.href : null;
    } catch {
      return null;
    }
  }

  private async post(path: string, data: object): Promise<unknown> {
    const ended = new AbortController();
    const timer = setTimeout(() => ended.abort(), PATIENCE);
    try {
      const response = await fetch(new URL(path, this.server), {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(data),
        credentials: "omit",
        cache: "no-store",
        redirect: "error",
        referrerPolicy: "no-referrer",
        signal: ended.signal,
      });
      const content: unknown = await response.json().catch(() => null);
      if (!response.ok) throw refusal(response, content);
      return content;
    } catch (error) {
      if (error instanceof Problem) throw error;
      if (ended.signal.aborted) throw new Problem("timeout");
      throw new Problem(offline() ? "offline" : "unreachable");
    } finally {
      clearTimeout(timer);
    }
  }
}

const offline = (): boolean => navigator.onLine === false;

function refusal(response: Response, content: unknown): Problem {
  const code = (content as { code?: unknown } | null)?.code;
  const known = typeof code === "string" && CODES.includes(code) ? (code as ProblemKind) : null;
  const kind = known ?? KIND_OF_STATUS[response.status] ?? "server";
  const wait = Number(response.headers.get("Retry-After"));
  return new Problem(kind, wait > 0 ? Math.min(Math.ceil(wait), 3600) : kind === "rate" ? RATE_PAUSE : 0);
}
