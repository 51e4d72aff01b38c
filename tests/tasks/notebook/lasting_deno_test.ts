import assert from "node:assert/strict";
import { lastingDeno } from "../../../tasks/notebook/lasting_deno.ts";

Deno.test("lastingDeno() is the Deno that runs, but of npx's one that stays", async () => {
  const folder = await Deno.makeTempDir();
  try {
    assert.equal(await lastingDeno({ deno: "/bin/deno", folder }), "/bin/deno");
    const cache = `${folder}/_npx/0a1b/node_modules/deno`;
    await Deno.mkdir(cache, { recursive: true });
    await Deno.writeTextFile(`${cache}/deno`, "#!", { mode: 0o755 });
    const kept = await lastingDeno({ deno: `${cache}/deno`, folder });
    assert.equal(kept, `${folder}/deno-${Deno.version.deno}/deno`);
    await Deno.remove(`${folder}/_npx`, { recursive: true });
    assert.equal(await Deno.readTextFile(kept), "#!");
    assert.equal((await Deno.stat(kept)).mode! & 0o111, 0o111);
    assert.equal(await lastingDeno({ deno: `${cache}/deno`, folder }), kept);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
