import assert from "node:assert/strict";
import { test } from "node:test";
import { readReply } from "../src/contract";
import { inWords } from "../src/dates";
import type { Entry } from "../src/store";
import { amount, conversationText } from "../src/transcript";

test("dates of any precision are said in words", () => {
  assert.equal(inWords("2025"), "2025");
  assert.equal(inWords("2020-12"), "december 2020");
  assert.equal(inWords("2025-01-05"), "5 januari 2025");
  assert.equal(inWords("onbekend"), "zonder datum");
  assert.equal(inWords("2020-13"), "2020-13");
  assert.equal(inWords("voorjaar 2021"), "voorjaar 2021");
});

test("figures have Dutch notation and their unit", () => {
  assert.equal(amount(1334, "meldingen"), "1.334 meldingen");
  assert.equal(amount(12.5, "%"), "12,5%");
});

test("a kept conversation holds questions, answers, caveat, date and address of the source", () => {
  const reply = readReply({
    text: "**Bel** de politie.\n\n**Let op:** Niet overal.\n\nBron: Boek, VNG (2024-05)",
    custom: { outcome: "answer", caveat: "Niet overal.", sources: [{ title: "Boek", publisher: "VNG", url: "https://vng.nl/b", date: "2024-05", as_of: "2025-01" }] },
  });
  assert.ok(reply);
  const entries: Entry[] = [
    { kind: "said", id: 1, text: "Wat nu?", payload: "/x", state: "sent", problem: null },
    { kind: "answered", id: 2, reply, rated: null },
  ];
  const text = conversationText(entries, new Date(2026, 10, 21, 9, 5));
  assert.ok(text.startsWith("Gesprek met de Kompas-assistent\n\n----\n\nBewaard op 21 november 2026 om 09:05."), text);
  assert.ok(
    text.endsWith(
      "Uw vraag:\nWat nu?\n\n----\n\nAntwoord:\nBel de politie.\n\nLet op: Niet overal.\n\n" +
        "Bron\n- Boek, VNG (mei 2024)\n  https://vng.nl/b\n\nHet antwoord geldt per januari 2025.\n",
    ),
    text,
  );
});
