// The field for the question, with what it wants to tell: too long, empty, nearly out of messages.
import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { ref, type Ref } from "lit/directives/ref.js";
import { icon } from "../icons";
import { texts } from "../texts";

interface Composer {
  field: Ref<HTMLTextAreaElement>;
  draft: string;
  problem: string;
  maxCharacters: number;
  messagesLeft: number | null;
  full: boolean;
  typed(text: string): void;
  submit(): void;
  restart(): void;
}

const WARN_FROM = 0.875; // part of the allowed length from which the rest is counted
const FEW_MESSAGES = 5;

/** The form at the bottom; a conversation that is full offers a new one instead. */
export function composer(state: Composer): TemplateResult {
  if (state.full || state.messagesLeft === 0) {
    return html`<div class="composer">
      <p class="counter">${texts.problems.messages}</p>
      <button class="primary" @click=${() => state.restart()}>${icon("restart")} ${texts.menu.restart}</button>
    </div>`;
  }
  const words = texts.composer;
  const length = state.draft.trim().length;
  const left = state.maxCharacters - length;
  const over = left < 0 ? words.tooLong(-left, state.maxCharacters.toLocaleString("nl-NL")) : "";
  const problem = state.problem || over;
  const submit = (event: Event): void => {
    event.preventDefault();
    state.submit();
  };
  const enter = (event: KeyboardEvent): void => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) submit(event);
  };
  return html`<form class="composer" novalidate @submit=${submit}>
    <label for="question">${words.label}</label>
    <div class="row">
      <textarea
        id="question"
        rows="1"
        autocomplete="off"
        aria-describedby="hint problem"
        aria-invalid=${problem ? "true" : "false"}
        placeholder=${words.placeholder}
        .value=${live(state.draft)}
        ${ref(state.field)}
        @input=${(event: Event) => state.typed((event.target as HTMLTextAreaElement).value)}
        @keydown=${enter}
      ></textarea>
      <button class="primary send" type="submit">${icon("send")}<span>${words.send}</span></button>
    </div>
    <p class="error" id="problem" role="alert">${problem ? html`${icon("warning")} ${problem}` : nothing}</p>
    <p class="hint" id="hint">${icon("shield")} ${words.hint}</p>
    ${!problem && length >= state.maxCharacters * WARN_FROM ? html`<p class="counter">${words.left(left)}</p>` : nothing}
    ${state.messagesLeft !== null && state.messagesLeft <= FEW_MESSAGES
      ? html`<p class="counter">${words.messagesLeft(state.messagesLeft)}</p>`
      : nothing}
  </form>`;
}
