import assert from "node:assert/strict";
import { shareRuntime } from "../../src/setup/share_runtime.ts";
import { inTempFolder } from "../e2e/cli.ts";

Deno.test("shareRuntime() links to the other folder, and lets an own one be", () =>
  inTempFolder(async (folder) => {
    const [shared, own] = [`${folder}/shared`, `${folder}/own`];
    await shareRuntime(shared, own);
    assert.deepEqual([...Deno.readDirSync(folder)], [], "nothing to share");
    await Deno.mkdir(shared);
    await shareRuntime(undefined, own);
    assert.throws(() => Deno.lstatSync(own), Deno.errors.NotFound);
    await shareRuntime(shared, own);
    assert.equal(Deno.realPathSync(own), Deno.realPathSync(shared));
    await shareRuntime(shared, own);
    await Deno.remove(own);
    await Deno.mkdir(own);
    await shareRuntime(shared, own);
    assert.ok(Deno.lstatSync(own).isDirectory);
  }));
