import assert from "node:assert/strict";
import {
  kernelSpec,
  lastingCommand,
  writeKernel,
} from "../../../tasks/notebook/kernel.ts";

Deno.test("kernelSpec() starts a kernel by the command given", () => {
  assert.deepEqual(kernelSpec(["/bin/deno"]).argv, [
    "/bin/deno",
    "jupyter",
    "--kernel",
    "--conn",
    "{connection_file}",
  ]);
});

Deno.test("lastingCommand() is the Deno that runs, but npx's by way of npx", () => {
  assert.deepEqual(lastingCommand("/bin/deno"), ["/bin/deno"]);
  assert.deepEqual(lastingCommand("/x/_npx/0a1b/node_modules/deno/deno"), [
    "npx",
    "-y",
    `deno@${Deno.version.deno}`,
  ]);
});

Deno.test("writeKernel() writes what Jupyter looks for", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const path = await writeKernel(folder);
    assert.equal(path, `${folder}/kernels/nextcart/kernel.json`);
    const spec = JSON.parse(await Deno.readTextFile(path));
    assert.deepEqual(spec.argv, kernelSpec().argv);
    assert.equal(spec.env.TF_CPP_MIN_LOG_LEVEL, "2");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
