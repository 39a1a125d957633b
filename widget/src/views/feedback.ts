// Helpful or not, and why not. Offered only when the server says that somebody reads it.
import { html, nothing, type TemplateResult } from "lit";
import type { Reason } from "../client";
import { icon } from "../icons";
import type { Answered } from "../store";
import { texts } from "../texts";

/** How far the user is with the feedback on one answer. */
export interface FeedbackState {
  asking: boolean;
  reason: Reason | null;
  problem: string;
}

export interface FeedbackActions {
  rate(entry: Answered, helpful: boolean, reason: Reason | null): void;
  change(entry: Answered, state: FeedbackState | null): void;
}

const REASONS: readonly Reason[] = ["wrong", "unclear", "incomplete", "outdated", "other"];

/** The row under an answer, the question why, or the thanks. */
export function feedback(entry: Answered, state: FeedbackState | undefined, actions: FeedbackActions): TemplateResult {
  const words = texts.feedback;
  if (entry.rated) return html`<p class="feedback thanks" tabindex="-1">${icon("check")} ${words.thanks}</p>`;
  const problem = state?.problem ? html`<p class="error" role="alert">${state.problem}</p>` : nothing;
  if (!state?.asking) {
    const no = (): void => actions.change(entry, { asking: true, reason: null, problem: "" });
    return html`<div class="feedback" role="group" aria-label=${words.question}>
      <span>${words.question}</span>
      <button class="small" @click=${() => actions.rate(entry, true, null)}>${icon("up")} ${words.yes}</button>
      <button class="small" @click=${no}>${icon("down")} ${words.no}</button>
      ${problem}
    </div>`;
  }
  const submit = (event: Event): void => {
    event.preventDefault();
    if (state.reason) actions.rate(entry, false, state.reason);
    else actions.change(entry, { ...state, problem: words.choose });
  };
  return html`<form class="feedback" novalidate @submit=${submit}>
    <fieldset>
      <legend tabindex="-1">${words.why}</legend>
      ${REASONS.map(
        (reason) =>
          html`<label class="choice">
            <input
              type="radio"
              name="reason-${entry.id}"
              .checked=${state.reason === reason}
              @change=${() => actions.change(entry, { ...state, reason, problem: "" })}
            />
            ${words.reasons[reason]}
          </label>`,
      )}
    </fieldset>
    ${problem}
    <div class="row">
      <button class="primary" type="submit">${words.send}</button>
      <button type="button" @click=${() => actions.change(entry, null)}>${words.cancel}</button>
    </div>
  </form>`;
}
