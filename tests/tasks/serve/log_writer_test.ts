import assert from "node:assert/strict";
import { logWriter } from "../../../tasks/serve/log_writer.ts";

Deno.test("logWriter() says once that lines are lost, and goes on", {
  ignore: Deno.build.os !== "linux",
}, () => {
  using full = Deno.openSync("/dev/full", { append: true });
  const told: unknown[] = [];
  const write = logWriter(full, (error) => told.push(error));
  write("one\n");
  write("two\n");
  assert.match(String(told), /No space left on device/);
  assert.equal(told.length, 1);
});

Deno.test("logWriter() leaves no half line, and writes again as soon as it can", async () => {
  const path = await Deno.makeTempFile();
  try {
    using file = Deno.openSync(path, { append: true });
    let room = 6;
    const write = logWriter({
      writeSync(bytes) {
        if (room === 0) throw new Error("No space left on device");
        const written = file.writeSync(bytes.subarray(0, room));
        room -= written;
        return written;
      },
      statSync: () => file.statSync(),
      truncateSync: (bytes) => file.truncateSync(bytes),
    }, () => {});
    write("one\n");
    write("two\n");
    room = 100;
    write("three\n");
    assert.equal(await Deno.readTextFile(path), "one\nthree\n");
  } finally {
    await Deno.remove(path);
  }
});
