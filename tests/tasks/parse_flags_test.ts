import assert from "node:assert/strict";
import { InputError } from "../../src/errors.ts";
import { parseFlags } from "../../tasks/parse_flags.ts";
import type { Flag } from "../../tasks/stage.ts";

const flags: Readonly<Record<string, Flag>> = {
  backend: { type: "string", help: "" },
  set: { type: "string", help: "" },
  json: { type: "boolean", help: "" },
};

Deno.test("parseFlags() gives values, and lists of repeatable flags", () => {
  const args = ["--set", "a=1", "--json", "run", "--set=b=2"];
  const { values, positionals } = parseFlags(args, {
    flags,
    repeatable: ["set"],
    words: true,
  });
  assert.deepEqual({ ...values }, { json: true, set: ["a=1", "b=2"] });
  assert.deepEqual(positionals, ["run"]);
});

Deno.test("parseFlags() names what it does not expect, in one line", () => {
  const message = (args: string[]) => {
    try {
      parseFlags(args, { flags });
    } catch (error) {
      assert.ok(error instanceof InputError);
      return error.message;
    }
  };
  assert.equal(
    message(["--bakend", "x"]),
    "Unknown option '--bakend': --help shows those that there are",
  );
  assert.equal(
    message(["--backend", ""]),
    "--backend is empty: a value is wanted",
  );
  assert.equal(message(["run"]), 'Unexpected word "run"');
  assert.equal(
    message(["--backend"]),
    "Option '--backend <value>' argument missing",
  );
});
