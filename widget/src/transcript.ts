// The conversation as plain text: to copy, to keep, to print.
import { blocks } from "./answer";
import type { Reply, Source } from "./contract";
import { inWords, known } from "./dates";
import type { Entry } from "./store";
import { texts } from "./texts";

/** Title, publisher, date and address of a source on a line or two. */
export function sourceText(source: Source): string {
  const line = `- ${texts.answer.sourceLine(source.title, source.publisher, inWords(source.date))}`;
  return source.url ? `${line}\n  ${source.url}` : line;
}

/** An answer with its caveats and sources. */
export function answerText(reply: Reply): string {
  const parts = blocks(reply).flatMap((block) => {
    const [asOf] = block.sources.map((source) => source.asOf).filter(known);
    return [
      block.question ?? "",
      plain(block.text),
      block.caveat ? `${texts.answer.caveat}: ${plain(block.caveat)}` : "",
      block.sources.length
        ? [block.sources.length > 1 ? texts.answer.sources : texts.answer.source, ...block.sources.map(sourceText)].join("\n")
        : "",
      asOf ? texts.answer.asOf(inWords(asOf)) : "",
    ];
  });
  if (reply.chart) {
    const { chart } = reply;
    const points = chart.points.map((point) => `- ${point.label}: ${amount(point.value, chart.unit)}`);
    parts.push([chart.title, ...points].join("\n"), chart.note, chart.source && texts.chart.source(chart.source));
  }
  return parts.filter(Boolean).join("\n\n");
}

/** The whole conversation, for a file. */
export function conversationText(entries: Entry[], now: Date): string {
  const { title, madeOn, notice, you, assistant } = texts.transcript;
  const date = now.toLocaleString("nl-NL", { dateStyle: "long", timeStyle: "short" });
  const parts = entries.map((entry) =>
    entry.kind === "said" ? `${you}:\n${entry.text}` : `${assistant}:\n${answerText(entry.reply)}`,
  );
  return `${[title, `${madeOn(date)}\n${notice}`, ...parts].join("\n\n----\n\n")}\n`;
}

/** A figure in Dutch notation with its unit. */
export function amount(value: number, unit: string): string {
  const figure = value.toLocaleString("nl-NL", { maximumFractionDigits: 2 });
  return unit === "%" ? `${figure}%` : unit ? `${figure} ${unit}` : figure;
}

const plain = (markdown: string): string => markdown.replace(/\*\*(.+?)\*\*/g, "$1").trim();
