import assert from "node:assert/strict";
import { fingerprintKey } from "../../src/pipeline/fingerprint.ts";

const stage = { name: "train", outputs: ["model", "log"] };
const parts = {
  code: "1",
  params: { "train.epochs": 5, "train.clip": null },
  inputs: { data: "2" },
  environment: { deno: "3" },
};

Deno.test("fingerprintKey() is the same whatever the order", () => {
  assert.equal(
    fingerprintKey(stage, parts),
    fingerprintKey({ ...stage, outputs: ["log", "model"] }, {
      ...parts,
      params: { "train.clip": null, "train.epochs": 5 },
    }),
  );
});

Deno.test("fingerprintKey() changes with each part", () => {
  const keys = [
    fingerprintKey(stage, parts),
    fingerprintKey({ ...stage, name: "tune" }, parts),
    fingerprintKey({ ...stage, outputs: ["model"] }, parts),
    fingerprintKey(stage, { ...parts, code: "2" }),
    fingerprintKey(stage, { ...parts, params: {} }),
    fingerprintKey(stage, { ...parts, inputs: { data: "3" } }),
    fingerprintKey(stage, { ...parts, environment: { deno: "4" } }),
  ];
  assert.equal(new Set(keys).size, keys.length);
});
