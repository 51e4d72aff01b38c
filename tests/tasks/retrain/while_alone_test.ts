import assert from "node:assert/strict";
import { whileAlone } from "../../../tasks/retrain/while_alone.ts";
import { inTempFolder } from "../../e2e/cli.ts";

Deno.test("whileAlone() lets one at a time do its work, and the next after it", () =>
  inTempFolder(async (folder) => {
    const lock = `${folder}/new/shop.lock`;
    const both = await whileAlone(lock, async () => {
      const second = await whileAlone(lock, () => Promise.resolve("second"));
      return ["first", second];
    });
    assert.deepEqual(both, ["first", undefined]);
    const later = await whileAlone(lock, () => Promise.resolve("later"));
    assert.equal(later, "later");
  }));

Deno.test("whileAlone() lets go of the lock where the work fails", () =>
  inTempFolder(async (folder) => {
    const lock = `${folder}/shop.lock`;
    await assert.rejects(
      whileAlone(lock, () => Promise.reject(new Error("no"))),
      /no/,
    );
    assert.equal(await whileAlone(lock, () => Promise.resolve(1)), 1);
  }));
