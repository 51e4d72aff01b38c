import assert from "node:assert/strict";
import { FileDigests } from "../../src/pipeline/file_digests.ts";
import { inFolder } from "./in_folder.ts";

const ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
const ABD = "a52d159f262b2c6ddb724a61840befc36eb30c88877a4030b65cbe86298449c9";
const LONG_AGO = new Date("2026-01-01T10:00:00.123Z");

Deno.test("FileDigests.digest() reads a file again only where size, time or inode changed", () =>
  inFolder({ "a.txt": "abc" }, async (folder) => {
    const path = `${folder}/a.txt`;
    await Deno.utime(path, LONG_AGO, LONG_AGO);
    const first = new FileDigests();
    assert.equal((await first.digest(path))!.sha256, ABC);
    const digests = new FileDigests(first.known());
    await Deno.writeTextFile(path, "abd");
    await Deno.utime(path, LONG_AGO, LONG_AGO);
    assert.equal((await digests.digest(path))!.sha256, ABC);
    await Deno.utime(path, LONG_AGO, new Date("2026-01-01T10:00:01.123Z"));
    assert.deepEqual((await digests.digest(path))!.sha256, ABD);
    await Deno.writeTextFile(`${folder}/b.txt`, "abc");
    await Deno.utime(`${folder}/b.txt`, LONG_AGO, LONG_AGO);
    await Deno.rename(`${folder}/b.txt`, path);
    assert.equal((await digests.digest(path))!.sha256, ABC);
  }));

Deno.test("FileDigests.digest() does not remember a file that was just written", () =>
  inFolder({ "a.txt": "abc" }, async (folder) => {
    const path = `${folder}/a.txt`;
    const now = new Date();
    await Deno.utime(path, now, now);
    const digests = new FileDigests();
    const { sha256, bytes } = (await digests.digest(path))!;
    assert.deepEqual({ sha256, bytes }, { sha256: ABC, bytes: 3 });
    assert.deepEqual(digests.known(), {});
    await Deno.writeTextFile(path, "abd");
    await Deno.utime(path, now, now);
    assert.equal((await digests.digest(path))!.sha256, ABD);
  }));

Deno.test("FileDigests.digest() gives nothing of a folder, or where nothing is", () =>
  inFolder({ "a.txt": "abc" }, async (folder) => {
    const digests = new FileDigests();
    assert.equal(await digests.digest(folder), undefined);
    assert.equal(await digests.digest(`${folder}/b.txt`), undefined);
    assert.equal(await digests.digest(`${folder}/a.txt/b`), undefined);
  }));

Deno.test("FileDigests.moved() knows a file by its new path", () =>
  inFolder({ "a.txt": "abc" }, async (folder) => {
    await Deno.utime(`${folder}/a.txt`, LONG_AGO, LONG_AGO);
    const digests = new FileDigests();
    const content = (await digests.digest(`${folder}/a.txt`))!;
    await Deno.rename(`${folder}/a.txt`, `${folder}/b.txt`);
    await digests.moved(`${folder}/b.txt`, content);
    assert.equal(digests.known()[`${folder}/b.txt`]!.sha256, ABC);
    await digests.moved(`${folder}/b.txt`, { sha256: "0", bytes: 9 });
    assert.equal(digests.known()[`${folder}/b.txt`]!.sha256, ABC);
  }));
