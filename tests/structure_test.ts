import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { checkStructure } from "../tasks/check_structure.ts";

/** Reports on a project made of these files alone. */
async function report(files: Record<string, string>) {
  const folder = await Deno.makeTempDir();
  try {
    for (const [path, text] of Object.entries(files)) {
      const parent = path.slice(0, path.lastIndexOf("/"));
      await Deno.mkdir(`${folder}/${parent}`, { recursive: true });
      await Deno.writeTextFile(`${folder}/${path}`, text);
    }
    const imports = {
      "@tensorflow/tfjs-core": "npm:@tensorflow/tfjs-core@4.22.0",
      "nodejs-polars": "npm:nodejs-polars@0.25.2",
      "mysql2": "npm:mysql2@3.0.0",
    };
    await Deno.writeTextFile(
      `${folder}/deno.json`,
      JSON.stringify({ imports }),
    );
    return await checkStructure(pathToFileURL(`${folder}/`));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("checkStructure() finds nothing where rooms import from above", async () => {
  const { faults, notes, files } = await report({
    "src/track/a.ts": 'import type { B } from "../events/b.ts";\n' +
      "export type A = B;\n",
    "src/events/b.ts": "export type B = 1;\n",
  });
  assert.deepEqual({ faults, notes, files }, {
    faults: [],
    notes: [],
    files: 2,
  });
});

Deno.test("checkStructure() refuses an import from a room below, types included", async () => {
  const { faults } = await report({
    "src/features/a.ts": 'import type { B } from "../train/b.ts";\n' +
      "export type A = B;\n",
    "src/train/b.ts": "export type B = 1;\n",
  });
  assert.equal(faults.length, 1);
  assert.match(
    faults[0]!,
    /^src\/features\/a\.ts: imports src\/train\/b\.ts, but features may import only from errors\.ts, /,
  );
});

Deno.test("checkStructure() refuses a dynamic import from below, and any out of src", async () => {
  const { faults } = await report({
    "src/model/a.ts": 'await import("../train/b.ts");\nexport type A = 1;\n',
    "src/train/b.ts": 'export type { C } from "../../tasks/c.ts";\n',
    "tasks/c.ts": "export type C = 1;\n",
  });
  assert.equal(faults.length, 2);
  assert.match(faults[0]!, /^src\/model\/a\.ts: imports src\/train\/b\.ts/);
  assert.equal(
    faults[1],
    "src/train/b.ts: imports tasks/c.ts, which is outside src",
  );
});

Deno.test("checkStructure() refuses a room that is not in the list", async () => {
  const { faults } = await report({
    "src/utils/a.ts": 'export type { B } from "./b.ts";\n',
    "src/utils/b.ts": "export type B = 1;\n",
  });
  assert.deepEqual(faults, [
    "src/utils/a.ts: its room is not in the list of tasks/structure/rooms.ts",
  ]);
});

Deno.test("checkStructure() names a circle of imports once, with its way", async () => {
  const { faults } = await report({
    "src/train/a.ts": 'import "./b.ts";\n',
    "src/train/b.ts": 'import "./c.ts";\n',
    "src/train/c.ts": 'import "./a.ts";\n',
  });
  assert.deepEqual(faults, [
    "src/train/a.ts: imports itself in a circle: " +
    "src/train/a.ts → src/train/b.ts → src/train/c.ts → src/train/a.ts",
  ]);
});

Deno.test("checkStructure() keeps TensorFlow and Polars in their homes", async () => {
  const code = 'import "@tensorflow/tfjs-core";\nimport "nodejs-polars";\n';
  const { faults } = await report({
    "src/tensor/a.ts": code,
    "src/prepare/b.ts": code,
    "tests/prepare/c_test.ts": code,
  });
  assert.deepEqual(faults, [
    "src/prepare/b.ts: imports @tensorflow/tfjs-core, but TensorFlow has its home in src/tensor",
    "src/tensor/a.ts: imports nodejs-polars, but what serves must run without Polars",
  ]);
});

Deno.test("checkStructure() wants clients of services to be loaded lazily", async () => {
  const { faults } = await report({
    "src/events/lazy.ts": 'await import("mysql2");\n',
    "src/events/eager.ts": 'import "mysql2";\n',
  });
  assert.deepEqual(faults, [
    "src/events/eager.ts: imports mysql2, which must be loaded by await import",
  ]);
});

Deno.test("checkStructure() finds output and the environment in src, but not in comments", async () => {
  const { faults } = await report({
    "src/train/a.ts": '// console.log("x")\n/* Deno.env.get("X") */\n' +
      'const url = "https://example.com"; // console.log\n' +
      'Deno.env.set("TF_CPP_MIN_LOG_LEVEL", "2");\n',
    "src/train/b.ts": 'console.log("x");\n',
    "src/train/c.ts": 'const x = Deno.env.get("X");\n',
    "src/environment.ts": 'const x = Deno.env.get("X");\n',
    "tasks/d.ts": 'console.log(Deno.env.get("X"));\n',
  });
  assert.deepEqual(faults, [
    "src/train/b.ts: calls console.log, but only tasks print",
    "src/train/c.ts: reads Deno.env.get, which only src/environment.ts does",
    "tasks/d.ts: reads Deno.env.get, which only src/environment.ts does",
  ]);
});

Deno.test("checkStructure() wants tests for code, but not for types and constants", async () => {
  const { faults } = await report({
    "src/train/mirrored.ts": "export function mirrored() {}\n",
    "tests/train/mirrored_test.ts": "",
    "src/train/imported.ts": "export class Imported {}\n",
    "tests/contract/other_test.ts": 'import "../../src/train/imported.ts";\n',
    "src/train/types.ts":
      "export interface Types {}\nexport const LIMIT = 3;\n",
    "src/train/bare.ts": "export async function bare() {}\n",
  });
  assert.deepEqual(faults, [
    "src/train/bare.ts: has no tests: tests/train/bare_test.ts is wanted",
  ]);
});

Deno.test("checkStructure() notes long files and refuses very long ones", async () => {
  const { faults, notes } = await report({
    "src/train/long.ts": "\n".repeat(251),
    "tasks/longer.ts": "\n".repeat(401),
    "tests/long_test.ts": "\n".repeat(300),
  });
  assert.deepEqual(faults, ["tasks/longer.ts: has 401 lines, over 400"]);
  assert.deepEqual(notes, [
    "src/train/long.ts: has 251 lines",
    "tasks/longer.ts: has 401 lines",
  ]);
});
