import assert from "node:assert/strict";
import { connectS3 } from "../../src/objects/s3_connection.ts";
import { putS3 } from "../../src/objects/put_s3.ts";
import { readObject } from "../../src/objects/read_object.ts";
import { s3Store } from "../../src/objects/s3_store.ts";
import { randomBytes } from "./random_bytes.ts";
import { withS3Server } from "./with_s3_server.ts";
import { s3 } from "./with_store.ts";

const ignore = s3 === undefined;
const text = (it: string) => new TextEncoder().encode(it);

Deno.test({
  name: "s3Store() lists more objects than the server shows at once",
  ignore,
  fn: () =>
    withS3Server(async (server) => {
      await Deno.mkdir(`${server.objects}/many`);
      for (let at = 0; at < 1203; at++) {
        await Deno.writeTextFile(`${server.objects}/many/${at}`, "x");
      }
      using store = await server.open();
      const keys = (await store.list("many/")).map(({ key }) => key);
      assert.equal(keys.length, 1203);
      assert.equal(new Set(keys).size, 1203);
      assert.equal(keys[0], "many/0");
      assert.equal(keys.at(-1), "many/999");
    }),
});

Deno.test({
  name: "s3Store() checks for itself where the server knows no condition",
  ignore,
  fn: () =>
    withS3Server(async (server) => {
      using store = await server.open({ throughProxy: true });
      let refused = 0;
      server.proxy.faults.answer = (head) => {
        if (!/\r\nif-none-match:/i.test(head)) return undefined;
        refused++;
        return "HTTP/1.1 501 Not Implemented\r\nContent-Length: 0\r\n" +
          "Connection: close\r\n\r\n";
      };
      assert.equal(await store.putIfAbsent("a", text("first")), true);
      assert.equal(await store.putIfAbsent("a", text("second")), false);
      assert.ok(refused > 0);
      assert.equal((await readObject(store, "a")).length, 5);
    }),
});

Deno.test({
  name: "putS3() throws all parts away where one fails",
  ignore,
  fn: () =>
    withS3Server(async ({ settings }) => {
      const options = { timeoutMs: 5000 };
      const connection = await connectS3(settings.bucket, settings, options);
      const unfinished = async () => {
        const where = { Bucket: settings.bucket };
        const { Uploads } = await connection.client.listMultipartUploads(where);
        return Uploads?.length ?? 0;
      };
      const stop = new AbortController();
      const { signal } = stop;
      let begun = 0;
      const onBytes = async () => {
        begun = Math.max(begun, await unfinished());
        stop.abort();
      };
      const content = randomBytes(80_000_000);
      await assert.rejects(
        putS3(connection, "large", { content, signal, onBytes }),
        { name: "AbortError" },
      );
      assert.equal(begun, 1);
      assert.equal(await unfinished(), 0);
      connection.client.destroy();
    }),
});

Deno.test({
  name: "putS3() stores nothing of which a byte was altered on the way",
  ignore,
  fn: () =>
    withS3Server(async (server) => {
      using store = await server.open({ throughProxy: true });
      server.proxy.faults.spoil = (piece) => {
        // Bodies of zeros: heads have none.
        const at = piece.indexOf(0);
        if (at >= 0) piece[at] = 1;
      };
      for (const bytes of [1_000_000, 20_000_000]) {
        await assert.rejects(store.put("zeros", new Uint8Array(bytes)), {
          message: /^http:\S+ answers 400 \w+ to s3:\S+\/zeros: /,
        });
      }
      assert.deepEqual(await store.list(), []);
    }),
});

Deno.test({
  name: "s3Store() clears away what a killed writer left, below a prefix only",
  ignore,
  fn: () =>
    withS3Server(async ({ settings }) => {
      const { bucket } = settings;
      const options = { timeoutMs: 5000 };
      const { client } = await connectS3(bucket, settings, options);
      for (const Key of ["a/large", "b/large"]) {
        await client.createMultipartUpload({ Bucket: bucket, Key });
      }
      using store = await s3Store({ bucket, prefix: "" }, settings, options);
      await store.deleteUnfinished("a/");
      const { Uploads } = await client.listMultipartUploads({ Bucket: bucket });
      assert.deepEqual(Uploads?.map(({ Key }) => Key), ["b/large"]);
      client.destroy();
    }),
});

Deno.test("s3Store() asks for credentials before anything else", async () => {
  await assert.rejects(
    s3Store({ bucket: "shop", prefix: "" }, { accessKeyId: "me" }, {
      timeoutMs: 1000,
    }),
    {
      name: "InputError",
      message: "s3://shop wants credentials: AWS_ACCESS_KEY_ID and " +
        "AWS_SECRET_ACCESS_KEY must be set",
    },
  );
});
