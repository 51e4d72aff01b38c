import assert from "node:assert/strict";
import { sparkScript } from "../../src/sql/spark_script.ts";

Deno.test("sparkScript() grows tables in a loop, and writes folders", () => {
  assert.equal(
    sparkScript([
      {
        kind: "grow",
        tables: [{ kind: "table", name: "gone", select: "SELECT 1 AS n" }],
        add: [{ to: "gone", select: "SELECT 2" }],
      },
      { kind: "table", name: "left", select: "SELECT 3" },
      { kind: "write", file: "left.parquet", select: "SELECT 4" },
      { kind: "drop", name: "left" },
    ], { sources: ["CREATE TABLE log"], results: "file:///it's" }),
    `CREATE TABLE log;
BEGIN
DECLARE before BIGINT DEFAULT -1;
DECLARE after BIGINT DEFAULT 0;
CREATE TABLE gone USING parquet AS SELECT 1 AS n;
SET after = ((SELECT count(*) FROM gone));
WHILE after > before DO
SET before = after;
INSERT INTO gone SELECT 2;
SET after = ((SELECT count(*) FROM gone));
END WHILE;
END;
CREATE TABLE left USING parquet AS SELECT 3;
INSERT OVERWRITE DIRECTORY 'file:///it\\'s/left.parquet' USING parquet OPTIONS (compression 'zstd') SELECT 4;
DROP TABLE left;
`,
  );
});
