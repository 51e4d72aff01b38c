import assert from "node:assert/strict";
import { readInstalled } from "../../src/setup/installed.ts";

async function setupTask(...args: string[]) {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", "tasks/setup.ts", ...args],
    cwd: new URL("../../", import.meta.url),
    env: { NO_COLOR: "1" },
  }).output();
  const decoder = new TextDecoder();
  return {
    code,
    stdout: decoder.decode(stdout),
    stderr: decoder.decode(stderr),
  };
}

Deno.test("tasks/setup.ts --json prints what is installed", async () => {
  const { code, stdout, stderr } = await setupTask("--json");
  assert.equal(code, 0);
  assert.deepEqual(JSON.parse(stdout), readInstalled());
  assert.match(stderr, /^\w+ \d+\.\d+\.\d+ on the [CG]PU \(.+\): .+\n$/);
});

Deno.test("tasks/setup.ts ends with code 2 and one line for an unknown backend", async () => {
  assert.deepEqual(await setupTask("--backend", "cuda"), {
    code: 2,
    stdout: "",
    stderr: 'error: Unknown backend "cuda": one of tensorflow, webgpu, ' +
      "wasm is wanted\n",
  });
});

Deno.test("tasks/setup.ts --help lists its flags", async () => {
  const { code, stdout } = await setupTask("--help");
  assert.equal(code, 0);
  assert.deepEqual(stdout.match(/--\w+/g), ["--backend", "--json", "--help"]);
});
