import assert from "node:assert/strict";
import { followJob } from "../../src/launch/follow_job.ts";
import { shellJob, withLocalLauncher } from "./local_jobs.ts";

const signal = new AbortController().signal;

Deno.test("LocalLauncher runs a job in its folder, with its environment, both outputs kept", () =>
  withLocalLauncher(async (launcher, folder) => {
    const job = {
      ...shellJob("a", 'pwd; echo "$COLOUR" >&2'),
      env: { COLOUR: "red" },
    };
    await followJob(launcher, job, { signal, pollSeconds: 0.02 });
    const lines = (await launcher.logs("a")).trim().split("\n").sort();
    assert.deepEqual(lines, [Deno.realPathSync(folder), "red"].sort());
  }));

Deno.test("LocalLauncher begins a job once, however often it is submitted", () =>
  withLocalLauncher(async (launcher, folder) => {
    const job = shellJob("b", "echo x >>count; sleep 0.1");
    await launcher.submit(job);
    await followJob(launcher, job, { signal, pollSeconds: 0.02 });
    await launcher.submit(job);
    assert.equal(Deno.readTextFileSync(`${folder}/count`), "x\n");
  }));

Deno.test("LocalLauncher tells a killed job's signal, and knows no other jobs", () =>
  withLocalLauncher(async (launcher) => {
    const job = shellJob("c", "kill -9 $$");
    const status = await followJob(launcher, job, {
      signal,
      pollSeconds: 0.02,
    });
    assert.deepEqual(status, { state: "failed", message: "ended by SIGKILL" });
    assert.equal(await launcher.status("d"), undefined);
    await launcher.stop("d");
  }));
