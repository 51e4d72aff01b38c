import assert from "node:assert/strict";
import { resolveParams } from "../../../src/config.ts";
import { InputError } from "../../../src/errors.ts";
import { QUALITY_DATA } from "../../../tasks/bench/quality_data.ts";
import { readVariants } from "../../../tasks/bench/read_variants.ts";
import { readPreset } from "../../../tasks/preset.ts";

for (const [name, { preset }] of Object.entries(QUALITY_DATA)) {
  Deno.test(`every variant of ${name} changes its preset in a way of its own`, async () => {
    const texts = await Array.fromAsync(
      await readVariants(name),
      async ({ set }) => {
        const params = resolveParams({
          preset: await readPreset(preset),
          set: Object.entries(set).map(([key, value]) =>
            `${key}=${JSON.stringify(value)}`
          ),
        });
        return JSON.stringify(params);
      },
    );
    assert.ok(texts.length > 3);
    assert.equal(new Set(texts).size, texts.length);
  });
}

Deno.test("readVariants() reads those that are asked for, the preset before them", async () => {
  const variants = await readVariants("yoochoose1_64_quick", "two epochs");
  assert.deepEqual(variants, [
    { name: "the preset", set: {} },
    { name: "two epochs", set: { "train.epochs": 2 } },
  ]);
});

Deno.test("readVariants() says which there are", async () => {
  await assert.rejects(
    () => readVariants("yoochoose1_64_quick", "two epochs,three"),
    new InputError(
      '--only "three" is no variant of yoochoose1_64_quick, one of "two epochs", "larger batches", "averaged weights" is wanted',
    ),
  );
});
