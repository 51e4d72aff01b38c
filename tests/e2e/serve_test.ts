import assert from "node:assert/strict";
import { startServer } from "../../tasks/bench/server_process.ts";
import { tinyArchiveBytes } from "../archive/tiny_archive.ts";
import { s3, withS3Store } from "../objects/with_store.ts";
import { finish, startProgram } from "./cli.ts";

/** Calls with a folder that holds the tiny shop's archive. */
async function withArchive(use: (file: string) => Promise<void>) {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeFile(`${folder}/shop.mar`, tinyArchiveBytes());
    await use(`${folder}/shop.mar`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function serve(...flags: string[]) {
  return finish(startProgram("tasks/serve.ts", flags));
}

function post(url: string, body: unknown): Promise<Response> {
  return fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

/** What the original's test posts, in the tiny shop's words. */
const THREE_EVENTS = {
  data: ["11", "12", "13"].map((product_id) => ({
    user_id: "ann",
    product_id,
    brand_id: "b1",
    price_eur: 9.5,
    stars: 3,
  })),
};

Deno.test("deno task serve answers the original's test: three events, 200, five products", async () => {
  await withArchive(async (file) => {
    const server = await startServer([`--models=${file}`]);
    try {
      const response = await post(
        `${server.url}/predictions/shop`,
        THREE_EVENTS,
      );
      assert.equal(response.status, 200);
      const [answer] = await response.json();
      assert.equal(answer.product_ids.length, 5);
      assert.equal(new Set(answer.product_ids).size, 5);
      assert.ok(
        answer.probabilities.every((it: number, at: number, all: number[]) =>
          it > 0 && it <= (all[at - 1] ?? 1)
        ),
      );
    } finally {
      await server.stop();
    }
  });
});

Deno.test("deno task serve is killed and started again, and answers", async () => {
  await withArchive(async (file) => {
    const killed = await startServer([`--models=${file}`]);
    await killed.kill();
    const server = await startServer([`--models=${file}`]);
    try {
      const response = await post(
        `${server.url}/predictions/shop`,
        THREE_EVENTS,
      );
      assert.equal(response.status, 200);
      await response.body?.cancel();
    } finally {
      await server.stop();
    }
  });
});

Deno.test("deno task serve answers what it was asked before it ends", async () => {
  await withArchive(async (file) => {
    const server = await startServer([
      `--models=${file}`,
      "--queue-size=10000",
    ]);
    const sessions = Array.from({ length: 200 }, () => THREE_EVENTS.data);
    const answers = Array.from(
      { length: 50 },
      () => post(`${server.url}/predictions/shop`, { sessions }),
    );
    // By the first answer the others, too, have come in: each is long.
    await Promise.any(answers);
    const stopped = server.stop();
    const statuses = await Promise.all(
      answers.map(async (it) => {
        const response = await it;
        await response.body?.cancel();
        return response.status;
      }),
    );
    await stopped;
    assert.deepEqual(new Set(statuses), new Set([200]));
  });
});

Deno.test("deno task serve says in one line what it cannot serve", async () => {
  await withArchive(async (file) => {
    const bytes = await Deno.readFile(file);
    await Deno.writeFile(file, bytes.subarray(0, bytes.length / 2));
    const damaged = await serve(`--models=${file}`);
    assert.equal(damaged.code, 2);
    assert.match(damaged.stderr, /^error: .*shop\.mar .*\n$/);
    const wrong = await serve("--port=x");
    assert.equal(wrong.code, 2);
    assert.equal(
      wrong.stderr,
      "error: --port x: a whole number from 0 to 65535 is wanted\n",
    );
    const pinned = await serve(`--follow=${file}`);
    assert.equal(pinned.code, 2);
    assert.equal(
      pinned.stderr,
      `error: --follow ${file}: models:/NAME@ALIAS is wanted\n`,
    );
    const card = await serve("--provider=tpu");
    assert.equal(card.code, 2);
    assert.equal(card.stderr, "error: --provider tpu: cpu or cuda is wanted\n");
  });
});

Deno.test({
  name:
    "deno task serve takes an archive out of a bucket, by the rights it has",
  ignore: s3 === undefined,
  fn: () =>
    withS3Store(async (store) => {
      await store.put("shop.mar", tinyArchiveBytes());
      const server = await startServer([`--models=${store.address}`], {
        AWS_ACCESS_KEY_ID: s3!.accessKeyId,
        AWS_SECRET_ACCESS_KEY: s3!.secretAccessKey,
        AWS_REGION: s3!.region,
        AWS_ENDPOINT_URL_S3: s3!.endpoint,
      });
      try {
        const response = await post(
          `${server.url}/predictions/shop`,
          THREE_EVENTS,
        );
        assert.equal(response.status, 200);
        await response.body?.cancel();
      } finally {
        await server.stop();
      }
    }),
});
