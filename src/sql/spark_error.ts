/**
 * What a Spark SQL log says is wrong, in one line: the first SQL error, else the
 * first exception, else the last line.
 */
export function sparkError(log: string): string {
  const lines = log.split("\n").map((line) => line.trim())
    .filter((line) => line !== "");
  const raised = lines.map((line) => RAISED.exec(line)?.[1])
    .find((it) => it !== undefined);
  if (raised !== undefined) return raised;
  if (lines.some((line) => NO_S3A.test(line))) {
    return "s3a:// wants the jars hadoop-aws and the AWS SDK's bundle, " +
      "of the version of Spark's Hadoop, in the folder jars of Spark";
  }
  const found = lines.find((line) => SQL_ERROR.test(line)) ??
    lines.find((line) => EXCEPTION.test(line)) ?? lines.at(-1) ??
    "its log is empty";
  return (SQL_ERROR.exec(found)?.[0] ?? found).slice(0, MOST);
}

/** What `raise_error` was given. */
const RAISED = /\[USER_RAISED_EXCEPTION\] (.*?)(?: SQLSTATE: \w+.*)?$/;
const NO_S3A = /No FileSystem for scheme "?s3a|S3AFileSystem not found/;
const SQL_ERROR = /\[[A-Z][A-Z0-9_.]+\] .*/;
const EXCEPTION =
  /^(?:Exception in thread|Caused by:|Error\b|[\w.]+(?:Exception|Error): )/;
const MOST = 400;
