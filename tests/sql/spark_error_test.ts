import assert from "node:assert/strict";
import { sparkError } from "../../src/sql/spark_error.ts";

Deno.test("sparkError() finds the SQL error among what Spark says", () => {
  const log = `WARNING: Using incubator modules
26/11/24 03:35:50 ERROR Executor: Exception in task 1.0
[PARSE_SYNTAX_ERROR] Syntax error at or near 'SELEC'. SQLSTATE: 42601 (line 1, pos 0)

== SQL ==
SELEC 1`;
  assert.equal(
    sparkError(log),
    "[PARSE_SYNTAX_ERROR] Syntax error at or near 'SELEC'. SQLSTATE: 42601 (line 1, pos 0)",
  );
});

Deno.test("sparkError() gives what a plan itself raised, without Spark's words", () => {
  assert.equal(
    sparkError(
      'org.apache.spark.SparkRuntimeException: [USER_RAISED_EXCEPTION] log.csv: price is "cheap", a number is wanted SQLSTATE: P0001\n\tat org',
    ),
    'log.csv: price is "cheap", a number is wanted',
  );
});

Deno.test("sparkError() says which jars s3a:// wants", () => {
  assert.equal(
    sparkError(
      "java.lang.RuntimeException: java.lang.ClassNotFoundException: Class org.apache.hadoop.fs.s3a.S3AFileSystem not found",
    ),
    "s3a:// wants the jars hadoop-aws and the AWS SDK's bundle, of the version of Spark's Hadoop, in the folder jars of Spark",
  );
});

Deno.test("sparkError() falls back to an exception, then to the last line", () => {
  assert.equal(
    sparkError("one\nException in thread main java.lang.Error: no\n\tat x"),
    "Exception in thread main java.lang.Error: no",
  );
  assert.equal(sparkError("one\ntwo\n\n"), "two");
  assert.equal(sparkError(""), "its log is empty");
});
