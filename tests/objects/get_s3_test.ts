import assert from "node:assert/strict";
import { connectS3 } from "../../src/objects/s3_connection.ts";
import { getS3 } from "../../src/objects/get_s3.ts";
import { putS3 } from "../../src/objects/put_s3.ts";
import { randomBytes } from "./random_bytes.ts";
import { type OwnServer, withS3Server } from "./with_s3_server.ts";
import { s3 } from "./with_store.ts";

const ignore = s3 === undefined;

/** Connects through the proxy, to a server that holds an object. */
async function open(
  { settings, proxy: { endpoint } }: OwnServer,
  content: Uint8Array,
) {
  const throughProxy = { ...settings, endpoint };
  const options = { timeoutMs: 300 };
  const connection = await connectS3(settings.bucket, throughProxy, options);
  await putS3(connection, "a", { content });
  return connection;
}

Deno.test({
  name: "getS3() reads a range, and tells of the whole object's size",
  ignore,
  fn: () =>
    withS3Server(async (server) => {
      const content = randomBytes(1000);
      const connection = await open(server, content);
      const range = { from: 990, to: 995 };
      const { bytes, body } = await getS3(connection, "a", range);
      assert.equal(bytes, 1000);
      const [piece] = await Array.fromAsync(body);
      assert.deepEqual([...piece!], [...content.subarray(990, 995)]);
      connection.client.destroy();
    }),
});

Deno.test({
  name: "getS3() takes a caller that is slow for no silent server",
  ignore,
  fn: () =>
    withS3Server(async (server) => {
      const connection = await open(server, randomBytes(2_000_000));
      const { body } = await getS3(connection, "a", {});
      let read = 0;
      for await (const piece of body) {
        if (read === 0) await new Promise((end) => setTimeout(end, 700));
        read += piece.length;
      }
      assert.equal(read, 2_000_000);
      connection.client.destroy();
    }),
});

Deno.test({
  name: "getS3() ends in mid body when it is told to",
  ignore,
  fn: () =>
    withS3Server(async (server) => {
      const connection = await open(server, randomBytes(20_000_000));
      const stop = new AbortController();
      const { signal } = stop;
      const { body } = await getS3(connection, "a", { signal });
      let read = 0;
      await assert.rejects(async () => {
        for await (const piece of body) {
          read += piece.length;
          stop.abort();
        }
      }, { name: "AbortError" });
      assert.ok(read < 20_000_000);
      connection.client.destroy();
    }),
});
