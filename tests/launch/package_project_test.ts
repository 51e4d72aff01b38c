import assert from "node:assert/strict";
import { unzipSync } from "fflate";
import { packageProject } from "../../src/launch/package_project.ts";
import { inTempFolder } from "../e2e/cli.ts";

Deno.test("packageProject() packs the sources alone, equal ones under an equal name", () =>
  inTempFolder(async (folder) => {
    for (const part of ["src/a", "tasks", "runs", "node_modules"]) {
      Deno.mkdirSync(`${folder}/${part}`, { recursive: true });
    }
    const write = (path: string, text: string) =>
      Deno.writeTextFileSync(`${folder}/${path}`, text);
    write("deno.json", "{}");
    write("deno.lock", "1");
    write("src/a/b.ts", "b");
    write("tasks/run.ts", "run");
    write("runs/secret", "s");
    write("key_file.json", "k");
    const before = await packageProject(folder);
    assert.match(before.name, /^nextcart-[0-9a-f]{16}$/);
    assert.deepEqual(Object.keys(unzipSync(before.bytes)).sort(), [
      "deno.json",
      "deno.lock",
      "src/a/b.ts",
      "tasks/run.ts",
    ]);
    assert.equal((await packageProject(folder)).name, before.name);
    write("src/a/b.ts", "c");
    assert.notEqual((await packageProject(folder)).name, before.name);
  }));
