import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { blocks } from "../src/answer";
import { readReplies, readReply, readSession, webAddress } from "../src/contract";
import { answerText } from "../src/transcript";

test("only http and https become links", () => {
  const kept = ["https://a.nl/x", "http://a.nl/x"];
  for (const address of kept) assert.equal(webAddress(address), address);
  for (const address of ["javascript:alert(1)", "data:text/html,x", "//a.nl", "/x", "", null, 1, " jAvAscript:x"]) {
    assert.equal(webAddress(address), null);
  }
});

test("a session tells its limits, and when it ends", () => {
  const sent = { sender: "a.b.c", expires_in: 60, limits: { messages: 5, characters: 100 }, feedback: true };
  assert.deepEqual(readSession(sent, 1000), {
    sender: "a.b.c",
    expiresAt: 61_000,
    limits: { messages: 5, characters: 100 },
    feedback: true,
  });
  assert.equal(readSession({}, 0), null);
  assert.equal(readSession({ sender: "a" }, 0)?.limits.characters, 4000);
});

test("a chart without figures is no chart, and a figure that is no number no point", () => {
  const chart = (points: unknown): unknown => readReply({ text: "x", custom: { chart: { kind: "bar", points } } })?.chart;
  assert.equal(chart([]), null);
  assert.equal(chart([{ label: "2020", value: "5" }]), null);
  assert.deepEqual(chart([{ label: 2020, value: 5 }, { label: "", value: 1 }, null]), {
    kind: "bar", title: "", unit: "", points: [{ label: "2020", value: 5 }], note: "", source: "", inText: [],
  });
});

test("a step never lies beyond the last", () => {
  const progress = (step: number, of: number): unknown => readReply({ text: "x", custom: { progress: { step, of } } })?.progress;
  assert.deepEqual(progress(9, 5), { label: "", step: 5, of: 5 });
  assert.equal(progress(1, 0), null);
});

// Whatever the server sends, what is read can be shown: no exception, texts are texts, links are web addresses.
const anything = fc.anything({ maxDepth: 4, withObjectString: true });
const custom = fc.record(
  {
    outcome: anything, caveat: fc.oneof(fc.string(), anything), sources: fc.array(fc.record({ title: fc.string(), url: fc.oneof(fc.webUrl(), fc.string()) })),
    parts: fc.array(fc.record({ question: fc.string(), text: fc.string(), caveat: anything })), chart: anything, progress: anything,
    download: fc.array(anything), answer_ids: anything,
  },
  { requiredKeys: [] },
);
const message = fc.oneof(anything, fc.record({ text: fc.oneof(fc.string(), anything), buttons: fc.array(anything), custom: fc.oneof(custom, anything) }));

test("any message can be read and shown", () => {
  fc.assert(
    fc.property(fc.oneof(fc.array(message), anything), (sent) => {
      for (const reply of readReplies(sent)) {
        assert.equal(typeof answerText(reply), "string");
        for (const block of blocks(reply)) {
          assert.equal(typeof block.text, "string");
          for (const source of block.sources) assert.ok(source.url === null || /^https?:/.test(source.url));
        }
        for (const button of reply.buttons) assert.ok(button.title && button.payload);
      }
    }),
    { numRuns: 1000 },
  );
});
