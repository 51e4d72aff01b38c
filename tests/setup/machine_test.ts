import assert from "node:assert/strict";
import {
  findPython,
  hasNvidiaGpu,
  inspectMachine,
} from "../../src/setup/machine.ts";
import { runCommand } from "../../src/setup/run_command.ts";

const python = await findPython();

Deno.test("inspectMachine() sees what runs the tests", async () => {
  assert.deepEqual(await inspectMachine(), {
    os: Deno.build.os,
    arch: Deno.build.arch,
    gpu: hasNvidiaGpu(),
    python,
  });
});

Deno.test({
  name: "findPython() gives a Python whose pip runs",
  ignore: python === undefined,
  async fn() {
    const result = await runCommand(python!, ["-m", "pip", "--version"]);
    assert.match(result!.output, /^pip \d+/);
  },
});

Deno.test("hasNvidiaGpu() is true where nvidia-smi lists a GPU", async () => {
  const result = await runCommand("nvidia-smi", ["-L"]);
  const listed = result?.success === true && /^GPU 0/m.test(result.output);
  assert.equal(hasNvidiaGpu(), listed);
});
