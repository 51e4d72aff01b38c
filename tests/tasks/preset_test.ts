import assert from "node:assert/strict";
import { presetNames, readJson, readPreset } from "../../tasks/preset.ts";

async function withFile(
  text: string,
  call: (path: string) => Promise<void>,
): Promise<void> {
  const path = await Deno.makeTempFile({ suffix: ".json" });
  try {
    await Deno.writeTextFile(path, text);
    await call(path);
  } finally {
    await Deno.remove(path);
  }
}

Deno.test("presetNames() lists the presets by the alphabet", () => {
  const names = presetNames();
  assert.ok(names.includes("demo") && names.includes("thesis"));
  assert.deepEqual(names, [...names].sort());
});

Deno.test("readPreset() reads a preset by name, or any JSON file", async () => {
  const demo = await readPreset("demo");
  assert.equal((demo.events as { format: string }).format, "demo");
  await withFile('{"description":"mine"}', async (path) => {
    assert.deepEqual(await readPreset(path), { description: "mine" });
  });
});

Deno.test("readPreset() names the presets there are where there is none", async () => {
  await assert.rejects(readPreset("../presets/demo"), {
    name: "InputError",
    message: `Unknown preset "../presets/demo": one of ${
      presetNames().join(", ")
    } is wanted, or a file of one's own, NAME.json`,
  });
});

Deno.test("readJson() says what is wrong with a file, in one line", async () => {
  for (const text of ["[1]", "null", "3"]) {
    await withFile(text, async (path) => {
      await assert.rejects(readJson(path), {
        name: "InputError",
        message: `${path}: one JSON object is wanted`,
      });
    });
  }
  await withFile("{\n", async (path) => {
    await assert.rejects(readJson(path), (error: Error) => {
      assert.equal(error.name, "InputError");
      assert.ok(error.message.startsWith(`${path} is not JSON: `));
      assert.doesNotMatch(error.message, /\n/);
      return true;
    });
  });
  await assert.rejects(readJson("absent.json"), {
    name: "InputError",
    message: "absent.json cannot be read",
  });
});
