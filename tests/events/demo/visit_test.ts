import assert from "node:assert/strict";
import { makeCatalogue } from "../../../src/events/demo/catalogue.ts";
import { Shelves } from "../../../src/events/demo/shelves.ts";
import { makeVisit } from "../../../src/events/demo/visit.ts";
import { seededPrng } from "../../../src/random.ts";

Deno.test("makeVisit() goes through the project's types in order, from its step on", () => {
  const prng = seededPrng(1);
  const catalogue = makeCatalogue(300, prng);
  const shelves = new Shelves(catalogue);
  const project = Int32Array.of(5, 3, 8, 1);
  const intent = { style: 0, tier: 0, project: 0, step: 1 };
  let [inProject, all, inOrder, pairs] = [0, 0, 0, 0];
  for (let i = 0; i < 500; i++) {
    const visit = makeVisit({ intent, project, shelves, now: 1, prng });
    assert.ok(visit.step >= 1 && visit.step <= 3);
    const steps = visit.actions
      .map(({ item }) => project.indexOf(catalogue.type[item]!))
      .filter((step) => step >= intent.step && step <= visit.step);
    inProject += steps.length;
    all += visit.actions.length;
    steps.slice(1).forEach((step, index) => {
      pairs++;
      if (step >= steps[index]!) inOrder++;
    });
  }
  // The rest are distractions, and what goes back to one.
  assert.ok(inProject / all > 0.9, `${inProject} of ${all}`);
  assert.ok(inOrder / pairs > 0.97, `${inOrder} of ${pairs}`);
});

Deno.test("makeVisit() puts into the cart only what was looked at", () => {
  const prng = seededPrng(2);
  const shelves = new Shelves(makeCatalogue(300, prng));
  const intent = { style: 0, tier: 0, project: 0, step: 0 };
  let carts = 0;
  for (let i = 0; i < 300; i++) {
    const project = Int32Array.of(0, 1, 2, 3, 4, 5);
    const { actions } = makeVisit({ intent, project, shelves, now: 1, prng });
    actions.forEach(({ item, cart }, index) => {
      if (!cart) return;
      carts++;
      assert.ok(actions.slice(0, index).some((it) => it.item === item));
    });
  }
  assert.ok(carts > 100, `${carts} carts`);
});
