import assert from "node:assert/strict";
import { test } from "node:test";
import { blocks } from "../src/answer";
import { readReply, type Reply } from "../src/contract";

const SOURCE = { title: "Handreiking", publisher: "CoMensha", url: "https://a.nl/b", date: "2024-05", as_of: "2025-01" };

function reply(message: object): Reply {
  const read = readReply(message);
  assert.ok(read);
  return read;
}

test("caveat and source line leave the text, and stand beside it once", () => {
  const [block, ...rest] = blocks(
    reply({
      text: "Bel de politie.\n\n**Let op:** Niet overal.\n\nBron: Handreiking, CoMensha (2024-05); peildatum 2025-01",
      custom: { outcome: "answer", caveat: "Niet overal.", sources: [SOURCE] },
    }),
  );
  assert.deepEqual(rest, []);
  assert.equal(block?.text, "Bel de politie.");
  assert.equal(block?.caveat, "Niet overal.");
  assert.equal(block?.sources[0]?.title, "Handreiking");
});

test("a caveat or source that the server does not give apart stays in the text", () => {
  const text = "Tekst.\n\n**Let op:** Iets anders.\n\nBron: Onbekend boek";
  const [block] = blocks(reply({ text, custom: { caveat: "Niet overal.", sources: [SOURCE] } }));
  assert.equal(block?.text, text);
});

test("a list of all sources becomes cards only", () => {
  const text = "Dit antwoord komt uit:\n- Handreiking, CoMensha (2024-05): https://a.nl/b";
  assert.equal(blocks(reply({ text, custom: { sources: [SOURCE] } }))[0]?.text, "Dit antwoord komt uit:");
});

test("figures that are drawn are not said in words too", () => {
  const points = [{ label: "2021", value: 791 }];
  const chart = { kind: "bar", title: "Reeks", points, note: "Let op de breuk.", in_text: ["Reeks:\n- 2021: 791", "Nog iets."] };
  const text = "Het waren er 791.\n\nReeks:\n- 2021: 791\n\nNog iets.";
  assert.equal(blocks(reply({ text, custom: { chart } }))[0]?.text, "Het waren er 791.");
  assert.equal(blocks(reply({ text, custom: {} }))[0]?.text, text);
});

test("options that are buttons too are not listed twice", () => {
  const text = "Misschien zoekt u:\n\n1. Wat is het\n2. Wie doet het";
  const buttons = [{ title: "Wat is het" }, { title: "Wie doet het" }];
  assert.equal(blocks(reply({ text, buttons, custom: { outcome: "refuse" } }))[0]?.text, "Misschien zoekt u:");
});

test("each of two answers keeps its own question, caveat and sources", () => {
  const parts = [
    { question: "Wat is A", text: "A is dit.\n\nEn dat.", caveat: "Oud.", sources: [SOURCE] },
    { question: "Wat is B", text: "B is dat.", caveat: null, sources: [] },
  ];
  const text =
    "Ik weet het niet zeker.\n\n**1. Wat is A**\n\nA is dit.\n\nEn dat.\n\nBron: Handreiking, CoMensha (2024-05)\n\n" +
    "**2. Wat is B**\n\nB is dat.\n\nBron: X, Y (2020)\n\nZoekt u iets anders?";
  const shown = blocks(reply({ text, custom: { outcome: "clarify", answer_ids: ["a", "b"], parts } }));
  assert.deepEqual(
    shown.map((block) => [block.question, block.text, block.caveat, block.sources.length]),
    [
      [null, "Ik weet het niet zeker.", null, 0],
      ["1. Wat is A", "A is dit.\n\nEn dat.", "Oud.", 1],
      ["2. Wat is B", "B is dat.", null, 0],
      [null, "Zoekt u iets anders?", null, 0],
    ],
  );
});
