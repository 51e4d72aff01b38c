import assert from "node:assert/strict";
import { exclusively } from "../../src/pipeline/exclusively.ts";
import { inFolder } from "./in_folder.ts";

Deno.test("exclusively() lets one at a time in, and the next one afterwards", () =>
  inFolder({}, async (parent) => {
    const folder = `${parent}/work`;
    const inside = await exclusively(
      folder,
      "demo",
      () =>
        exclusively(folder, "demo", () => Promise.resolve(1))
          .catch((error) => error.message),
    );
    assert.equal(
      inside,
      "demo is being worked on by another pipeline: wait for its end, or choose another folder",
    );
    assert.equal(
      await exclusively(folder, "demo", () => Promise.resolve(2)),
      2,
    );
  }));

Deno.test("exclusively() says in one line where no folder can be made", () =>
  inFolder({ file: "" }, (parent) =>
    assert.rejects(
      exclusively(`${parent}/file/work`, "demo", () => Promise.resolve()),
      { name: "InputError", message: /file\/work cannot be written: / },
    )));
