import assert from "node:assert/strict";
import { resolveParams } from "../../../src/config.ts";
import { eventSources } from "../../../tasks/pipeline/event_sources.ts";
import { readPreset } from "../../../tasks/preset.ts";

async function sources(preset: string, flags: Record<string, string>) {
  const params = resolveParams({ preset: await readPreset(preset) });
  const { signal } = new AbortController();
  return eventSources({ preset, params, flags, signal });
}

Deno.test("eventSources() knows files by their paths, and nothing of a demo shop", async () => {
  assert.deepEqual(await sources("demo", {}), {});
  assert.deepEqual(await sources("demo", { input: "demo" }), {
    events: "demo",
  });
  assert.deepEqual(
    await sources("rees46", { input: "a.csv", test: "b.csv", items: "c.json" }),
    { events: "a.csv", test: "b.csv", items: "c.json" },
  );
});

Deno.test("eventSources() asks for what is in tables, in buckets, or missing", async () => {
  const table = await sources("rees46_mysql", { test: "later" });
  assert.deepEqual(
    Object.entries(table).map(([name, it]) => [name, typeof it]),
    [
      ["events", "function"],
      ["test", "function"],
    ],
  );
  const bucket = await sources("rees46", { input: "s3://b/datasets/shop/v1" });
  assert.equal(typeof bucket.events, "function");
  const missing = (await sources("rees46", {})).events;
  await assert.rejects((missing as () => Promise<string>)(), {
    name: "InputError",
    message: '--input is missing: a file in the format "csv" is wanted',
  });
});
