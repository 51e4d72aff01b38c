import assert from "node:assert/strict";
import {
  featuresDigest,
  servedSessionSchema,
} from "../../src/features/served_session.ts";
import { RequestLog } from "../../src/serve/request_log.ts";
import { tinyArchive } from "./tiny_archive.ts";
import { tinyServer } from "./tiny_server.ts";

/** A log of all requests, and what it has written. */
function openLog(options: { rate?: number; key?: string } = {}) {
  const written: string[] = [];
  const log = new RequestLog({
    rate: 1,
    key: "secret",
    random: () => 0.25,
    now: () => Date.UTC(2024, 0, 2, 3, 45),
    write: (text) => written.push(text),
    ...options,
  });
  const lines = () => {
    log.flush();
    return written.join("").split("\n").slice(0, -1);
  };
  return { log, lines };
}

const BODY = {
  data: [{ product_id: "a", time: 5 }, { product_id: "never seen", time: 9 }],
};

Deno.test("RequestLog writes what the server encoded, and nothing that says who asked", async () => {
  const { log, lines } = openLog();
  const archive = tinyArchive();
  const server = await tinyServer([archive], {
    onSession: (archive, session) => log.add(archive, session),
  });
  await server.ask("/predictions/shop", { body: BODY });
  const [line, ...others] = lines();
  assert.deepEqual(others, []);
  const { visit, ...rest } = servedSessionSchema.parse(JSON.parse(line!));
  assert.deepEqual(rest, {
    hour: "2024-01-02T03:00:00.000Z",
    model: "shop",
    version: "1.0",
    features: featuresDigest(archive.features),
    user: "anonymous",
    items: [2, 1],
    carts: [0, 0],
    categories: { brand: [1, 1] },
    numbers: {},
  });
  assert.match(visit, /^[0-9a-f]{16}$/);
  assert.doesNotMatch(line!, /never seen/);
  await server.store.close();
});

Deno.test("RequestLog gives one visit one hash, which another key changes", () => {
  const visits = [
    { key: "secret", time: 5 },
    { key: "secret", time: 5 },
    { key: "secret", time: 6 },
    { key: "other", time: 5 },
  ].map(({ key, time }) => {
    const { log, lines } = openLog({ key });
    log.add(tinyArchive(), {
      events: [{ item: "a", time, user: "anna" }],
      encoded: {
        offsets: Int32Array.of(0, 1),
        items: Int32Array.of(2),
        targets: new Uint8Array(1),
        carts: new Uint8Array(1),
        times: Float64Array.of(time),
        users: Int32Array.of(1),
        categories: {},
        numbers: {},
      },
    });
    const [line] = lines();
    assert.doesNotMatch(line!, /anna/);
    assert.equal(JSON.parse(line!).user, "new");
    return JSON.parse(line!).visit;
  });
  assert.equal(visits[0], visits[1]);
  assert.equal(new Set(visits).size, 3);
});

Deno.test("RequestLog leaves out what its rate does not draw", () => {
  const { log, lines } = openLog({ rate: 0.25 });
  log.add(tinyArchive(), {
    events: [{ item: "a", time: 0 }],
    encoded: {} as never,
  });
  assert.deepEqual(lines(), []);
});
