import assert from "node:assert/strict";
import { load, type LoadOptions } from "../../../tasks/bench/wrk.ts";

const isInstalled = await hasWrk();
if (!isInstalled) {
  console.warn("Tests are skipped, as there is no wrk: apt-get install wrk");
}

async function hasWrk(): Promise<boolean> {
  try {
    await new Deno.Command("wrk", { args: ["-v"], stdout: "null" }).output();
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** Loads a server that fails every tenth request. */
async function loadServer(options: Omit<LoadOptions, "url">) {
  let asked = 0;
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    async (request) => {
      const { data } = await request.json();
      const status = data.length === 5 && ++asked % 10 > 0 ? 200 : 503;
      return new Response("[]", { status });
    },
  );
  const url = `http://127.0.0.1:${server.addr.port}/predictions/rec`;
  const result = await load({ url, ...options });
  await server.shutdown();
  return { ...result, asked };
}

Deno.test({
  name: "load() sends requests as fast as they are answered",
  ignore: !isInstalled,
  fn: async () => {
    const { requests, asked, failed, p50, p99, lateP99 } = await loadServer({
      connections: 2,
      seconds: 1,
    });
    assert.ok(requests > 200, `${requests} requests`);
    assert.ok(Math.abs(asked - requests) <= 2);
    assert.ok(Math.abs(failed - requests / 10) <= 1);
    assert.ok(p50 > 0 && p50 <= p99);
    assert.equal(lateP99, 0);
  },
});

Deno.test({
  name: "load() sends so many requests a second where a rate is given",
  ignore: !isInstalled,
  fn: async () => {
    const { requests, failed, faults, p50, p99, max, lateP99 } =
      await loadServer({ connections: 8, seconds: 2, rate: 100 });
    // The first is due 0.2 s after the start.
    assert.ok(requests >= 170 && requests <= 190, `${requests} requests`);
    assert.equal(failed, Math.floor(requests / 10));
    assert.deepEqual(faults, { status: failed, connection: 0, timeout: 0 });
    assert.ok(p50 > 0 && p50 <= p99 && p99 <= max);
    assert.ok(lateP99 < 100, `${lateP99} ms late`);
  },
});
