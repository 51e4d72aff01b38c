import assert from "node:assert/strict";
import { projectFolder } from "../../src/setup/runtime_folder.ts";
import { cli, inTempFolder, lastJson } from "./cli.ts";

Deno.test("bench train --json prints the networks' best medians and events a second, nothing else", async () => {
  const run = await cli([
    ...["bench", "train", "--json", "--only", "original"],
    ...["--repeats", "1", "--seconds", "1"],
  ]);
  assert.equal(run.code, 0, run.stderr);
  const result = lastJson(run);
  assert.deepEqual(Object.keys(result), ["steps", "eventsPerSecond"]);
  assert.deepEqual(Object.keys(result.steps), ["original"]);
  const { best_median_ms, ...more } = result.steps.original;
  assert.deepEqual(more, {});
  // A target for each of 32 sessions.
  const expected = 32 / best_median_ms * 1000;
  assert.ok(Math.abs(result.eventsPerSecond - expected) < 1e-6 * expected);
});

Deno.test("bench train runs where the project's folder has a space in its name", () =>
  inTempFolder(async (folder) => {
    const project = `${folder}/my shop`;
    await Deno.symlink(projectFolder, project);
    const { success, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        ...["run", "--quiet", "--allow-all", "--no-check"],
        ...[`${project}/tasks/run.ts`],
        ...["bench", "train", "--json", "--only", "original"],
        ...["--repeats", "1", "--seconds", "1"],
      ],
      env: { TF_CPP_MIN_LOG_LEVEL: "2" },
    }).output();
    assert.ok(success, new TextDecoder().decode(stderr));
  }));

Deno.test("bench train says which networks there are", async () => {
  const { code, stderr } = await cli(["bench", "train", "--only", "other"]);
  assert.equal(code, 2);
  assert.match(
    stderr,
    /--only other: one of original, original_all, sampled, sampled_500k, sampled_1m is wanted/,
  );
});
