import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { moduleGraph } from "../../src/pipeline/module_graph.ts";
import { inFolder } from "./in_folder.ts";

Deno.test("moduleGraph() finds lazy imports, types, workers, files of data and packages", () =>
  inFolder({
    "deno.json": JSON.stringify({ imports: { zod: "npm:zod@4.6.7" } }),
    "entry.ts": 'import { a } from "./deep/a.ts";\n' +
      'import type { T } from "./t.ts";\nawait import("./lazy.ts");\na;\n' +
      'new Worker(new URL("worker.ts", import.meta.url), {});\n' +
      'export const folder = new URL("../", import.meta.url);\n',
    "deep/a.ts": 'import { z } from "zod";\n' +
      'export const a = new URL(\n  "../table.json",\n  import.meta.url,\n);\n',
    "t.ts": "export type T = 1;\n",
    "lazy.ts": 'import "npm:@aws-sdk/client-s3@3.1.0/deep";\n',
    "worker.ts": 'import "./of_worker.ts";\n',
    "of_worker.ts": "",
    "table.json": "{}",
    "unused.ts": "",
  }, async (folder) => {
    const graph = await moduleGraph(pathToFileURL(`${folder}/`), "entry.ts");
    assert.deepEqual(graph, {
      files: [
        ...["deep/a.ts", "entry.ts", "lazy.ts", "of_worker.ts", "t.ts"],
        ...["table.json", "worker.ts"],
      ],
      packages: ["npm:@aws-sdk/client-s3@3.1.0", "npm:zod@4.6.7"],
    });
  }));

Deno.test("moduleGraph() names a module that is absent or broken in one line", () =>
  inFolder({
    "deno.json": "{}",
    "absent.ts": 'import "./nowhere.ts";\n',
    "broken.ts": "const = ;\n",
  }, async (folder) => {
    const project = pathToFileURL(`${folder}/`);
    for (const entry of ["absent.ts", "broken.ts", "nothing.ts"]) {
      await assert.rejects(moduleGraph(project, entry), {
        name: "InputError",
        message: new RegExp(`^${entry} cannot be read: .+$`),
      });
    }
  }));
