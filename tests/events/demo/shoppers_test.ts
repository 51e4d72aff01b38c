import assert from "node:assert/strict";
import { makeProjects, Shoppers } from "../../../src/events/demo/shoppers.ts";
import { seededPrng } from "../../../src/random.ts";

Deno.test("makeProjects() puts a type into several projects, once into each", () => {
  const projects = makeProjects(20, seededPrng(1));
  assert.equal(projects.length, 10);
  const uses = new Array(20).fill(0);
  for (const project of projects) {
    assert.equal(new Set(project).size, 6);
    for (const type of project) uses[type]++;
  }
  assert.ok(uses.filter((it) => it > 1).length > 10);
});

Deno.test("Shoppers.drawUser() gives 40 % anonymous visits and some regulars", () => {
  const prng = seededPrng(1);
  const shoppers = new Shoppers(100, 10, prng);
  const users = Array.from({ length: 10_000 }, () => shoppers.drawUser(prng));
  const anonymous = users.filter((user) => user === -1).length;
  assert.ok(Math.abs(anonymous - 4_000) < 200);
  const regulars = users.filter((user) => user >= 0 && user < 10).length;
  assert.ok(regulars > 1_000);
});

Deno.test("Shoppers.drawIntent() keeps a user's tastes and goes on with the project", () => {
  const prng = seededPrng(1);
  const shoppers = new Shoppers(1, 10, prng);
  const mode = (values: number[]) => {
    const counts = Map.groupBy(values, (it) => it);
    return [...counts.values()].sort((a, b) => b.length - a.length)[0]!;
  };
  const intents = Array.from(
    { length: 200 },
    () => shoppers.drawIntent(0, prng),
  );
  assert.ok(mode(intents.map((it) => it.style)).length > 150);
  const favourite = mode(intents.map((it) => it.project))[0]!;
  const intent = intents.find((it) => it.project === favourite)!;
  shoppers.remember(0, intent, 2);
  const later = Array.from({ length: 200 }, () => shoppers.drawIntent(0, prng))
    .filter((it) => it.project === favourite);
  assert.equal(mode(later.map((it) => it.step))[0], 3);
});
