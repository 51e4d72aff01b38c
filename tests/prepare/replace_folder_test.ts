import assert from "node:assert/strict";
import { InputError } from "../../src/errors.ts";
import { replaceFolder } from "../../src/prepare/replace_folder.ts";

async function inTempFolder(test: (folder: string) => Promise<void>) {
  const folder = await Deno.makeTempDir();
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function names(folder: string): string[] {
  return [...Deno.readDirSync(folder)].map((entry) => entry.name).sort();
}

const write = (text: string) => async (folder: string) => {
  await Deno.writeTextFile(`${folder}/report.json`, text);
};

Deno.test("replaceFolder() makes a folder, then puts another in its place", async () => {
  await inTempFolder(async (parent) => {
    const folder = `${parent}/data/demo`;
    await replaceFolder(folder, write("one"));
    await replaceFolder(folder, write("two"));
    assert.equal(await Deno.readTextFile(`${folder}/report.json`), "two");
    assert.deepEqual(names(`${parent}/data`), ["demo"]);
  });
});

Deno.test("replaceFolder() leaves the old folder and nothing else where writing fails", async () => {
  await inTempFolder(async (parent) => {
    const folder = `${parent}/demo`;
    await replaceFolder(folder, write("one"));
    await assert.rejects(
      replaceFolder(folder, async (temporary) => {
        await Deno.writeTextFile(`${temporary}/train.parquet`, "half");
        throw new TypeError("A bug");
      }),
      { name: "TypeError", message: "A bug" },
    );
    assert.equal(await Deno.readTextFile(`${folder}/report.json`), "one");
    assert.deepEqual(names(parent), ["demo"]);
  });
});

Deno.test("replaceFolder() replaces no folder that holds something else", async () => {
  await inTempFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/thesis.tex`, "years of work");
    await assert.rejects(replaceFolder(folder, write("one")), {
      name: InputError.name,
      message:
        `${folder} holds thesis.tex and no report.json: an empty or new folder, or one with a dataset, is wanted`,
    });
    assert.deepEqual(names(folder), ["thesis.tex"]);
  });
});

Deno.test("replaceFolder() takes a folder for a new one that holds no more than what may come before", async () => {
  await inTempFolder(async (parent) => {
    const folder = `${parent}/demo`;
    await Deno.mkdir(folder);
    await Deno.writeTextFile(`${folder}/schema.json`, "{}");
    const before = "schema.json";
    await assert.rejects(replaceFolder(folder, write("one")), InputError);
    await replaceFolder(folder, write("one"), { before });
    assert.deepEqual(names(folder), ["report.json"]);

    const taken = `${parent}/taken`;
    await Deno.mkdir(taken);
    await Deno.writeTextFile(`${taken}/schema.json`, "{}");
    await Deno.writeTextFile(`${taken}/thesis.tex`, "years of work");
    await assert.rejects(
      replaceFolder(taken, write("one"), { before }),
      /holds thesis\.tex and no report\.json/,
    );
  });
});

Deno.test("replaceFolder() says in one line that a file is in the way", async () => {
  await inTempFolder(async (parent) => {
    await Deno.writeTextFile(`${parent}/file`, "");
    await assert.rejects(replaceFolder(`${parent}/file/demo`, write("one")), {
      name: InputError.name,
      message:
        `Cannot write ${parent}/file/demo: a file is where a folder is wanted`,
    });
  });
});

Deno.test("replaceFolder() says in one line that the disk is full", async () => {
  await inTempFolder(async (parent) => {
    await assert.rejects(
      // The device that is always full.
      replaceFolder(
        `${parent}/demo`,
        () => Deno.writeTextFile("/dev/full", "x"),
      ),
      {
        name: InputError.name,
        message: `Cannot write ${parent}/demo: no space is left on the disk`,
      },
    );
    assert.deepEqual(names(parent), []);
  });
});
