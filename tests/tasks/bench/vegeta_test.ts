import assert from "node:assert/strict";
import { constantLoad, hasVegeta } from "../../../tasks/bench/vegeta.ts";

const isInstalled = await hasVegeta();
if (!isInstalled) {
  console.warn(
    "A test is skipped, as there is no vegeta: `go install github.com/tsenart/vegeta/v12@latest` gives it",
  );
}

Deno.test({
  name:
    "constantLoad() sends so many requests a second, and counts what failed",
  ignore: !isInstalled,
  fn: async () => {
    let asked = 0;
    const server = Deno.serve(
      { hostname: "127.0.0.1", port: 0, onListen: () => {} },
      async (request) => {
        const { data } = await request.json();
        const status = data.length === 5 && ++asked % 10 > 0 ? 200 : 503;
        return new Response("[]", { status });
      },
    );
    const { requests, failed, statuses, p50, p99 } = await constantLoad({
      url: `http://127.0.0.1:${server.addr.port}/predictions/rec`,
      rate: 100,
      seconds: 1,
    });
    await server.shutdown();
    assert.equal(requests, 100);
    assert.equal(failed, 10);
    assert.deepEqual(statuses, { "200": 90, "503": 10 });
    assert.ok(p50 > 0 && p50 <= p99);
  },
});
