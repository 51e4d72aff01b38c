import assert from "node:assert/strict";
import { s3aProperties } from "../../src/sql/s3a_properties.ts";

Deno.test("s3aProperties() leads to a server of one's own by path", () => {
  assert.deepEqual(
    s3aProperties({
      accessKeyId: "id",
      secretAccessKey: "secret",
      region: "us-east-1",
      endpoint: "http://127.0.0.1:9000",
    }),
    {
      "spark.hadoop.fs.s3a.access.key": "id",
      "spark.hadoop.fs.s3a.secret.key": "secret",
      "spark.hadoop.fs.s3a.aws.credentials.provider":
        "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider",
      "spark.hadoop.fs.s3a.endpoint.region": "us-east-1",
      "spark.hadoop.fs.s3a.endpoint": "http://127.0.0.1:9000",
      "spark.hadoop.fs.s3a.path.style.access": "true",
      "spark.hadoop.fs.s3a.connection.ssl.enabled": "false",
    },
  );
});

Deno.test("s3aProperties() leaves AWS itself to what Hadoop finds", () => {
  assert.deepEqual(s3aProperties({}), {});
  assert.equal(
    s3aProperties({
      accessKeyId: "id",
      secretAccessKey: "secret",
      sessionToken: "token",
    })["spark.hadoop.fs.s3a.aws.credentials.provider"],
    "org.apache.hadoop.fs.s3a.TemporaryAWSCredentialsProvider",
  );
});
