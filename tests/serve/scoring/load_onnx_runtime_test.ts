import assert from "node:assert/strict";

const MODULE = new URL(
  "../../../src/serve/scoring/load_onnx_runtime.ts",
  import.meta.url,
);
const GRAPH = new URL("../../archive/tiny_archive.ts", import.meta.url);
const LOAD = new URL("../../../src/archive/load_archive.ts", import.meta.url);

/** Loads a graph as a program would, and gives what is left in its home. */
const PROGRAM = `
  import { loadOnnxRuntime } from "${MODULE}";
  import { loadArchive } from "${LOAD}";
  import { tinyArchiveBytes } from "${GRAPH}";
  const { graph, weights } = await loadArchive(tinyArchiveBytes());
  const { InferenceSession } = await loadOnnxRuntime();
  const session = await InferenceSession.create(graph, {
    externalData: [{ path: "weights.safetensors", data: weights }],
  });
  await session.release();
  console.log(JSON.stringify([...Deno.readDirSync(Deno.env.get("HOME"))]));
`;

Deno.test("loadOnnxRuntime() keeps the library from telling of what it is given", async () => {
  const home = await Deno.makeTempDir();
  try {
    // A cleared environment: under continuous integration it is silent anyway.
    const { stdout, stderr, success } = await new Deno.Command(
      Deno.execPath(),
      {
        args: ["eval", "--no-check", PROGRAM],
        clearEnv: true,
        env: { HOME: home, DENO_DIR: Deno.env.get("DENO_DIR") ?? denoDir() },
      },
    ).output();
    assert.ok(success, new TextDecoder().decode(stderr));
    // Its notes of what to send, and the device's id, would be there.
    assert.equal(new TextDecoder().decode(stdout), "[]\n");
  } finally {
    await Deno.remove(home, { recursive: true });
  }
});

/** Where Deno keeps compiled modules: not in the home that is looked at. */
function denoDir(): string {
  const { stdout } = new Deno.Command(Deno.execPath(), {
    args: ["info", "--json"],
  }).outputSync();
  return JSON.parse(new TextDecoder().decode(stdout)).denoDir;
}
