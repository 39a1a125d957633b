// What leaves the page at the user's wish: clipboard, file, printer.
import printStyles from "./styles/print.css";

/** Put text on the clipboard; false when the browser does not allow it. */
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Offer text as a file, made in the browser; nothing is sent. */
export function save(text: string, name: string): void {
  // The mark at the start tells old editors that the file is UTF-8.
  const address = URL.createObjectURL(new Blob(["\uFEFF", text], { type: "text/plain;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Print the given parts of the conversation alone, from a frame, so that the page around it stays as it is. */
export function print(title: string, parts: Iterable<Node>): void {
  const frame = document.createElement("iframe");
  frame.title = title;
  frame.setAttribute("aria-hidden", "true");
  frame.tabIndex = -1;
  frame.style.cssText = "position:fixed;inline-size:0;block-size:0;border:0;visibility:hidden";
  document.body.append(frame);
  const view = frame.contentWindow as (Window & typeof globalThis) | null;
  const paper = frame.contentDocument;
  if (!view || !paper) return frame.remove();
  paper.documentElement.lang = "nl";
  paper.title = title;
  const sheet = new view.CSSStyleSheet();
  sheet.replaceSync(printStyles);
  paper.adoptedStyleSheets = [sheet];
  const heading = paper.createElement("h1");
  heading.textContent = title;
  paper.body.append(heading, ...[...parts].map((part) => paper.importNode(part, true)));
  for (const details of paper.querySelectorAll("details")) details.open = true;
  view.addEventListener("afterprint", () => frame.remove());
  view.focus();
  view.print();
}
