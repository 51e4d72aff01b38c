import assert from "node:assert/strict";
import { InputError } from "../../src/errors.ts";
import { usersSource } from "../../src/events/users.ts";
import { inFolder } from "./in_folder.ts";

Deno.test("usersSource() reads a line a user as one session", async () => {
  await inFolder({ "a.txt.gz": "7 1 2\n\n9 2\n" }, async (folder) => {
    const { frame } = await usersSource(`${folder}/a.txt.gz`).read();
    assert.deepEqual(frame.toRecords(), [
      { session: "7", user: "7", time: 0, item: "1" },
      { session: "7", user: "7", time: 1, item: "2" },
      { session: "9", user: "9", time: 2, item: "2" },
    ]);
  });
});

Deno.test("usersSource() names a line without items", async () => {
  await inFolder({ "a.txt": "7 1\n8\n" }, async (folder) => {
    const path = `${folder}/a.txt`;
    await assert.rejects(
      usersSource(path).read(),
      new InputError(
        `${path}, row 2: "8", a user's id and item ids are wanted`,
      ),
    );
  });
});
