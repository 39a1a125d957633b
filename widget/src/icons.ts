// Small line icons, drawn here: no font, no sprite, no request.
import { html, svg, type TemplateResult } from "lit";

const paths = {
  compass: svg`<circle cx="12" cy="12" r="9.25" /><path class="fill" d="M16.4 7.6 13.7 13.7 7.6 16.4 10.3 10.3Z" />`,
  chat: svg`<path d="M4 5.5h16a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1h-8.5L7 21v-3.5H4a1 1 0 0 1-1-1v-10a1 1 0 0 1 1-1Z" /><path d="M7.5 9.75h9M7.5 13.25h6" />`,
  send: svg`<path d="M4 12h15M13 6l6 6-6 6" />`,
  close: svg`<path d="M6 6l12 12M18 6 6 18" />`,
  menu: svg`<circle class="fill" cx="12" cy="5.5" r="1.4" /><circle class="fill" cx="12" cy="12" r="1.4" /><circle class="fill" cx="12" cy="18.5" r="1.4" />`,
  external: svg`<path d="M9 5H5v14h14v-4M13 5h6v6M19 5l-9 9" />`,
  copy: svg`<path d="M9 9h10v11H9z" /><path d="M15 9V4H5v11h4" />`,
  more: svg`<path d="M12 5v14M5 12h14" />`,
  warning: svg`<path d="M12 4 2.75 20h18.5L12 4Z" /><path d="M12 10v4.5M12 17.2v.3" />`,
  info: svg`<circle cx="12" cy="12" r="9.25" /><path d="M12 11v5.5M12 7.6v.3" />`,
  person: svg`<circle cx="12" cy="8" r="3.75" /><path d="M4.5 20.5c.6-4 3.6-6 7.5-6s6.9 2 7.5 6" />`,
  shield: svg`<path d="M12 3 4.5 6v5.500c0 4.6 3.1 7.9 7.5 9.5 4.4-1.6 7.5-4.9 7.5-9.500V6L12 3Z" /><path d="M12 8v5M12 16v.3" />`,
  document: svg`<path d="M6 3h8l4 4v14H6z" /><path d="M14 3v4h4M9 12h6M9 16h6" />`,
  download: svg`<path d="M12 4v11M7 10.500l5 5 5-5M5 20h14" />`,
  print: svg`<path d="M7 9V4h10v5M7 17H4V9h16v8h-3" /><path d="M7 14h10v6H7z" />`,
  restart: svg`<path d="M19 12a7 7 0 1 1-2.2-5.100L19 9M19 4v5h-5" />`,
  up: svg`<path d="M8 11v8H4.500v-8H8Zm0 0 3.5-7c1.6 0 2.5 1 2.2 2.700L13.2 10h4.600c1.2 0 2 1 1.7 2.200l-1.2 5.300A2 2 0 0 1 16.4 19H8" />`,
  down: svg`<path d="M8 13V5H4.500v8H8Zm0 0 3.5 7c1.6 0 2.5-1 2.2-2.700L13.2 14h4.600c1.2 0 2-1 1.7-2.200l-1.2-5.300A2 2 0 0 0 16.4 5H8" />`,
  check: svg`<path d="M5 12.500l4.5 4.500L19 7.5" />`,
} as const;

export type IconName = keyof typeof paths;

/** An icon as large as the text; it says nothing to a screen reader. */
export const icon = (name: IconName): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${paths[name]}</svg>`;
