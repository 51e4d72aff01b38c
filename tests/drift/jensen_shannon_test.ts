import assert from "node:assert/strict";
import { jensenShannon } from "../../src/drift/jensen_shannon.ts";
import { goldenCounts, isClose } from "./golden.ts";

for (const { name, p, q, distance } of goldenCounts) {
  Deno.test(`jensenShannon() is the square of scipy's distance: ${name}`, () => {
    const found = Math.sqrt(jensenShannon(p, q));
    assert.ok(isClose(found, distance), `${found}, ${distance} is wanted`);
    assert.ok(isClose(jensenShannon(q, p), jensenShannon(p, q)));
  });
}
