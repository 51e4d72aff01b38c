import assert from "node:assert/strict";
import { readManifest, writeManifest } from "../../src/archive/manifest.ts";

Deno.test("writeManifest() writes TorchServe's form, and a digest for every member", () => {
  const members = new Map([["a.json", new TextEncoder().encode("abc")]]);
  const text = writeManifest(members, {
    name: "shop",
    version: "1.0",
    createdAtMs: Date.UTC(2026, 10, 3, 4, 5, 6),
  });
  const { nextcart, ...manifest } = JSON.parse(text);
  assert.deepEqual(manifest, {
    createdOn: "03/11/2026 04:05:06",
    runtime: "onnxruntime",
    model: {
      modelName: "shop",
      modelVersion: "1.0",
      serializedFile: "weights.safetensors",
      handler: "session_recommender",
    },
    archiverVersion: "nextcart-1",
  });
  assert.deepEqual(nextcart.sha256, {
    // printf abc | sha256sum
    "a.json":
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  });
  members.set("MAR-INF/MANIFEST.json", new TextEncoder().encode(text));
  assert.deepEqual(readManifest(members, "x.mar"), JSON.parse(text));
});
