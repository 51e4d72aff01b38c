import assert from "node:assert/strict";
import { FileDigests } from "../../src/pipeline/file_digests.ts";
import { readTree, subtree, treeOf } from "../../src/pipeline/tree.ts";
import { inFolder } from "./in_folder.ts";

const digests = new FileDigests();

Deno.test("readTree() gives a folder the digest of what sha256sum prints of its files", () =>
  inFolder({ "b/c.txt": "abc", "a.txt": "" }, async (folder) => {
    const tree = (await readTree(folder, digests))!;
    assert.deepEqual(tree.files.map(({ path, bytes }) => [path, bytes]), [
      ["a.txt", 0],
      ["b/c.txt", 3],
    ]);
    assert.equal(tree.bytes, 3);
    const { stdout } = await new Deno.Command("sh", {
      args: ["-c", "sha256sum a.txt b/c.txt | sha256sum"],
      cwd: folder,
    }).output();
    assert.equal(new TextDecoder().decode(stdout), `${tree.digest}  -\n`);
  }));

Deno.test("readTree() gives a file its own digest, and undefined where nothing is", () =>
  inFolder({ "a.txt": "abc" }, async (folder) => {
    const { digest, files } = (await readTree(`${folder}/a.txt`, digests))!;
    assert.match(digest, /^ba7816bf/);
    assert.deepEqual(files.map(({ path }) => path), [""]);
    assert.equal(await readTree(`${folder}/b.txt`, digests), undefined);
  }));

Deno.test("subtree() is what reading that part gives", () =>
  inFolder(
    { "d/b/c.txt": "abc", "d/b/d.txt": "x", "d/bb": "y" },
    async (it) => {
      const whole = (await readTree(`${it}/d`, digests))!;
      const known = (tree: ReturnType<typeof subtree>) =>
        tree && treeOf(tree.files.map(({ path, sha256, bytes }) => ({
          path,
          sha256,
          bytes,
        })));
      for (const path of ["b", "b/c.txt", "bb"]) {
        const read = (await readTree(`${it}/d/${path}`, digests))!;
        assert.deepEqual(known(subtree(whole, path)), known(read));
      }
      assert.equal(subtree(whole, ""), whole);
      assert.equal(subtree(whole, "c"), undefined);
    },
  ));
