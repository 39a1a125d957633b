// The conversation: what was said, what is under way, what went wrong. Knows nothing of how it looks.
import { Problem, type Client, type ProblemKind, type Reason } from "./client";
import { MAX_CHARACTERS, type Session } from "./contract";
import type { Answered, Entry, Said, Store } from "./store";

const SLOW = 6_000; // milliseconds after which the user is told that it takes longer

export class Conversation {
  entries: Entry[] = [];
  draft = "";
  open = false;
  /** A message is under way. */
  busy = false;
  /** It takes longer than usual. */
  slow = false;
  /** Until when (ms since epoch) the server wants no messages. */
  pausedUntil = 0;
  /** The server takes no more messages in this conversation. */
  full = false;

  private session: Session | null = null;
  private run = 0; // a restart makes replies that are still under way worthless

  constructor(
    private readonly client: Client,
    private readonly store: Store,
    private readonly changed: () => void,
  ) {
    const kept = store.read();
    if (!kept) return;
    this.entries = kept.entries;
    this.draft = kept.draft;
    this.session = kept.session;
    this.open = kept.open;
  }

  get maxCharacters(): number {
    return this.session?.limits.characters ?? MAX_CHARACTERS;
  }

  /** How many messages the user may still send; null when the server sets no limit. */
  get messagesLeft(): number | null {
    const limit = this.session?.limits.messages ?? null;
    if (limit === null) return null;
    return Math.max(0, limit - this.entries.filter((entry) => entry.kind === "said" && entry.state === "sent").length);
  }

  get feedbackOffered(): boolean {
    return this.session?.feedback === true;
  }

  get empty(): boolean {
    return this.entries.length === 0;
  }

  /** Send a message. `text` is what the user sees, `payload` what the server gets. */
  async send(text: string, payload: string = text): Promise<void> {
    if (this.busy) return;
    await this.deliver({ kind: "said", id: this.lastId + 1, text, payload, state: "sending", problem: null });
  }

  /** Send a message again that did not arrive; it moves to the end of the conversation. */
  async retry(id: number): Promise<void> {
    const failed = this.entries.find((entry): entry is Said => entry.id === id && entry.kind === "said");
    if (this.busy || !failed || failed.state !== "failed") return;
    this.entries = this.entries.filter((entry) => entry !== failed);
    await this.deliver({ ...failed, id: this.lastId + 1, state: "sending", problem: null });
  }

  /** Say what the user thinks of an answer; false when it did not arrive. */
  async rate(id: number, helpful: boolean, reason: Reason | null): Promise<boolean> {
    const entry = this.entries.find((one): one is Answered => one.id === id && one.kind === "answered");
    if (!entry?.reply.answerId || !this.session) return false;
    try {
      await this.client.feedback(this.session.sender, entry.reply.answerId, helpful, reason);
    } catch {
      return false;
    }
    this.replace({ ...entry, rated: helpful ? "helpful" : "not_helpful" });
    return true;
  }

  /** Forget everything and begin anew. */
  restart(): void {
    this.run += 1;
    this.entries = [];
    this.draft = "";
    this.session = null;
    this.busy = this.slow = this.full = false;
    this.pausedUntil = 0;
    this.store.clear();
    this.update();
  }

  /** Keep what is being typed. */
  typed(draft: string): void {
    this.draft = draft;
    this.update();
  }

  /** Remember whether the window is open. */
  show(open: boolean): void {
    this.open = open;
    this.update();
  }

  private get lastId(): number {
    return this.entries.reduce((last, entry) => Math.max(last, entry.id), 0);
  }

  private async deliver(said: Said): Promise<void> {
    const run = this.run;
    this.entries = [...this.entries, said];
    this.busy = true;
    this.update();
    const timer = setTimeout(() => {
      this.slow = true;
      this.update();
    }, SLOW);
    try {
      const replies = await this.ask(said);
      if (run !== this.run) return;
      this.replace({ ...said, state: "sent" });
      for (const reply of replies) {
        this.entries = [...this.entries, { kind: "answered", id: this.lastId + 1, reply, rated: null }];
      }
    } catch (error) {
      if (run !== this.run) return;
      this.fail(said, error instanceof Problem ? error : new Problem("server"));
    } finally {
      clearTimeout(timer);
      if (run === this.run) {
        this.busy = this.slow = false;
        this.update();
      }
    }
  }

  private async ask(said: Said): ReturnType<Client["message"]> {
    const fresh = !this.session || this.session.expiresAt <= Date.now();
    if (fresh) this.session = await this.client.session();
    // A button belongs to the session that offered it; a new session gets its words instead.
    const message = fresh ? said.text : said.payload;
    try {
      return await this.client.message(this.sender, message);
    } catch (error) {
      if (!(error instanceof Problem) || error.kind !== "session") throw error;
      this.session = await this.client.session();
      return this.client.message(this.sender, said.text);
    }
  }

  private get sender(): string {
    if (!this.session) throw new Problem("session");
    return this.session.sender;
  }

  private fail(said: Said, problem: Problem): void {
    const kind: ProblemKind = problem.kind;
    if (kind === "rate") this.pausedUntil = Date.now() + problem.waitSeconds * 1000;
    if (kind === "messages") this.full = true;
    this.replace({ ...said, state: "failed", problem: kind });
  }

  private replace(entry: Entry): void {
    this.entries = this.entries.map((old) => (old.id === entry.id ? entry : old));
    this.update();
  }

  private update(): void {
    const { entries, draft, session, open } = this;
    if (entries.length || draft || open) this.store.write({ entries, draft, session, open });
    else this.store.clear();
    this.changed();
  }
}
