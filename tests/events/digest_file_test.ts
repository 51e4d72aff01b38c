import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { digestFile } from "../../src/events/digest_file.ts";
import { inFolder } from "./in_folder.ts";

Deno.test("digestFile() is the SHA-256 of a file longer than one piece", async () => {
  const bytes = Uint8Array.from({ length: 600_000 }, (_, i) => i % 251);
  await inFolder({ "long": bytes, "empty": "" }, (folder) => {
    assert.deepEqual(
      Buffer.from(digestFile(`${folder}/long`)),
      createHash("sha256").update(bytes).digest(),
    );
    // sha256sum < /dev/null
    assert.match(
      Buffer.from(digestFile(`${folder}/empty`)).toString("hex"),
      /^e3b0c44298fc1c14/,
    );
    return Promise.resolve();
  });
});
