import assert from "node:assert/strict";
import { appendWhole } from "../../src/track/append_whole.ts";

/** A file on a disk that has room for so many bytes. */
async function onSmallDisk(
  room: number,
  test: (
    append: (text: string) => Promise<void>,
    read: () => Promise<string>,
  ) => Promise<void>,
) {
  const path = await Deno.makeTempFile();
  try {
    using file = await Deno.open(path, { append: true });
    const small = {
      stat: () => file.stat(),
      truncate: (size?: number) => file.truncate(size),
      async write(bytes: Uint8Array) {
        const { size } = await file.stat();
        if (size < room) {
          return await file.write(bytes.subarray(0, room - size));
        }
        const full = new Error("No space left on device (os error 28)");
        throw Object.assign(full, { code: "ENOSPC" });
      },
    };
    await test(
      (text) => appendWhole(small, { path: "metrics.jsonl", text }),
      () => Deno.readTextFile(path),
    );
  } finally {
    await Deno.remove(path);
  }
}

Deno.test("appendWhole() appends all, by as many writes as it takes", () =>
  onSmallDisk(100, async (append, read) => {
    await append("one\n");
    await append("two\n");
    assert.equal(await read(), "one\ntwo\n");
  }));

Deno.test("appendWhole() leaves no half line on a full disk", () =>
  onSmallDisk(6, async (append, read) => {
    await append("one\n");
    await assert.rejects(append("two\n"), {
      name: "InputError",
      message: "metrics.jsonl cannot be written: No space left on device",
    });
    assert.equal(await read(), "one\n");
  }));
