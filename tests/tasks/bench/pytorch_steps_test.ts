import assert from "node:assert/strict";
import { findPytorch } from "../../../tasks/bench/pytorch_steps.ts";
import { runJson } from "../../../tasks/bench/run_json.ts";

Deno.test("findPytorch() wants PyTorch of a Python that is named", async () => {
  await assert.rejects(findPytorch("/nowhere/python"), {
    name: "InputError",
    message: "--python /nowhere/python: a Python with PyTorch is wanted",
  });
});

Deno.test("runJson() gives what a program prints, an object a line", async () => {
  const script = 'console.log("{\\"a\\": 1}\\n{\\"a\\": 2}")';
  const lines = await runJson(Deno.execPath(), ["eval", script]);
  assert.deepEqual(lines, [{ a: 1 }, { a: 2 }]);
});

Deno.test("runJson() says that a program has failed", async () => {
  await assert.rejects(
    runJson(Deno.execPath(), ["eval", "Deno.exit(3)"]),
    /ended with code 3$/,
  );
});
