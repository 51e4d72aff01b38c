import assert from "node:assert/strict";
import { openCatalogue } from "../../src/events/open_catalogue.ts";
import { inFolder } from "./in_folder.ts";

const FILES = {
  "a.json.gz": '{"1": ["x"]}',
  "a.csv": "id,tag\n1,x\n",
  "b.csv": "id;tag\n1;x\n",
};

Deno.test("openCatalogue() tells JSON from CSV by the text", async () => {
  await inFolder(FILES, async (folder) => {
    const read = async (
      name: string,
      separator?: string,
    ) => [
      ...await openCatalogue(
        `${folder}/${name}`,
        separator === undefined ? {} : { separator },
      ).read(),
    ];
    assert.deepEqual(await read("a.json.gz"), [["1", { attributes: ["x"] }]]);
    assert.deepEqual(await read("a.csv"), [["1", { tag: "x" }]]);
    assert.deepEqual(await read("b.csv", ";"), [["1", { tag: "x" }]]);
  });
});

Deno.test("openCatalogue() has another digest for other content or another separator", async () => {
  await inFolder(FILES, async (folder) => {
    const csv = openCatalogue(`${folder}/a.csv`);
    const digest = await csv.digest();
    assert.equal(csv.name, `${folder}/a.csv`);
    assert.match(digest, /^[0-9a-f]{64}$/);
    const others = [
      openCatalogue(`${folder}/b.csv`),
      openCatalogue(`${folder}/a.csv`, { separator: ";" }),
    ];
    for (const other of others) {
      assert.notEqual(await other.digest(), digest);
    }
  });
});

Deno.test("openCatalogue() takes no list for a catalogue", async () => {
  await inFolder({ "a.json": '[{"id": "1"}]' }, async (folder) => {
    await assert.rejects(openCatalogue(`${folder}/a.json`).read(), {
      name: "InputError",
      message:
        `${folder}/a.json is a list: an object of items by their ids is wanted`,
    });
  });
});

Deno.test("openCatalogue() says that there is no file", async () => {
  await assert.rejects(openCatalogue("/nowhere/items.csv").read(), {
    name: "InputError",
    message: "/nowhere/items.csv does not exist",
  });
});
