// One message of the conversation: what the user said, or a reply with all that belongs to it.
import { html, nothing, type TemplateResult } from "lit";
import { blocks, type Block } from "../answer";
import type { Button, Download, Progress } from "../contract";
import { icon } from "../icons";
import { markdown } from "../markdown";
import type { Answered, Said } from "../store";
import { texts } from "../texts";
import { chart, type Canvas } from "./chart";
import { feedback, type FeedbackActions, type FeedbackState } from "./feedback";
import { sources } from "./sources";

/** What a message needs to know of the widget around it, and may ask of it. */
export interface Around extends FeedbackActions {
  level: number;
  canvas: Canvas;
  latest: number;
  paused: number;
  feedbackOffered: boolean;
  feedback: ReadonlyMap<number, FeedbackState>;
  copied: number | null;
  send(text: string, payload?: string): void;
  retry(id: number): void;
  copy(entry: Answered): void;
  wipe(): void;
  file(path: string): string | null;
}

/** What the user said, with the problem and the way out when it did not arrive. */
export function said(entry: Said, around: Around): TemplateResult {
  return html`<article class="message said ${entry.state}" id="m${entry.id}" aria-labelledby="h${entry.id}">
    ${heading(entry.id, texts.you, around.level)}
    <div class="bubble">${entry.text}</div>
    ${entry.state === "failed" ? failure(entry, around) : nothing}
  </article>`;
}

function failure(entry: Said, around: Around): TemplateResult {
  const problem = entry.problem ?? "server";
  const waits = problem === "rate" && around.paused > 0;
  const final = problem === "messages" || problem === "origin";
  return html`<div class="failure">
    ${icon("warning")}
    <div>
      <p>${texts.problems[problem]} ${waits ? texts.rateWait(around.paused) : nothing}</p>
      ${problem === "rate" || problem === "interrupted" ? nothing : html`<p>${markdown(texts.helpNow)}</p>`}
      ${final
        ? nothing
        : html`<button class="retry" ?disabled=${waits} @click=${() => around.retry(entry.id)}>
            ${icon("restart")} ${texts.sentAgain}
          </button>`}
    </div>
  </div>`;
}

/** A reply: text, caveat, sources, figures, downloads, follow-ups and tools, each in its own place. */
export function answered(entry: Answered, around: Around): TemplateResult {
  const { reply } = entry;
  const inner = around.level + 1;
  return html`<article
    class="message answered ${reply.outcome ?? ""}"
    id="m${entry.id}"
    tabindex="-1"
    aria-labelledby="h${entry.id}"
  >
    ${heading(entry.id, texts.assistant, around.level)}
    <div class="card">
      ${reply.progress ? progress(reply.progress) : nothing} ${badge(reply.outcome)}
      ${blocks(reply).map((part, index) => block(part, inner, reply.chart && !index ? chart(reply.chart, around.canvas, inner) : nothing))}
      ${downloads(reply.downloads, around)} ${tools(entry, around)}
    </div>
    ${buttons(entry, around)}
  </article>`;
}

const heading = (id: number, name: string, level: number): TemplateResult =>
  html`<div class="hidden" id="h${id}" role="heading" aria-level=${level}>${name}</div>`;

function badge(outcome: string | null): TemplateResult | typeof nothing {
  if (outcome === "safety") return html`<p class="badge danger">${icon("shield")} ${texts.answer.safety}</p>`;
  if (outcome === "handoff") return html`<p class="badge">${icon("person")} ${texts.answer.handoff}</p>`;
  return nothing;
}

// Text, figures, what to mind, where it comes from: in this order.
function block(part: Block, level: number, figures: TemplateResult | typeof nothing): TemplateResult {
  return html`<div class=${part.question ? "part" : "prose"}>
    ${part.question ? html`<div class="question" role="heading" aria-level=${level}>${part.question}</div>` : nothing}
    ${markdown(part.text)} ${figures}
    ${part.caveat
      ? html`<div class="caveat" role="note">
          ${icon("info")}
          <div><strong>${texts.answer.caveat}</strong> ${markdown(part.caveat)}</div>
        </div>`
      : nothing}
    ${sources(part.sources, part.question ? level + 1 : level)}
  </div>`;
}

const progress = ({ label, step, of }: Progress): TemplateResult =>
  html`<div class="progress">
    <div><strong>${texts.progress(step, of)}</strong>${label ? `: ${label}` : ""}</div>
    <progress max=${of} value=${step} aria-label=${texts.progress(step, of)}></progress>
  </div>`;

function downloads(all: Download[], around: Around): TemplateResult | typeof nothing {
  const offered = all.flatMap((one) => {
    const address = around.file(one.url);
    return address ? [{ ...one, address }] : [];
  });
  if (!offered.length) return nothing;
  return html`<ul class="downloads" aria-label=${texts.downloads}>
    ${offered.map(
      ({ title, type, address }) =>
        html`<li><a href=${address} download>${icon("download")} <span>${title}${texts.fileType(type)}</span></a></li>`,
    )}
  </ul>`;
}

function tools(entry: Answered, around: Around): TemplateResult | typeof nothing {
  const { reply } = entry;
  if (reply.outcome === "safety") {
    return html`<div class="tools">
      <button class="small" @click=${() => around.wipe()}>${icon("restart")} ${texts.answer.wipe}</button>
    </div>`;
  }
  if (!reply.answerId && !reply.chart) return nothing;
  const more = entry.id === around.latest && reply.outcome === "answer";
  return html`<div class="tools">
      ${more
        ? html`<button class="small more" @click=${() => around.send(texts.answer.more, texts.answer.moreMessage)}>
            ${icon("more")} ${texts.answer.more}
          </button>`
        : nothing}
      <button class="small copy" @click=${() => around.copy(entry)}>
        ${icon(around.copied === entry.id ? "check" : "copy")} ${texts.answer.copy}
      </button>
    </div>
    ${around.feedbackOffered && reply.answerId ? feedback(entry, around.feedback.get(entry.id), around) : nothing}`;
}

function buttons(entry: Answered, around: Around): TemplateResult | typeof nothing {
  const { reply } = entry;
  // The steps of a flow that has gone on are past.
  const past = reply.outcome === "flow" && entry.id !== around.latest;
  if (!reply.buttons.length || past) return nothing;
  const numbered = reply.outcome === "clarify" || reply.buttons.every((button, index) => reply.text.includes(`${index + 1}. ${button.title}`));
  const label = reply.outcome === "clarify" ? texts.answer.clarify : texts.answer.choices;
  return html`<div class="choices" role="group" aria-label=${label}>
    ${reply.buttons.map((button, index) => choice(button, numbered ? index + 1 : null, around))}
  </div>`;
}

/** A quick reply. */
export const choice = (button: Button, number: number | null, around: Pick<Around, "send">): TemplateResult =>
  html`<button class="choice-button" @click=${() => around.send(button.title, button.payload)}>
    ${number === null ? nothing : html`<span class="number">${number}.</span>`}<span>${button.title}</span>
  </button>`;
