import assert from "node:assert/strict";
import { kernelSpec, writeKernel } from "../../../tasks/notebook/kernel.ts";
import { finish, inTempFolder, startProgram } from "../../e2e/cli.ts";

Deno.test("kernelSpec() starts a kernel by the Deno given", () => {
  assert.deepEqual(kernelSpec("/bin/deno").argv, [
    "/bin/deno",
    "jupyter",
    "--kernel",
    "--conn",
    "{connection_file}",
  ]);
});

Deno.test("writeKernel() writes what Jupyter looks for", () =>
  inTempFolder(async (folder) => {
    const spec = kernelSpec("/bin/deno");
    const path = await writeKernel(spec, folder);
    assert.equal(path, `${folder}/kernels/nextcart/kernel.json`);
    assert.deepEqual(JSON.parse(await Deno.readTextFile(path)), spec);
  }));

Deno.test("deno task notebook writes a kernel whose Deno there is, where Jupyter keeps its data", () =>
  inTempFolder(async (folder) => {
    const ran = await finish(
      startProgram("tasks/notebook.ts", ["--kernel-only"], {
        JUPYTER_DATA_DIR: folder,
      }),
    );
    assert.equal(ran.code, 0, ran.stderr);
    const path = `${folder}/kernels/nextcart/kernel.json`;
    assert.equal(ran.stdout, `Wrote ${path}: the kernel nextcart (Deno)\n`);
    const { argv } = JSON.parse(await Deno.readTextFile(path));
    assert.doesNotMatch(argv[0], /_npx/);
    const { stdout } = await new Deno.Command(argv[0], { args: ["--version"] })
      .output();
    assert.match(
      new TextDecoder().decode(stdout),
      new RegExp(`^deno ${Deno.version.deno} `),
    );
  }));
