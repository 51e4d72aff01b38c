import assert from "node:assert/strict";
import { followJob } from "../../src/launch/follow_job.ts";
import type { Launcher } from "../../src/launch/launcher.ts";
import { InputError } from "../../src/errors.ts";
import { shellJob, withLocalLauncher } from "./local_jobs.ts";

const QUICK = { pollSeconds: 0.02 };
const never = new AbortController().signal;

Deno.test("followJob() follows a job to its end and gives what it writes as it comes", () =>
  withLocalLauncher(async (launcher) => {
    const written: string[] = [];
    const job = shellJob("a", "echo one; sleep 0.3; echo two");
    const status = await followJob(launcher, job, {
      ...QUICK,
      signal: never,
      onLog: (text) => written.push(text),
    });
    assert.deepEqual(status, { state: "succeeded" });
    assert.equal(written.join(""), "one\ntwo\n");
    assert.ok(written.length >= 2);
  }));

Deno.test("followJob() says how a job failed", () =>
  withLocalLauncher(async (launcher) => {
    const job = shellJob("b", "exit 3");
    const status = await followJob(launcher, job, { ...QUICK, signal: never });
    assert.deepEqual(status, { state: "failed", message: "exit code 3" });
  }));

Deno.test("followJob() stops the job where it is interrupted", () =>
  withLocalLauncher(async (launcher) => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 200);
    const status = await followJob(launcher, shellJob("c", "exec sleep 60"), {
      ...QUICK,
      signal: stop.signal,
    });
    assert.equal(status.state, "stopped");
    assert.deepEqual(await launcher.status("c"), { state: "stopped" });
  }));

Deno.test("followJob() gives what a job says last where it is interrupted", () =>
  withLocalLauncher(async (launcher) => {
    const stop = new AbortController();
    const written: string[] = [];
    const job = shellJob(
      "e",
      "trap 'echo saved; exit 0' INT; echo works; while true; do sleep 0.05; done",
    );
    await followJob(launcher, job, {
      ...QUICK,
      signal: stop.signal,
      onLog(text) {
        written.push(text);
        stop.abort();
      },
    });
    assert.equal(written.join(""), "works\nsaved\n");
  }));

Deno.test("followJob() gives up a job that gets no place, and calls a forgotten one lost", async () => {
  const calls: string[] = [];
  const full: Launcher = {
    name: "full",
    submit: () => Promise.resolve(),
    status: () => Promise.resolve({ state: "pending" }),
    logs: () => Promise.resolve(""),
    stop: (id) => Promise.resolve(void calls.push(`stop ${id}`)),
  };
  const job = { ...shellJob("d", "true"), cpus: 99 };
  const options = { ...QUICK, signal: never, pendingSeconds: 0.05 };
  await assert.rejects(followJob(full, job, options), (error) => {
    assert.ok(error instanceof InputError);
    assert.match(error.message, /d has waited 0.05 s in vain for 99 CPUs/);
    return true;
  });
  assert.deepEqual(calls, ["stop d"]);
  const forgetful = { ...full, status: () => Promise.resolve(undefined) };
  const status = await followJob(forgetful, job, options);
  assert.deepEqual(status, { state: "failed", message: "it is lost" });
});
