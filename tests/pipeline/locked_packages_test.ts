import assert from "node:assert/strict";
import { lockedPackages } from "../../src/pipeline/locked_packages.ts";

const lock = (change: { deep?: string; other?: string } = {}) =>
  JSON.stringify({
    specifiers: { "npm:@a/b@1.0.0": "1.0.0_c@2.0.0" },
    npm: {
      "@a/b@1.0.0_c@2.0.0": { integrity: "1", dependencies: ["c", "d@3.0.0"] },
      "c@2.0.0": { integrity: "2", dependencies: ["@a/b", "e"] },
      "d@3.0.0": { integrity: "3" },
      "e@1.0.0": { integrity: change.deep ?? "4" },
      "f@1.0.0": { integrity: change.other ?? "5" },
    },
  });

Deno.test("lockedPackages() depends on all that a package needs, and on nothing else", () => {
  const of = (text: string | undefined) =>
    lockedPackages(text, ["npm:@a/b@1.0.0"])["npm:@a/b@1.0.0"];
  assert.equal(of(lock()), of(lock({ other: "6" })));
  assert.notEqual(of(lock()), of(lock({ deep: "6" })));
  assert.notEqual(of(lock()), of(undefined));
});

Deno.test("lockedPackages() knows a package without a lock file by its name", () => {
  const { "npm:a@1": one, "npm:a@2": two } = lockedPackages("{}", [
    "npm:a@1",
    "npm:a@2",
  ]);
  assert.notEqual(one, two);
});
