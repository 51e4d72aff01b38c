import assert from "node:assert/strict";
import { metrics } from "../../../src/serve/routes/metrics.ts";
import { ServeMetrics } from "../../../src/serve/serve_metrics.ts";

Deno.test("metrics() gives all metrics, or those that are named", async () => {
  const app = metrics(new ServeMetrics({ pending: () => 7 }));
  const all = await (await app.request("/metrics")).text();
  assert.match(all, /^nextcart_pending_sessions 7$/m);
  assert.match(all, /^process_resident_memory_bytes \d+$/m);
  const one = await app.request("/metrics?name[]=nextcart_pending_sessions");
  assert.match(await one.text(), /^nextcart_pending_sessions 7$/m);
  for (const other of ["unknown", "constructor"]) {
    const none = await app.request(`/metrics?name[]=${other}`);
    assert.equal((await none.text()).trim(), "");
  }
});
