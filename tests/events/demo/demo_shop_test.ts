import assert from "node:assert/strict";
import { type EventsParams, resolveParams } from "../../../src/config.ts";
import { demoShopSource } from "../../../src/events/demo/demo_shop.ts";
import { readPreset } from "../../../tasks/preset.ts";

async function demoParams(...set: string[]) {
  const { events } = resolveParams({ preset: await readPreset("demo"), set });
  return events as Extract<EventsParams, { format: "demo" }>;
}

Deno.test("demoShopSource() drops and counts broken rows", async () => {
  const { frame, dropped } = await demoShopSource(await demoParams()).read();
  // A visit of a single, broken event is gone.
  const sessions = frame.getColumn("session").nUnique();
  assert.ok(sessions > 11_900 && sessions <= 12_000, `${sessions} sessions`);
  assert.deepEqual(Object.keys(dropped), ["missing time", "missing item"]);
  assert.ok(dropped["missing time"]! + dropped["missing item"]! < 200);
});

Deno.test("demoShopSource() sells some items only late in the period", async () => {
  const { frame } = await demoShopSource(await demoParams()).read();
  const half = Math.floor(frame.height / 2);
  const early = new Set(frame.head(half).getColumn("item").toArray());
  const late = new Set(frame.tail(half).getColumn("item").toArray());
  assert.ok(late.difference(early).size > 20);
});

Deno.test("demoShopSource() digests its parameters", async () => {
  const digest = async (...set: string[]) =>
    await demoShopSource(await demoParams(...set)).digest();
  assert.equal(await digest(), await digest());
  assert.notEqual(await digest(), await digest("events.demo.seed=2"));
  assert.notEqual(await digest(), await digest("events.columns.item=hearts"));
});
