// Takes a reply apart: `text` is complete for plain clients, so it repeats caveat, sources and options. Here each is shown once.
import type { Reply, Source } from "./contract";
import { texts } from "./texts";

export interface Block {
  /** The question that this block answers, when a reply answers several. */
  question: string | null;
  text: string;
  caveat: string | null;
  sources: Source[];
}

const SOURCE_LINE = /^Bron: /;

/** The blocks of a reply in the order in which they are shown; texts are Markdown. */
export function blocks(reply: Reply): Block[] {
  const paragraphs = reply.text.split(/\n{2,}/);
  const [first] = reply.parts;
  if (first) {
    const numbered = reply.outcome === "clarify"; // as the buttons are, and as the user may type it
    const begin = paragraphs.findIndex((text) => text.startsWith("**") && text.includes(first.question));
    const end = paragraphs.findLastIndex((text) => SOURCE_LINE.test(text));
    return [
      ...prose(paragraphs.slice(0, Math.max(0, begin)).join("\n\n"), reply),
      ...reply.parts.map((part, index) => (numbered ? { ...part, question: `${index + 1}. ${part.question}` } : part)),
      ...prose(paragraphs.slice(end + 1).join("\n\n"), reply),
    ];
  }
  const { caveat, sources } = reply;
  const titles = sources.map((source) => `Bron: ${source.title}`);
  const several = reply.answerIds.length > 1;
  const kept = paragraphs.filter((text) => {
    if (reply.chart?.inText.includes(text)) return false;
    if (caveat && text === `**${texts.answer.caveat}:** ${caveat}`) return false;
    // In a reply with several answers the line says which source belongs to which, and stays.
    return several || !titles.some((title) => text.startsWith(title));
  });
  const text = withoutListedSources(withoutOptions(kept.join("\n\n"), reply), sources);
  return [{ question: null, text, caveat, sources }];
}

function prose(text: string, reply: Reply): Block[] {
  const kept = withoutOptions(text, reply).trim();
  return kept ? [{ question: null, text: kept, caveat: null, sources: [] }] : [];
}

// A numbered list of the options goes: the buttons carry the same words and numbers.
function withoutOptions(text: string, reply: Reply): string {
  const options = new Set(reply.buttons.map((button, index) => `${index + 1}. ${button.title}`));
  return text.split("\n").filter((line) => !options.has(line.trim())).join("\n").trim();
}

// "- Title, publisher (date): address" goes: the source card carries it.
function withoutListedSources(text: string, sources: Source[]): string {
  const listed = (line: string): boolean =>
    sources.some((source) => line.startsWith(`- ${source.title}`) && source.url !== null && endsWithAddress(line, source.url));
  return text.split("\n").filter((line) => !listed(line)).join("\n").trim();
}

function endsWithAddress(line: string, address: string): boolean {
  const end = line.trim();
  return end.endsWith(address) || `${end}/`.endsWith(address);
}
