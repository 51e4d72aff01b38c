import assert from "node:assert/strict";
import { runCommand } from "../../src/setup/run_command.ts";

const DENO = Deno.execPath();

Deno.test("runCommand() gives both outputs and whether it succeeded", async () => {
  const program = "console.log('one'); console.error('two'); Deno.exit(3)";
  assert.deepEqual(await runCommand(DENO, ["eval", program]), {
    success: false,
    output: "one\ntwo",
  });
});

Deno.test("runCommand() adds to the environment", async () => {
  const program = "console.log(Deno.env.get('A'), Deno.env.has('PATH'))";
  const result = await runCommand(DENO, ["eval", program], {
    env: { A: "1", NO_COLOR: "1" },
  });
  assert.deepEqual(result, { success: true, output: "1 true" });
});

Deno.test("runCommand() gives nothing where there is no such program", async () => {
  assert.equal(await runCommand("no-such-program", []), undefined);
});
