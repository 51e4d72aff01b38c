import assert from "node:assert/strict";
import { type AccessEntry, AccessLog } from "../../src/serve/access_log.ts";
import { listen } from "../../src/serve/listen.ts";
import { tinyArchive } from "./tiny_archive.ts";
import { tinyServer } from "./tiny_server.ts";

const host = "127.0.0.1";
const ports = { inference: 0, management: 0, metrics: 0 };

Deno.test("listen() opens three ports, and answers what is under way before it ends", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  let warm = false;
  const gate = () => warm ? promise : Promise.resolve();
  const { handlers } = await tinyServer([tinyArchive({ gate })]);
  warm = true;
  const { urls, shutdown } = await listen(handlers, { host, ports });
  const answer = fetch(`${urls.inference}/predictions/shop`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: '{"data": [{"product_id": "a"}], "k": 1}',
  });
  const models = await fetch(`${urls.management}/models`);
  assert.equal(models.status, 200);
  await models.body?.cancel();
  const metrics = await fetch(`${urls.metrics}/metrics`);
  assert.equal(metrics.status, 200);
  await metrics.body?.cancel();
  const ended = shutdown();
  resolve();
  assert.deepEqual(await (await answer).json(), [
    { product_ids: ["b"], probabilities: [0.5] },
  ]);
  await ended;
  await assert.rejects(fetch(`${urls.inference}/ping`));
});

Deno.test("listen() says which port is taken, and opens none", async () => {
  const { handlers } = await tinyServer([]);
  const taken = Deno.listen({ hostname: host, port: 0 });
  const { port } = taken.addr as Deno.NetAddr;
  try {
    await assert.rejects(
      listen(handlers, { host, ports: { ...ports, metrics: port } }),
      { message: `Port ${port} (metrics) of ${host} is taken: name another` },
    );
  } finally {
    taken.close();
  }
});

for (const other of ["192.0.2.1", "nobody.invalid"]) {
  Deno.test(`listen() says that no interface has the address ${other}`, async () => {
    const { handlers } = await tinyServer([]);
    await assert.rejects(listen(handlers, { host: other, ports }), {
      name: "InputError",
      message:
        `Port 0 (inference) of ${other} cannot be had: no interface has it`,
    });
  });
}

/** Opens a connection and sends a text as it is. */
async function connect(url: string, text: string): Promise<Deno.TcpConn> {
  const { hostname, port } = new URL(url);
  const connection = await Deno.connect({ hostname, port: Number(port) });
  await connection.write(new TextEncoder().encode(text));
  return connection;
}

/** Sends a text as it is, and gives what comes back first. */
async function sendRaw(url: string, text: string): Promise<string> {
  using connection = await connect(url, text);
  const bytes = new Uint8Array(1000);
  const count = await connection.read(bytes);
  return new TextDecoder().decode(bytes.subarray(0, count ?? 0));
}

Deno.test("listen() answers 408 where a body that was announced does not come", async () => {
  const { handlers } = await tinyServer([tinyArchive()], {
    body: { maxBytes: 1000, timeoutMs: 50 },
  });
  const { urls, shutdown } = await listen(handlers, { host, ports });
  const answer = await sendRaw(
    urls.inference,
    "POST /predictions/shop HTTP/1.1\r\nHost: x\r\n" +
      'Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"data": [',
  );
  assert.match(answer, /^HTTP\/1\.1 408 /);
  assert.match(answer, /"message":"The body did not arrive within 50 ms"/);
  await shutdown();
});

for (const length of ["Content-Length: 100", "Transfer-Encoding: chunked"]) {
  Deno.test(`listen() takes a client that goes away before its body has come for no bug (${length})`, async () => {
    const bugs: unknown[] = [];
    const { promise, resolve } = Promise.withResolvers<AccessEntry>();
    const log = new AccessLog((text) => resolve(JSON.parse(text)));
    const { handlers } = await tinyServer([tinyArchive()], {
      log,
      onBug: (error) => bugs.push(error),
    });
    const { urls, shutdown } = await listen(handlers, { host, ports });
    const connection = await connect(
      urls.inference,
      "POST /predictions/shop HTTP/1.1\r\nHost: x\r\n" +
        `Content-Type: application/json\r\n${length}\r\n\r\n`,
    );
    // The server is to have begun to read.
    await new Promise((resolve) => setTimeout(resolve, 50));
    connection.close();
    assert.equal((await promise).status, 400);
    assert.deepEqual(bugs, []);
    await shutdown();
  });
}

Deno.test("listen() answers 400 where a host has an impossible name", async () => {
  const { handlers } = await tinyServer([tinyArchive()]);
  const { urls, shutdown } = await listen(handlers, { host, ports });
  const answer = await sendRaw(
    urls.inference,
    "POST /invocations HTTP/1.1\r\nHost: %%[\r\n" +
      "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
  );
  assert.match(answer, /^HTTP\/1\.1 400 /);
  await shutdown();
});
