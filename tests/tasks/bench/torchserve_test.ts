import assert from "node:assert/strict";
import { parseTorchserve } from "../../../tasks/bench/torchserve.ts";

Deno.test("parseTorchserve() takes the best of each number of connections", () => {
  const line = (workers: number, connections: number, rate: number) =>
    `workers=${workers} connections=${connections} RESULT req/s=${rate} p50=3.01ms p90=4.50ms p99=9.25ms max=20.1ms n=1000 non2xx=0 sockerr=0`;
  const found = parseTorchserve(
    [line(1, 1, 299.5), line(1, 32, 400), line(2, 32, 504)].join("\n"),
  );
  assert.deepEqual(
    found.map((it) => [it.connections, it.requestsPerSecond, it.p99]),
    [[1, 299.5, 9.25], [32, 504, 9.25]],
  );
});
