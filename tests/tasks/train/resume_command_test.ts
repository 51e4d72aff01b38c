import assert from "node:assert/strict";
import { resumeCommand } from "../../../tasks/train/resume_command.ts";

Deno.test("resumeCommand() names the folder of runs where it is not the usual one", () => {
  assert.equal(
    resumeCommand("train", { folder: "runs/k3f9", id: "k3f9" }),
    "deno task train --resume k3f9",
  );
  assert.equal(
    resumeCommand("tune", { folder: "runs/notebooks/k3f9", id: "k3f9" }),
    "deno task tune --resume k3f9 --runs runs/notebooks",
  );
});
