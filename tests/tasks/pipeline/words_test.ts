import assert from "node:assert/strict";
import { stage } from "../../../tasks/pipeline.ts";
import type { StageInput } from "../../../tasks/stage.ts";

/** What a command line that is refused is answered, before anything is read. */
async function refused(
  words: string[],
  flags: StageInput["flags"] = {},
): Promise<string> {
  const input = { words, flags } as unknown as StageInput;
  try {
    await stage.main(input);
  } catch (error) {
    assert.equal((error as Error).name, "InputError");
    return (error as Error).message;
  }
  assert.fail("it was not refused");
}

Deno.test("pipeline names the words that there are", async () => {
  const known = "run, status, dag, accept, diff is wanted";
  assert.equal(await refused(["foo"]), `Unknown word "foo": ${known}`);
  assert.equal(
    await refused(["constructor"]),
    `Unknown word "constructor": ${known}`,
  );
  assert.equal(await refused(["dag", "foo"]), 'Unexpected word "foo"');
});

Deno.test("pipeline refuses flags that would not be heeded", async () => {
  assert.equal(
    await refused([], { svg: "dag.svg" }),
    "--svg means nothing to run: it goes with dag",
  );
  assert.equal(
    await refused(["accept"], { "dry-run": true }),
    "--dry-run means nothing to accept: it goes with run, status",
  );
  assert.equal(
    await refused(["diff"], { force: true }),
    "--force means nothing to diff: it goes with run, status",
  );
  assert.equal(
    await refused([], { only: "train", until: "report" }),
    "--only and --until: one of them is wanted",
  );
});
