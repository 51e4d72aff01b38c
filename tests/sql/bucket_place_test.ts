import assert from "node:assert/strict";
import { bucketPlace } from "../../src/sql/bucket_place.ts";
import { inFolder } from "./parity.ts";
import { s3, withS3Store } from "../objects/with_store.ts";

Deno.test({
  name:
    "bucketPlace() takes events and a script up, brings results back, and clears",
  ignore: s3 === undefined,
  fn: () =>
    withS3Store((store) =>
      inFolder(async (folder) => {
        const below = store.address.replace("s3://", "s3a://");
        const place = await bucketPlace(`${below}/`, s3!);
        const inner = place.address.slice(below.length + 1);
        await Deno.writeTextFile(`${folder}/log.parquet`, "events");
        assert.equal(
          await place.share(`${folder}/log.parquet`, "one"),
          `${place.address}/one/log.parquet`,
        );
        assert.equal(
          await place.keepScript("SELECT 1"),
          `${place.address}/plan.sql`,
        );
        const keys = (await store.list()).map((it) => it.key);
        assert.deepEqual(keys, [
          `${inner}/one/log.parquet`,
          `${inner}/plan.sql`,
        ]);
        const written = new TextEncoder().encode("rows");
        await store.put(`${inner}/spark_results/a.parquet/part-0`, written);
        await place.fetchResults(folder);
        assert.equal(
          await Deno.readTextFile(`${folder}/a.parquet/part-0`),
          "rows",
        );
        await place.clear();
        assert.deepEqual(await store.list(), []);
      })
    ),
});
