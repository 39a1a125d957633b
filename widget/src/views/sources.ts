// Source cards: where an answer comes from, from whom, and of when.
import { html, nothing, type TemplateResult } from "lit";
import type { Source } from "../contract";
import { inWords, known } from "../dates";
import { icon } from "../icons";
import { external } from "../markdown";
import { texts } from "../texts";

const AT_ONCE = 2;

/** The sources of one answer; nothing when there are none. */
export function sources(all: Source[], level: number): TemplateResult | typeof nothing {
  if (!all.length) return nothing;
  const rest = all.slice(AT_ONCE);
  const [asOf] = all.map((source) => source.asOf).filter(known);
  return html`<section class="sources">
    <div role="heading" aria-level=${level} class="label">
      ${all.length > 1 ? texts.answer.sources : texts.answer.source}
    </div>
    <ul>
      ${all.slice(0, AT_ONCE).map(card)}
    </ul>
    ${rest.length
      ? html`<details>
          <summary>${texts.answer.moreSources(rest.length)}</summary>
          <ul>
            ${rest.map(card)}
          </ul>
        </details>`
      : nothing}
    ${asOf ? html`<p class="note">${texts.answer.asOf(inWords(asOf))}</p>` : nothing}
  </section>`;
}

const card = (source: Source): TemplateResult =>
  html`<li class="source">
    ${icon("document")}
    <div>
      ${source.url ? external(source.url, source.title) : html`<span>${source.title}</span>`}
      <div class="note">${source.publisher ? `${source.publisher} · ` : ""}${inWords(source.date)}</div>
    </div>
  </li>`;
