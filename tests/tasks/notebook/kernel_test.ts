import assert from "node:assert/strict";
import { kernelSpec, writeKernel } from "../../../tasks/notebook/kernel.ts";

Deno.test("kernelSpec() starts the Deno that runs, but npx's by way of npx", () => {
  assert.deepEqual(kernelSpec("/bin/deno").argv, [
    "/bin/deno",
    "jupyter",
    "--kernel",
    "--conn",
    "{connection_file}",
  ]);
  const { argv } = kernelSpec("/x/_npx/0a1b/node_modules/deno/deno");
  assert.deepEqual(argv.slice(0, 2), ["npx", "-y"]);
  assert.match(argv[2]!, /^deno@\d/);
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
