import assert from "node:assert/strict";
import { InputError } from "../src/errors.ts";
import { cannotWrite, writeWhole } from "../src/write_whole.ts";

Deno.test("writeWhole() replaces a file and leaves no other behind", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await writeWhole(`${folder}/a.txt`, "old");
    await writeWhole(`${folder}/a.txt`, new Uint8Array([110, 101, 119]));
    assert.equal(await Deno.readTextFile(`${folder}/a.txt`), "new");
    const names = [...Deno.readDirSync(folder)].map((entry) => entry.name);
    assert.deepEqual(names, ["a.txt"]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("writeWhole() removes its temporary file when it cannot rename", async () => {
  const folder = await Deno.makeTempDir();
  try {
    // A folder stands where the file should go.
    await Deno.mkdir(`${folder}/a.txt/b`, { recursive: true });
    await assert.rejects(writeWhole(`${folder}/a.txt`, "text"), InputError);
    const names = [...Deno.readDirSync(folder)].map((entry) => entry.name);
    assert.deepEqual(names, ["a.txt"]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("cannotWrite() makes one clear line of a full disk", {
  ignore: Deno.build.os !== "linux",
}, async () => {
  const full = await Deno.writeTextFile("/dev/full", "x").catch((error) =>
    error
  );
  const error = cannotWrite("runs/a/run.json", full);
  assert.ok(error instanceof InputError);
  assert.equal(
    error.message,
    "runs/a/run.json cannot be written: No space left on device",
  );
});

Deno.test(
  "cannotWrite() makes one clear line of a place that Deno keeps a program out of",
  {
    permissions: { write: false },
  },
  async () => {
    await assert.rejects(writeWhole("elsewhere/keys.json", "{}"), {
      name: "InputError",
      message:
        "elsewhere/keys.json cannot be written: the program may not write there",
    });
  },
);

Deno.test("cannotWrite() hands on what is no system error", () => {
  const bug = new TypeError("x is not a function");
  assert.equal(cannotWrite("a", bug), bug);
});
