import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";

const PROGRAM = fileURLToPath(
  new URL("interrupted_program.ts", import.meta.url),
);

Deno.test("interruptSignal() takes two signals at once for one Ctrl-C, and ends the process with the next", async () => {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "--allow-all", "--no-check", PROGRAM],
    stdout: "piped",
  }).spawn();
  const lines = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  assert.equal((await lines.read()).value, "listens\n");
  child.kill("SIGINT");
  assert.equal((await lines.read()).value, "asked\n");
  child.kill("SIGINT");
  await new Promise((resolve) => setTimeout(resolve, 1100));
  child.kill("SIGINT");
  assert.equal((await lines.read()).done, true);
  assert.equal((await child.status).code, 130);
});
