import assert from "node:assert/strict";
import { followJob } from "../../../src/launch/follow_job.ts";
import { RayLauncher } from "../../../src/launch/ray/ray_launcher.ts";
import { inTempFolder } from "../../e2e/cli.ts";
import { shellJob } from "../local_jobs.ts";
import { rayClient, rayTest } from "./local_ray.ts";

const signal = new AbortController().signal;

/** Calls with a launcher of a tiny project. */
function withRay(call: (launcher: RayLauncher) => Promise<void>) {
  return inTempFolder(async (folder) => {
    Deno.mkdirSync(`${folder}/src`);
    Deno.mkdirSync(`${folder}/tasks`);
    Deno.writeTextFileSync(`${folder}/deno.json`, "{}");
    Deno.writeTextFileSync(`${folder}/deno.lock`, "{}");
    Deno.writeTextFileSync(`${folder}/src/here.txt`, "the project");
    await call(new RayLauncher({ client: rayClient(), folder }));
  });
}

function newId(): string {
  return `nextcart-test-${crypto.randomUUID()}`;
}

rayTest(
  "RayLauncher runs a job in a copy of the project, once for an id",
  () =>
    withRay(async (launcher) => {
      const job = {
        ...shellJob(newId(), `cat src/here.txt; echo " $COLOUR 'x'"`),
        env: { COLOUR: "red" },
      };
      const status = await followJob(launcher, job, { signal });
      assert.equal(status.state, "succeeded");
      assert.match(await launcher.logs(job.id), /the project red 'x'/);
      // Ray itself answers a second one with an error.
      await launcher.submit(job);
      assert.equal((await launcher.status(job.id))!.state, "succeeded");
    }),
);

rayTest(
  "RayLauncher stops a job, and knows no others",
  () =>
    withRay(async (launcher) => {
      const job = shellJob(newId(), "sleep 100");
      const stop = new AbortController();
      setTimeout(() => stop.abort(), 4000);
      const status = await followJob(launcher, job, { signal: stop.signal });
      assert.equal(status.state, "stopped");
      assert.equal(await launcher.status(newId()), undefined);
    }),
);

rayTest(
  "RayLauncher's jobs that want more than there is are given up",
  () =>
    withRay(async (launcher) => {
      const job = { ...shellJob(newId(), "true"), cpus: 64 };
      await assert.rejects(
        followJob(launcher, job, { signal, pendingSeconds: 2 }),
        { name: "InputError", message: /in vain for 64 CPUs at ray/ },
      );
    }),
);
