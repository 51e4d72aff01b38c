import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { CodeDigests } from "../../src/pipeline/code_digests.ts";
import { FileDigests } from "../../src/pipeline/file_digests.ts";
import { inFolder } from "./in_folder.ts";

const FILES = {
  "deno.json": '{"imports": {"@/": "./"}}',
  "a.ts": 'import "@/b.ts";\n',
  "b.ts": "export {};\n",
  "c.ts": "export {};\n",
};

Deno.test("CodeDigests.code() changes with an imported file, and with what imports mean", () =>
  inFolder(FILES, async (folder) => {
    const project = pathToFileURL(`${folder}/`);
    const codes = new CodeDigests(project, { digests: new FileDigests() });
    const first = await codes.code("a.ts");
    assert.deepEqual(Object.keys(first.parts), ["a.ts", "b.ts"]);
    await Deno.writeTextFile(`${folder}/c.ts`, "export const c = 1;\n");
    assert.equal((await codes.code("a.ts")).digest, first.digest);
    await Deno.writeTextFile(`${folder}/b.ts`, "export const b = 1;\n");
    const second = await codes.code("a.ts");
    assert.notEqual(second.digest, first.digest);
    await Deno.mkdir(`${folder}/other`);
    await Deno.writeTextFile(`${folder}/other/b.ts`, "export {};\n");
    await Deno.writeTextFile(
      `${folder}/deno.json`,
      '{"imports": {"@/": "./other/"}}',
    );
    const third = await codes.code("a.ts");
    assert.deepEqual(Object.keys(third.parts), ["a.ts", "other/b.ts"]);
  }));

Deno.test("CodeDigests.code() follows an import that is new, with what it remembers", () =>
  inFolder(FILES, async (folder) => {
    const project = pathToFileURL(`${folder}/`);
    const first = new CodeDigests(project, { digests: new FileDigests() });
    await first.code("a.ts");
    await Deno.writeTextFile(`${folder}/b.ts`, 'import "./c.ts";\n');
    const codes = new CodeDigests(project, {
      digests: new FileDigests(),
      known: first.known(),
    });
    const { parts } = await codes.code("a.ts");
    assert.deepEqual(Object.keys(parts), ["a.ts", "b.ts", "c.ts"]);
  }));
