import assert from "node:assert/strict";
import { describeEnvironment } from "../../src/track/environment.ts";

Deno.test("describeEnvironment() holds what it is given and what the machine says", async () => {
  const environment = await describeEnvironment({
    backend: "tensorflow",
    dataDigest: "abc",
    versions: { deno: "2.9.6", tensorflow: "2.21.0" },
    commit: "0123",
  });
  assert.equal(environment.backend, "tensorflow");
  assert.equal(environment["data.digest"], "abc");
  assert.equal(environment["version.tensorflow"], "2.21.0");
  assert.equal(environment["git.commit"], "0123");
  assert.equal(environment.cpus, navigator.hardwareConcurrency);
  assert.match(String(environment.os), new RegExp(`^${Deno.build.os} `));
});

Deno.test("describeEnvironment() asks git for the commit, or says null", async () => {
  const environment = await describeEnvironment({
    backend: "wasm",
    dataDigest: "abc",
    versions: {},
  });
  const commit = environment["git.commit"] ?? null;
  assert.ok(commit === null || /^[0-9a-f]{40}$/.test(String(commit)));
  assert.equal(environment["git.changed"] === null, commit === null);
});
