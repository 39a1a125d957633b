// Markdown to templates. marked only reads (its lexer); what may be shown is listed here, and no HTML text is ever made:
// everything else ends up on the page as plain text. So there is nothing left to sanitise.
import { html, nothing, type TemplateResult } from "lit";
import { Lexer, type Token, type Tokens } from "marked";
import { webAddress } from "./contract";
import { icon } from "./icons";
import { texts } from "./texts";

type Rendered = TemplateResult | string | typeof nothing;

/** A text of the server as a template. */
export function markdown(text: string): Rendered[] {
  return new Lexer({ gfm: true }).lex(text).map(block);
}

function block(token: Token): Rendered {
  switch (token.type) {
    case "space":
    case "def":
      return nothing;
    case "hr":
      return html`<hr />`;
    case "heading": // no headings of its own: the text stands under one
      return html`<p><strong>${inline(token.tokens)}</strong></p>`;
    case "paragraph":
      return html`<p>${inline(token.tokens)}</p>`;
    case "blockquote":
      return html`<blockquote>${(token.tokens ?? []).map(block)}</blockquote>`;
    case "list": {
      const list = token as Tokens.List;
      const items = list.items.map((item) => html`<li>${item.tokens.map(block)}</li>`);
      return list.ordered ? html`<ol start=${list.start || 1}>${items}</ol>` : html`<ul>${items}</ul>`;
    }
    case "table":
      return table(token as Tokens.Table);
    case "text": // in a list item
      return html`${token.tokens ? inline(token.tokens) : words(token.text as string)}`;
    default:
      return html`<p>${token.raw.trim()}</p>`;
  }
}

function inline(tokens: Token[] | undefined): Rendered[] {
  return (tokens ?? []).map((token) => {
    switch (token.type) {
      case "strong":
        return html`<strong>${inline(token.tokens)}</strong>`;
      case "em":
        return html`<em>${inline(token.tokens)}</em>`;
      case "codespan":
        return html`<code>${token.text}</code>`;
      case "br":
        return html`<br />`;
      case "link":
        return link(token as Tokens.Link);
      case "image": // an image would be a request to elsewhere
        return texts.answer.image(token.text as string);
      case "text":
        return token.tokens ? html`${inline(token.tokens)}` : words(token.text as string);
      case "escape":
        return token.text as string;
      default:
        return token.raw;
    }
  });
}

function link(token: Tokens.Link): Rendered {
  const mail = /^mailto:[^\s?]+@[^\s?]+$/i.test(token.href);
  if (mail) return html`<a href=${token.href}>${inline(token.tokens)}</a>`;
  const address = webAddress(token.href);
  return address ? external(address, html`${inline(token.tokens)}`) : html`${inline(token.tokens)}`;
}

/** A link to another site: a tab of its own, and said so. */
export function external(address: string, content: unknown): TemplateResult {
  return html`<a href=${address} target="_blank" rel="noopener noreferrer"
    >${content}<span class="nowrap">&#8288;${icon("external")}<span class="hidden"> (${texts.newTab})</span></span></a
  >`;
}

function table(token: Tokens.Table): TemplateResult {
  return html`<div class="table" tabindex="0" role="group" aria-label=${texts.chart.table}>
    <table>
      <thead>
        <tr>
          ${token.header.map((cell) => html`<th scope="col">${inline(cell.tokens)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${token.rows.map((row) => html`<tr>${row.map((cell) => html`<td>${inline(cell.tokens)}</td>`)}</tr>`)}
      </tbody>
    </table>
  </div>`;
}

// Telephone numbers can be called with one press. 112 only after a form of "bellen": it may be a number of people too.
const PHONE = /\b0(?:800|900)[ -]?\d{4}\b|\b0\d{1,3}[ -]\d{3}[ -]?\d{2}[ -]?\d{2}\b|(?<=\b[Bb]el(?:t|len)?(?: (?:nu|u|dan|altijd|direct|meteen))* )112\b/g;

/** Text with its telephone numbers as links. */
export function words(text: string): TemplateResult | string {
  const parts: (TemplateResult | string)[] = [];
  let end = 0;
  for (const match of text.matchAll(PHONE)) {
    const [number] = match;
    parts.push(text.slice(end, match.index));
    parts.push(html`<a class="nowrap" href="tel:${number.replace(/\D/g, "")}">${number}</a>`);
    end = match.index + number.length;
  }
  return parts.length ? html`${parts}${text.slice(end)}` : text;
}
