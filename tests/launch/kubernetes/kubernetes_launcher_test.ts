import assert from "node:assert/strict";
import { Job as KubernetesJob } from "kubernetes-models/batch/v1";
import { followJob } from "../../../src/launch/follow_job.ts";
import { KubernetesLauncher } from "../../../src/launch/kubernetes/kubernetes_launcher.ts";
import { shellJob } from "../local_jobs.ts";

const signal = new AbortController().signal;
const JOBS = "/apis/batch/v1/namespaces/shop/jobs";

/**
 * Stands in for the API where there is no cluster: takes what holds to the
 * schema of a Job, and lets each go through the states in turn.
 */
function startApi(states: readonly Record<string, unknown>[]) {
  const asked: string[] = [];
  let at = -1;
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    async (request) => {
      const { pathname, search } = new URL(request.url);
      asked.push(`${request.method} ${pathname}${search}`);
      if (request.method === "POST") {
        new KubernetesJob(await request.json()).validate();
        at = 0;
        return Response.json({}, { status: 201 });
      }
      if (pathname.endsWith("/log")) return new Response("said\n");
      if (pathname.endsWith("/pods")) {
        return Response.json({ items: [{ metadata: { name: "a-x7" } }] });
      }
      if (at < 0) return Response.json({ message: "no" }, { status: 404 });
      const status = states[Math.min(at, states.length - 1)];
      if (request.method === "GET") at++;
      return Response.json({ status });
    },
  );
  const launcher = new KubernetesLauncher({
    address: `http://127.0.0.1:${server.addr.port}`,
    namespace: "shop",
    image: "nextcart:1",
  });
  return { server, launcher, asked };
}

Deno.test("KubernetesLauncher follows a Job from pending to its end", async () => {
  const { server, launcher, asked } = startApi([
    {},
    { active: 1, ready: 0 },
    { active: 1, ready: 1 },
    { succeeded: 1 },
  ]);
  const written: string[] = [];
  const status = await followJob(launcher, shellJob("a", "true"), {
    signal,
    pollSeconds: 0.01,
    onLog: (text) => written.push(text),
  });
  await server.shutdown();
  assert.equal(status.state, "succeeded");
  assert.equal(written.join(""), "said\n");
  assert.deepEqual(asked.slice(0, 3), [
    `GET ${JOBS}/a`,
    `POST ${JOBS}`,
    `GET ${JOBS}/a`,
  ]);
  assert.ok(
    asked.includes(
      "GET /api/v1/namespaces/shop/pods?labelSelector=job-name%3Da",
    ),
  );
});

Deno.test("KubernetesLauncher tells why a Job failed, and takes one away", async () => {
  const { server, launcher, asked } = startApi([{
    failed: 1,
    conditions: [{ message: "Job has reached the specified backoff limit" }],
  }]);
  const job = shellJob("b", "false");
  const status = await followJob(launcher, job, { signal, pollSeconds: 0.01 });
  await launcher.stop("b");
  await server.shutdown();
  assert.deepEqual(status, {
    state: "failed",
    message: "Job has reached the specified backoff limit",
  });
  assert.equal(asked.at(-1), `DELETE ${JOBS}/b?propagationPolicy=Background`);
});

Deno.test("KubernetesLauncher names the address where nobody answers", async () => {
  const launcher = new KubernetesLauncher({
    address: "http://127.0.0.1:9",
    namespace: "shop",
    image: "nextcart:1",
  });
  await assert.rejects(launcher.submit(shellJob("c", "true")), {
    name: "InputError",
    message: /127\.0\.0\.1:9 cannot be reached: is kubectl proxy running\?/,
  });
});
