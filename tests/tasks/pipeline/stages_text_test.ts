import assert from "node:assert/strict";
import { stagesText } from "../../../tasks/pipeline/stages_text.ts";

const reasons = [{
  kind: "param" as const,
  name: "train.epochs",
  before: 5,
  after: 3,
}];

Deno.test("stagesText() says what became of stages, why, and how long it took", () => {
  assert.equal(
    stagesText([
      { name: "prepare", state: "up to date", reasons: [], seconds: 0.04 },
      { name: "train", state: "ran", reasons, seconds: 61.26 },
    ], { color: false }),
    [
      "stage    state       why                 seconds",
      "───────  ──────────  ──────────────────  ───────",
      "prepare  up to date  –                       0.0",
      "train    ran         train.epochs 5 → 3     61.3",
    ].join("\n"),
  );
});

Deno.test("stagesText() has no column of seconds for what is only planned, and shows work in bold", () => {
  assert.equal(
    stagesText([
      { name: "prepare", state: "up to date", reasons: [] },
      { name: "train", state: "to run", reasons },
    ], { color: true }),
    [
      "stage    state       why",
      "───────  ──────────  ──────────────────",
      "prepare  up to date  –",
      "train    \x1b[1mto run\x1b[22m      train.epochs 5 → 3",
    ].join("\n"),
  );
});

Deno.test("stagesText() has no column of reasons where there are none", () => {
  const row = { name: "prepare", state: "up to date", reasons: [], seconds: 0 };
  assert.equal(
    stagesText([row], { color: false }),
    [
      "stage    state       seconds",
      "───────  ──────────  ───────",
      "prepare  up to date      0.0",
    ].join("\n"),
  );
});
