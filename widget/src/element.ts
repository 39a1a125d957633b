// <kompas-assistent>: the conversation in a bubble on a page, or as a page.
import { html, LitElement, nothing, unsafeCSS, type PropertyValues, type TemplateResult } from "lit";
import { createRef, ref } from "lit/directives/ref.js";
import { repeat } from "lit/directives/repeat.js";
import { Client, type Reason } from "./client";
import { Conversation } from "./conversation";
import { icon } from "./icons";
import { words } from "./markdown";
import * as output from "./output";
import { Store, type Answered } from "./store";
import styles from "./styles/widget.css";
import { texts } from "./texts";
import { answerText, conversationText } from "./transcript";
import { composer } from "./views/composer";
import type { FeedbackState } from "./views/feedback";
import { menu, restartDialog } from "./views/menu";
import { answered, choice, said, type Around } from "./views/message";

/** Where the script came from: the server, unless the attribute says otherwise. */
const SCRIPT = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : "";
const MARGIN = 12; // pixels above a message that came into view
const SMALL = "(max-width: 40em), (max-height: 30em)";

export class KompasAssistent extends LitElement {
  static override styles = unsafeCSS(styles);
  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: false };
  static override properties = {
    server: { type: String },
    mode: { type: String, reflect: true },
    heading: { type: String },
    opening: { type: String },
    starters: { type: String },
    position: { type: String, reflect: true },
    theme: { type: String, reflect: true },
    headingLevel: { type: Number, attribute: "heading-level" },
  };

  /** Address of the assistant; default: where the script was loaded from. */
  declare server: string;
  /** `bubble` (default): a button that opens a window. `page`: the conversation fills the element. */
  declare mode: string;
  /** Title of the window. */
  declare heading: string;
  /** What the assistant asks first. */
  declare opening: string;
  /** Example questions, separated by `|`; empty for none. */
  declare starters: string;
  /** `right` (default) or `left`: the corner of the bubble. */
  declare position: string;
  /** `auto` (as the user wishes), `light` or `dark`; absent: as the page does. */
  declare theme: string;
  /** Level of the title among the headings of the page. */
  declare headingLevel: number;

  private client!: Client;
  private conversation!: Conversation;
  private readonly panel = createRef<HTMLDialogElement>();
  private readonly log = createRef<HTMLElement>();
  private readonly field = createRef<HTMLTextAreaElement>();
  private readonly launcher = createRef<HTMLButtonElement>();
  private readonly menuButton = createRef<HTMLButtonElement>();
  private readonly confirm = createRef<HTMLDialogElement>();
  private readonly small = window.matchMedia(SMALL);

  private menuOpen = false;
  private fieldProblem = "";
  private notice = "";
  private copied: number | null = null;
  private feedbackStates = new Map<number, FeedbackState>();
  private canvas = { width: 320, font: 16 };
  private silent = true; // what was restored is not announced
  private shown = ""; // the newest message and its state, as far as it came into view
  private pressed = false; // a button was pressed that may be gone when the reply is there
  private tick: ReturnType<typeof setTimeout> | undefined;
  private readonly measure = new ResizeObserver(() => this.measured());

  constructor() {
    super();
    this.mode = "bubble";
    this.position = "right";
    this.headingLevel = 2;
  }

  /** Open the window; the focus goes in. */
  open(): void {
    this.begin();
    if (this.mode === "page") return this.focusField();
    this.conversation.show(true);
    void this.updateComplete.then(() => this.focusField());
  }

  /** Close the window; the focus goes back to the button. */
  close(): void {
    this.begin();
    if (this.mode === "page" || !this.conversation.open) return;
    const inside = this.shadowRoot?.activeElement !== null || this.small.matches;
    this.menuOpen = false;
    this.conversation.show(false);
    void this.updateComplete.then(() => inside && this.launcher.value?.focus());
  }

  /** Open the window and ask a question, for a link or button elsewhere on the page. */
  ask(question: string): void {
    this.open();
    void this.conversation.send(question);
  }

  // A page may call the element before its first drawing.
  private begin(): void {
    if (!this.hasUpdated) this.performUpdate();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.requestUpdate(); // moved within the page
    window.addEventListener("online", this.connection);
    window.addEventListener("offline", this.connection);
    document.addEventListener("keydown", this.escape);
    this.small.addEventListener("change", this.refresh);
  }

  override disconnectedCallback(): void {
    window.removeEventListener("online", this.connection);
    window.removeEventListener("offline", this.connection);
    document.removeEventListener("keydown", this.escape);
    this.small.removeEventListener("change", this.refresh);
    this.measure.disconnect();
    clearTimeout(this.tick);
    super.disconnectedCallback();
  }

  override willUpdate(changes: PropertyValues<this>): void {
    if (this.conversation && !changes.has("server")) return;
    const server = this.address();
    this.client = new Client(server);
    this.conversation = new Conversation(this.client, new Store(server), () => this.requestUpdate());
    // A window that covers the whole page does not come back by itself on the next page.
    if (this.conversation.open && this.small.matches) this.conversation.open = false;
    this.silent = true;
  }

  private address(): URL {
    const given = this.server || (SCRIPT ? new URL("..", SCRIPT).href : location.origin);
    const url = new URL(given, document.baseURI);
    if (!/^https?:$/.test(url.protocol)) throw new TypeError(`kompas-assistent: server must be http(s), not "${given}"`);
    if (!url.pathname.endsWith("/")) url.pathname += "/";
    url.search = url.hash = "";
    return url;
  }

  override render(): TemplateResult {
    if (this.mode === "page") {
      return html`<section class="panel" lang="nl" aria-labelledby="title">${this.content()}</section>`;
    }
    const { open, empty } = this.conversation;
    return html`<button
        class="launcher"
        lang="nl"
        aria-haspopup="dialog"
        aria-expanded=${String(open)}
        ?hidden=${open}
        ${ref(this.launcher)}
        @click=${() => this.open()}
      >
        ${icon("chat")} <span>${empty ? texts.launcher : texts.launcherAgain}</span>
      </button>
      <dialog class="panel" lang="nl" aria-labelledby="title" ${ref(this.panel)} @cancel=${this.cancelled}>
        ${open ? this.content() : nothing}
      </dialog>`;
  }

  private content(): TemplateResult {
    const { conversation } = this;
    const name = this.heading || texts.title;
    return html`<div class="header">
        <span class="logo">${icon("compass")}</span>
        <div class="names">
          <div id="title" class="title" role="heading" aria-level=${this.headingLevel}>${name}</div>
          <div class="subtitle">${texts.subtitle}</div>
        </div>
        ${menu(this.menuOpen, this.menuButton, {
          toggle: () => this.toggleMenu(),
          left: (event) => this.menuLeft(event),
          empty: conversation.empty,
          human: () => this.fromMenu(() => this.send(texts.humanMessage)),
          download: () => this.fromMenu(() => this.download()),
          print: () => this.fromMenu(() => this.print()),
          restart: () => this.fromMenu(() => this.askRestart()),
        })}
        ${this.mode === "page"
          ? nothing
          : html`<button class="tool close" aria-label=${texts.menu.close} @click=${() => this.close()}>${icon("close")}</button>`}
      </div>
      <div
        class="log"
        role="log"
        tabindex="0"
        aria-label=${texts.conversation}
        aria-live=${this.silent ? "off" : "polite"}
        aria-relevant="additions"
        ${ref(this.log)}
      >
        ${this.welcome()} ${this.messages()}
      </div>
      <div class="status" role="status">${this.status()}</div>
      ${composer({
        field: this.field,
        draft: conversation.draft,
        problem: this.fieldProblem,
        maxCharacters: conversation.maxCharacters,
        messagesLeft: conversation.messagesLeft,
        full: conversation.full,
        typed: (text) => this.typed(text),
        submit: () => this.submit(),
        restart: () => this.restart(),
      })}
      ${restartDialog(this.confirm, () => this.restart())}`;
  }

  private welcome(): TemplateResult {
    const starters = this.starters === undefined ? texts.starters : this.starters.split("|").map((text) => text.trim());
    const offered = starters.filter(Boolean).map((title) => ({ title, payload: title }));
    return html`<div class="welcome">
      <section class="notice" aria-label=${texts.notice.label}>
        <p>${icon("info")} <span>${texts.notice.computer}</span></p>
        <p>
          ${icon("person")}
          <span>${words(texts.notice.danger)}
            <button class="link" @click=${() => this.send(texts.humanMessage)}>${texts.human}</button></span>
        </p>
      </section>
      <div class="message answered">
        <div class="card opening">${this.opening || texts.opening}</div>
        ${this.conversation.empty && offered.length
          ? html`<div class="choices" role="group" aria-label=${texts.startersLabel}>
              ${offered.map((button) => choice(button, null, { send: (text) => this.send(text) }))}
            </div>`
          : nothing}
      </div>
    </div>`;
  }

  private messages(): unknown {
    const { conversation } = this;
    const answers = conversation.entries.filter((entry) => entry.kind === "answered");
    const around: Around = {
      level: this.headingLevel + 1,
      canvas: this.canvas,
      latest: answers.at(-1)?.id ?? 0,
      paused: Math.max(0, Math.ceil((conversation.pausedUntil - Date.now()) / 1000)),
      feedbackOffered: conversation.feedbackOffered,
      feedback: this.feedbackStates,
      copied: this.copied,
      send: (text, payload) => this.send(text, payload),
      retry: (id) => {
        this.pressed = true;
        void conversation.retry(id);
      },
      copy: (entry) => void this.copy(entry),
      wipe: () => this.restart(),
      file: (path) => this.client.file(path),
      rate: (entry, helpful, reason) => void this.rate(entry, helpful, reason),
      change: (entry, state) => this.changeFeedback(entry, state),
    };
    return repeat(
      conversation.entries,
      (entry) => entry.id,
      (entry) => (entry.kind === "said" ? said(entry, around) : answered(entry, around)),
    );
  }

  private status(): TemplateResult | typeof nothing {
    const { busy, slow } = this.conversation;
    if (busy) {
      return html`<span class="typing" aria-hidden="true"><i></i><i></i><i></i></span>
        <span>${slow ? texts.slow : texts.searching}</span>`;
    }
    const text = this.notice || (navigator.onLine ? "" : texts.offlineNow);
    return text ? html`<span>${text}</span>` : nothing;
  }

  override updated(): void {
    this.showPanel();
    const log = this.log.value;
    if (log) this.measure.observe(log);
    this.followConversation();
    this.watchPause();
    // From the next frame on, additions are announced.
    if (this.silent && log) {
      requestAnimationFrame(() => {
        this.silent = false;
        this.requestUpdate();
      });
    }
    if (!log) this.silent = true;
  }

  // A dialog of its own layer where it covers the page, an ordinary one beside the page where it does not.
  private showPanel(): void {
    const panel = this.panel.value;
    if (!panel) return;
    const modal = panel.matches(":modal");
    if (panel.open && (!this.conversation.open || modal !== this.small.matches)) {
      const focused = this.shadowRoot?.activeElement;
      panel.close();
      if (this.conversation.open && focused instanceof HTMLElement) queueMicrotask(() => focused.focus());
    }
    if (!panel.open && this.conversation.open) {
      if (this.small.matches) panel.showModal();
      else panel.open = true; // show() would take the focus, also after a reload
    }
  }

  // What is new comes into view from its beginning; what was restored is shown at its end.
  private followConversation(): void {
    const log = this.log.value;
    const last = this.conversation.entries.at(-1);
    const shown = last ? `${last.id} ${last.kind === "said" ? last.state : ""}` : "";
    if (!log || shown === this.shown) {
      if (!log) this.shown = "";
      return;
    }
    this.shown = shown;
    const message = last && this.shadowRoot?.getElementById(`m${last.id}`);
    if (!last || !message) return;
    const failed = last.kind === "said" && last.state === "failed";
    const question = last.kind === "answered" ? message.previousElementSibling : null;
    const start = question?.classList.contains("said") ? (question as HTMLElement) : message;
    const calm = this.silent || matchMedia("(prefers-reduced-motion: reduce)").matches;
    const top = failed ? log.scrollHeight : start.offsetTop - MARGIN;
    log.scrollTo({ top, behavior: calm ? "instant" : "smooth" });
    // A button that was pressed and went away left the focus nowhere.
    if (this.silent || this.shadowRoot?.activeElement) return;
    const heir = last.kind === "answered" ? message : message.querySelector<HTMLElement>("button.retry");
    if (this.pressed) heir?.focus({ preventScroll: true });
    if (last.kind === "answered") this.pressed = false;
  }

  // When the server asked for a pause, look again when it is over.
  private watchPause(): void {
    clearTimeout(this.tick);
    const wait = this.conversation.pausedUntil - Date.now();
    if (wait > 0) this.tick = setTimeout(() => this.requestUpdate(), wait + 50);
  }

  private send(text: string, payload?: string): void {
    if (this.conversation.busy) return this.say(texts.composer.busy);
    this.notice = this.fieldProblem = "";
    this.pressed = true;
    void this.conversation.send(text, payload);
  }

  private submit(): void {
    const text = this.conversation.draft.trim();
    const over = text.length - this.conversation.maxCharacters;
    if (!text) this.fieldProblem = texts.composer.empty;
    else if (over > 0) this.fieldProblem = texts.composer.tooLong(over, this.conversation.maxCharacters.toLocaleString("nl-NL"));
    else if (this.conversation.busy) this.fieldProblem = texts.composer.busy;
    else {
      this.conversation.draft = "";
      this.send(text);
    }
    this.focusField();
    this.requestUpdate();
  }

  private typed(text: string): void {
    this.fieldProblem = "";
    this.conversation.typed(text);
  }

  private async copy(entry: Answered): Promise<void> {
    const done = await output.copy(answerText(entry.reply));
    this.copied = done ? entry.id : null;
    this.say(done ? texts.answer.copied : texts.answer.copyFailed);
  }

  private async rate(entry: Answered, helpful: boolean, reason: Reason | null): Promise<void> {
    const done = await this.conversation.rate(entry.id, helpful, reason);
    const state = this.feedbackStates.get(entry.id) ?? { asking: false, reason, problem: "" };
    if (done) this.feedbackStates.delete(entry.id);
    else this.feedbackStates.set(entry.id, { ...state, problem: texts.feedback.failed });
    this.requestUpdate();
    await this.updateComplete;
    if (done) this.within(entry, ".feedback.thanks")?.focus();
  }

  private changeFeedback(entry: Answered, state: FeedbackState | null): void {
    const opened = state?.asking && !this.feedbackStates.get(entry.id)?.asking;
    if (state) this.feedbackStates.set(entry.id, state);
    else this.feedbackStates.delete(entry.id);
    this.requestUpdate();
    if (!opened && state) return;
    void this.updateComplete.then(() => this.within(entry, opened ? ".feedback legend" : ".feedback button")?.focus());
  }

  private within(entry: Answered, selector: string): HTMLElement | null | undefined {
    return this.shadowRoot?.querySelector<HTMLElement>(`#m${entry.id} ${selector}`);
  }

  private download(): void {
    const now = new Date();
    const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
    output.save(conversationText(this.conversation.entries, now), `${texts.transcript.file}-${day}.txt`);
  }

  private print(): void {
    output.print(texts.transcript.title, this.shadowRoot?.querySelectorAll(".log > .message") ?? []);
  }

  private askRestart(): void {
    this.confirm.value?.showModal();
    this.confirm.value?.querySelector<HTMLElement>("button:not(.primary)")?.focus();
  }

  private restart(): void {
    this.confirm.value?.close();
    this.feedbackStates.clear();
    this.fieldProblem = "";
    this.shown = "";
    const { open } = this.conversation;
    this.conversation.restart();
    this.conversation.show(open);
    this.say(texts.menu.restarted);
    this.log.value?.scrollTo({ top: 0, behavior: "instant" });
    void this.updateComplete.then(() => this.focusField());
  }

  private toggleMenu(): void {
    this.menuOpen = !this.menuOpen;
    this.requestUpdate();
  }

  private menuLeft(event: FocusEvent): void {
    const to = event.relatedTarget;
    if (to instanceof Node && (event.currentTarget as Node).contains(to)) return;
    this.menuOpen = false;
    this.requestUpdate();
  }

  private fromMenu(action: () => void): void {
    this.menuOpen = false;
    this.menuButton.value?.focus();
    this.requestUpdate();
    action();
  }

  private say(text: string): void {
    this.notice = text;
    this.requestUpdate();
  }

  private focusField(): void {
    this.field.value?.focus();
  }

  private measured(): void {
    const log = this.log.value;
    if (!log) return;
    const font = parseFloat(getComputedStyle(log).fontSize) || 16;
    const width = Math.max(160, Math.min(log.clientWidth, 46 * font) - 5.5 * font);
    if (width === this.canvas.width && font === this.canvas.font) return;
    this.canvas = { width, font: font * 0.875 };
    this.requestUpdate();
  }

  private readonly refresh = (): void => this.requestUpdate();

  private readonly connection = (): void => this.say(navigator.onLine ? texts.onlineAgain : "");

  // Escape in a modal window.
  private cancelled(event: Event): void {
    if (event.target !== this.panel.value) return;
    event.preventDefault();
    if (this.menuOpen) this.fromMenu(() => undefined);
    else this.close();
  }

  // Escape elsewhere: also while the focus is on the page, so that the window never hides what has the focus.
  private readonly escape = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || event.defaultPrevented || this.confirm.value?.open) return;
    if (this.menuOpen) {
      event.preventDefault();
      this.fromMenu(() => undefined);
    } else if (this.mode !== "page" && this.conversation.open && !this.small.matches) {
      event.preventDefault();
      this.close();
    }
  };
}
