import assert from "node:assert/strict";
import {
  type ManifestFacts,
  manifestText,
  parseManifest,
  sealManifest,
} from "../../src/versions/manifest.ts";
import { FACTS } from "./shop_version.ts";

const facts: ManifestFacts = {
  format: "nextcart-dataset/1",
  name: "shop",
  version: "v1",
  created: "2026-11-23T21:03:05.123Z",
  ...FACTS,
  rows: 3,
  parts: [{
    name: "part-00000-e3b0c44298fc.parquet",
    bytes: 12,
    sha256: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    rows: 3,
  }],
};

/** A manifest whose digest fits, with a part of another name. */
function withPart(name: string): string {
  const parts = [{ ...facts.parts[0]!, name }];
  return manifestText(sealManifest({ ...facts, parts }));
}

Deno.test("parseManifest() reads what manifestText() wrote", () => {
  const manifest = sealManifest(facts);
  assert.deepEqual(parseManifest(manifestText(manifest), "m"), manifest);
});

Deno.test("sealManifest() gives a digest that every fact changes", () => {
  const { digest } = sealManifest(facts);
  assert.equal(digest, sealManifest({ ...facts }).digest);
  assert.notEqual(digest, sealManifest({ ...facts, rows: 4 }).digest);
  assert.notEqual(digest, sealManifest({ ...facts, version: "v2" }).digest);
});

Deno.test("parseManifest() refuses parts whose names leave the folder", () => {
  for (const name of ["../evil", "/etc/evil", "a/b", "..", ".", "a\\b", ""]) {
    assert.throws(() => parseManifest(withPart(name), "m"), {
      name: "InputError",
      message: "m, parts.0.name: a plain file name is wanted",
    }, name);
  }
  assert.throws(() => parseManifest(withPart("manifest.json"), "m"), {
    message: "m, parts.0.name: manifest.json is no part",
  });
});

Deno.test("parseManifest() refuses two parts of one name", () => {
  const parts = [facts.parts[0]!, facts.parts[0]!];
  const text = manifestText(sealManifest({ ...facts, parts }));
  assert.throws(() => parseManifest(text, "m"), {
    name: "InputError",
    message: "m, parts: two parts have the same name",
  });
});

Deno.test("parseManifest() refuses what is cut off, altered or of a later format", () => {
  const text = manifestText(sealManifest(facts));
  assert.throws(() => parseManifest(text.slice(0, 200), "m"), {
    name: "InputError",
    message: "m is cut off or no JSON",
  });
  assert.throws(
    () => parseManifest(text.replace('"rows": 3', '"rows": 4'), "m"),
    {
      name: "InputError",
      message: "m was altered: its digest does not fit",
    },
  );
  assert.throws(
    () => parseManifest(text.replace("dataset/1", "dataset/2"), "m"),
    {
      name: "InputError",
      message: /^m, format: /,
    },
  );
});
