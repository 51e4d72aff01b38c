import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { gzipSync } from "node:zlib";
import { InputError } from "../../src/errors.ts";
import { cannotRead, readText } from "../../src/events/read_text.ts";
import { inFolder } from "./in_folder.ts";

Deno.test("readText() reads plain text and gzip, in several members too", async () => {
  const members = Buffer.concat([gzipSync("žluť"), gzipSync("oučký\n")]);
  const files = { "a.txt": "\uFEFFžluťoučký\n", "b.txt": members };
  await inFolder(files, async (folder) => {
    assert.equal(await readText(`${folder}/a.txt`), "žluťoučký\n");
    assert.equal(await readText(`${folder}/b.txt`), "žluťoučký\n");
  });
});

Deno.test("readText() says what is wrong with a file", async () => {
  const whole = gzipSync(Buffer.from("some text that is long enough"));
  const damaged = Uint8Array.from(whole);
  damaged[12]! ^= 0xff;
  const files = {
    "empty": "",
    "empty.gz": "",
    "cut": whole.subarray(0, 20),
    "damaged": damaged,
    "latin": new Uint8Array([0x61, 0xe9, 0x62]),
  };
  const wanted = {
    "empty": "is empty",
    "empty.gz": "is empty",
    "cut": "is cut off or damaged",
    "damaged": "is cut off or damaged",
    "latin": "is not UTF-8 text",
    "none": "does not exist",
  };
  await inFolder(files, async (folder) => {
    for (const [name, reason] of Object.entries(wanted)) {
      const path = `${folder}/${name}`;
      await assert.rejects(readText(path), new InputError(`${path} ${reason}`));
    }
  });
});

Deno.test("cannotRead() leaves bugs and known mistakes as they are", () => {
  const bug = new TypeError("x is undefined");
  const mistake = new InputError("wrong");
  assert.equal(cannotRead("a", bug), bug);
  assert.equal(cannotRead("a", mistake), mistake);
});
