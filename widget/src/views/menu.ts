// The less used possibilities, behind one button; and the question before a conversation is wiped.
import { html, nothing, type TemplateResult } from "lit";
import { ref, type Ref } from "lit/directives/ref.js";
import { icon, type IconName } from "../icons";
import { texts } from "../texts";

interface MenuActions {
  empty: boolean;
  toggle(): void;
  left(event: FocusEvent): void;
  human(): void;
  download(): void;
  print(): void;
  restart(): void;
}

/** A button that shows and hides a list of buttons. */
export function menu(open: boolean, button: Ref<HTMLButtonElement>, actions: MenuActions): TemplateResult {
  const item = (name: IconName, label: string, action: () => void): TemplateResult =>
    html`<li><button @click=${action}>${icon(name)} ${label}</button></li>`;
  return html`<div class="menu" @focusout=${(event: FocusEvent) => actions.left(event)}>
    <button
      class="tool"
      aria-label=${texts.menu.open}
      aria-expanded=${String(open)}
      aria-controls="menu"
      ${ref(button)}
      @click=${() => actions.toggle()}
    >
      ${icon("menu")}
    </button>
    <ul id="menu" aria-label=${texts.menu.label} ?hidden=${!open}>
      ${item("person", texts.human, actions.human)}
      ${actions.empty
        ? nothing
        : [
            item("download", texts.menu.download, actions.download),
            item("print", texts.menu.print, actions.print),
            item("restart", texts.menu.restart, actions.restart),
          ]}
    </ul>
  </div>`;
}

/** Asks whether the conversation may be wiped. */
export function restartDialog(dialog: Ref<HTMLDialogElement>, restart: () => void): TemplateResult {
  const close = (event: Event): void => (event.target as HTMLElement).closest("dialog")?.close();
  return html`<dialog class="confirm" aria-labelledby="confirm-title" aria-describedby="confirm-text" ${ref(dialog)}>
    <p class="title" id="confirm-title">${texts.menu.restartTitle}</p>
    <p id="confirm-text">${texts.menu.restartText}</p>
    <div class="row">
      <button class="primary" @click=${restart}>${texts.menu.restartYes}</button>
      <button @click=${close}>${texts.menu.restartNo}</button>
    </div>
  </dialog>`;
}
