import assert from "node:assert/strict";
import { InputError } from "../../../src/errors.ts";
import {
  checkAlias,
  checkModelName,
} from "../../../src/track/registry/check_names.ts";

Deno.test("checkModelName() passes what is a folder, a path in a URL and MLflow's name", () => {
  for (const name of ["shop", "Größe_1", "a.b-c", "店"]) {
    assert.equal(checkModelName(name), name);
  }
  for (const name of ["", ".", "..", ".a", "-a", "a b", "a/b", "a:b", "a\\b"]) {
    assert.throws(() => checkModelName(name), InputError);
  }
  assert.throws(() => checkModelName("a".repeat(201)), InputError);
});

Deno.test("checkAlias() keeps what MLflow reads as a version for versions", () => {
  for (const alias of ["champion", "candidate-2", "V_"]) {
    assert.equal(checkAlias(alias), alias);
  }
  for (const alias of ["", "v12", "V1", "latest", "LATEST", "3", "a.b", "é"]) {
    assert.throws(() => checkAlias(alias), InputError);
  }
});
