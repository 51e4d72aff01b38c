import assert from "node:assert/strict";
import {
  archivesIn,
  newestArchive,
} from "../../../tasks/serve/newest_archive.ts";

Deno.test("archivesIn() gives a folder's archives, the newest first", async () => {
  const folder = await Deno.makeTempDir();
  try {
    for (const [at, name] of ["old.mar", "new.mar", "notes.txt"].entries()) {
      await Deno.writeTextFile(`${folder}/${name}`, "");
      await Deno.utime(`${folder}/${name}`, at, at);
    }
    assert.deepEqual(await archivesIn(folder), [
      `${folder}/new.mar`,
      `${folder}/old.mar`,
    ]);
    assert.deepEqual(await archivesIn(`${folder}/absent`), []);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("archivesIn() says in a line that a folder may not be read", {
  permissions: { read: false },
}, async () => {
  await assert.rejects(archivesIn("/data/models"), {
    name: "InputError",
    message: "/data/models cannot be read: the server may not read there",
  });
});

Deno.test("newestArchive() gives the archive of the last run that has one", async () => {
  const runs = await Deno.makeTempDir();
  try {
    await assert.rejects(newestArchive(runs), {
      message:
        `${runs} holds no archive to serve: run deno task train first, or name one by --models`,
    });
    for (const run of ["20260101-a", "20260102-b", "20260103-c"]) {
      await Deno.mkdir(`${runs}/${run}/artifacts`, { recursive: true });
    }
    for (const run of ["20260101-a", "20260102-b"]) {
      await Deno.writeTextFile(`${runs}/${run}/artifacts/model.mar`, "");
    }
    assert.equal(
      await newestArchive(runs),
      `${runs}/20260102-b/artifacts/model.mar`,
    );
  } finally {
    await Deno.remove(runs, { recursive: true });
  }
});
