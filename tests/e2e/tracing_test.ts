import assert from "node:assert/strict";
import { startServer } from "../../tasks/bench/server_process.ts";
import { tinyArchiveBytes } from "../archive/tiny_archive.ts";
import { inTempFolder } from "./cli.ts";

interface Span {
  readonly name: string;
  readonly attributes: readonly {
    readonly key: string;
    readonly value: Readonly<Record<string, string | number>>;
  }[];
}

/** A collector of traces, as OTLP sends them in JSON. */
function collect(onSpan: (span: Span) => void) {
  return Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    async (request) => {
      const { resourceSpans = [] } = await request.json();
      for (const { scopeSpans } of resourceSpans) {
        for (const { spans } of scopeSpans) spans.forEach(onSpan);
      }
      return Response.json({});
    },
  );
}

Deno.test("deno task serve traces requests and batches by route, model, version and size, nothing personal", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const spans = new Map<string, Record<string, unknown>>();
  const collector = collect(({ name, attributes }) => {
    spans.set(
      name,
      Object.fromEntries(
        attributes.map(({ key, value }) => [key, Object.values(value)[0]]),
      ),
    );
    if (spans.has("POST /predictions/{model_name}") && spans.has("score")) {
      resolve();
    }
  });
  await inTempFolder(async (folder) => {
    await Deno.writeFile(`${folder}/shop.mar`, tinyArchiveBytes());
    const server = await startServer([`--models=${folder}/shop.mar`], {
      OTEL_DENO: "true",
      OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${collector.addr.port}`,
      OTEL_BSP_SCHEDULE_DELAY: "50",
    });
    const response = await fetch(`${server.url}/predictions/shop`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        data: [{ product_id: "11", user_id: "someone" }],
      }),
    });
    await response.body?.cancel();
    await promise;
    await server.stop();
  });
  await collector.shutdown();
  const request = spans.get("POST /predictions/{model_name}")!;
  assert.equal(request["http.route"], "/predictions/{model_name}");
  assert.equal(request["nextcart.model.name"], "shop");
  assert.equal(request["nextcart.model.version"], "1.0");
  const batch = spans.get("score")!;
  assert.equal(batch["nextcart.model.name"], "shop");
  assert.equal(Number(batch["nextcart.batch.size"]), 1);
  assert.doesNotMatch(JSON.stringify([...spans]), /someone/);
});
