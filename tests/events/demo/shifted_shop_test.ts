import assert from "node:assert/strict";
import { makeCatalogue } from "../../../src/events/demo/catalogue.ts";
import { demoEvents } from "../../../src/events/demo/demo_events.ts";
import { shiftedShop } from "../../../src/events/demo/shifted_shop.ts";
import { makeProjects } from "../../../src/events/demo/shoppers.ts";
import { seededPrng } from "../../../src/random.ts";

const DAY_MS = 86_400_000;
const demo = { sessions: 4000, items: 200, users: 300, days: 20, seed: 1 };
const shift = { day: 10, taste: 0.7, newItems: 0.25 };

Deno.test("shiftedShop() launches new products on the day, as the most popular ones", () => {
  const prng = seededPrng(1);
  const catalogue = makeCatalogue(600, prng);
  const projects = makeProjects(catalogue.types, prng);
  const shop = shiftedShop(catalogue, projects, { ...demo, shift });
  const isNew = [...catalogue.launch.keys()].filter((item) =>
    shop.before.launch[item] === 0.5
  );
  assert.equal(isNew.length, 150);
  assert.ok(isNew.every((item) => item >= catalogue.types));
  const popularity = (items: number[]) =>
    items.map((item) => shop.after.popularity[item]!);
  const old = [...catalogue.launch.keys()].filter((it) => !isNew.includes(it));
  assert.ok(
    Math.min(...popularity(isNew)) > Math.max(...popularity(old)),
  );
  assert.deepEqual(
    shop.after.popularity.toSorted(),
    catalogue.popularity.toSorted(),
  );
  const same = shop.projects.filter((it, at) => it === projects[at]).length;
  assert.ok(same > 0 && same < projects.length, `${same}`);
});

/** Share of the events of some days that are on products not seen before them. */
function newShare(from: number, to: number): number {
  const { item, time } = demoEvents({ ...demo, shift }).log.columns();
  const earlier = new Set(item.filter((_, at) => time[at]! < from * DAY_MS));
  const within = item.filter((_, at) =>
    time[at]! >= from * DAY_MS && time[at]! < to * DAY_MS
  );
  return within.filter((it) => !earlier.has(it)).length / within.length;
}

Deno.test("demoEvents() bring new products on the day of a shift, and not before", () => {
  const [before, after] = [newShare(8, 10), newShare(10, 12)];
  assert.ok(before < 0.05, `${before}`);
  assert.ok(after > 0.15, `${after}`);
});

Deno.test("demoEvents() shift in the same way for the same seed", () => {
  const items = () => demoEvents({ ...demo, shift }).log.columns().item;
  assert.deepEqual(items(), items());
});
