// Dates of sources have varying precision: 2025, 2020-12, 2025-01-15, or "onbekend".
import { texts } from "./texts";

const MONTHS = [
  "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december",
];

/** The date in words; a text that is no date comes back as it is, and an unknown one as "zonder datum". */
export function inWords(date: string): string {
  if (!date || date === "onbekend") return texts.answer.noDate;
  const [, year, month, day] = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(date) ?? [];
  const name = month ? MONTHS[Number(month) - 1] : undefined;
  if (!year || (month && !name)) return date;
  return [day ? String(Number(day)) : "", name ?? "", year].filter(Boolean).join(" ");
}

/** Whether the date says anything. */
export const known = (date: string): boolean => date !== "" && date !== "onbekend";
