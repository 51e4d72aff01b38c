import assert from "node:assert/strict";
import { cleaningSteps } from "../../src/prepare/cleaning_steps.ts";
import { prepareParams } from "./params.ts";

Deno.test("cleaningSteps() puts the steps that are on into the original's order", () => {
  const params = prepareParams({
    minItemSupport: 5,
    maxSessionMinutes: 30,
    keepLast: 10,
    endAtCart: true,
    dropRepeats: true,
    uniqueInSession: ["variant", "item"],
    require: ["price"],
    cutAtCart: true,
  });
  assert.deepEqual(cleaningSteps(params).map((step) => step.name), [
    "cutSessions",
    "cutAtCart",
    "require",
    "uniqueInSession.variant",
    "uniqueInSession.item",
    "dropRepeats",
    "sessionEvents",
    "endAtCart",
    "keepLast",
    "maxSessionMinutes",
    "minItemSupport",
  ]);
});
