import assert from "node:assert/strict";
import { resolveParams } from "../../src/config.ts";
import { InputError } from "../../src/errors.ts";
import { overrideParams } from "../../tasks/override_params.ts";
import { commandLine } from "./command_line.ts";

const PARAMS = resolveParams({
  preset: { description: "Made by a test", events: { format: "sessions" } },
});

Deno.test("overrideParams() does what is asked of the parameters that are free", async () => {
  const asked = ["evaluate.cutoffs=[3,20]", "evaluate.blend={}"];
  const { evaluate, ...others } = await overrideParams(
    commandLine(...asked),
    PARAMS,
    { of: "run k3f9", free: "evaluate." },
  );
  const { evaluate: before, ...kept } = PARAMS;
  assert.deepEqual(evaluate.cutoffs, [3, 20]);
  assert.equal(evaluate.blend!.with, "vsknn");
  assert.deepEqual(evaluate.vsknn, before.vsknn);
  assert.deepEqual(others, kept);
});

Deno.test("overrideParams() refuses other values of all others, and takes the same ones", async () => {
  const refused = [
    [
      "train.epochs=9",
      "Parameter train.epochs: 5 is wanted, as run k3f9 began with it, found 9",
    ],
    [
      "model.trend={}",
      "Parameter model.trend: null is wanted, as run k3f9 began with it, found nothing",
    ],
  ] as const;
  for (const [assignment, message] of refused) {
    await assert.rejects(
      overrideParams(commandLine(assignment), PARAMS, { of: "run k3f9" }),
      new InputError(message),
    );
  }
  const same = commandLine("train.epochs=5", "model.trend=null");
  const options = { of: "run k3f9" };
  assert.deepEqual(await overrideParams(same, PARAMS, options), PARAMS);
});

Deno.test("overrideParams() lets the command line have no say in what is set", async () => {
  const params = await overrideParams(
    commandLine("train.epochs=9"),
    PARAMS,
    { of: "search k3f9", set: ["train.epochs=5"] },
  );
  assert.deepEqual(params, PARAMS);
});
