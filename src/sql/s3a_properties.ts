import type { S3Environment } from "../environment.ts";

const PROVIDERS = "org.apache.hadoop.fs.s3a";

/**
 * Spark's properties by which `s3a://` addresses lead to the same server, with
 * the same key, as `s3://` ones do here. Spark redacts keys in what it shows.
 */
export function s3aProperties(
  { accessKeyId, secretAccessKey, sessionToken, region, endpoint }:
    S3Environment,
): Record<string, string> {
  const values: Record<string, string | undefined> = {
    "access.key": accessKeyId,
    "secret.key": secretAccessKey,
    "session.token": sessionToken,
    "aws.credentials.provider": accessKeyId === undefined
      ? undefined
      : sessionToken === undefined
      ? `${PROVIDERS}.SimpleAWSCredentialsProvider`
      : `${PROVIDERS}.TemporaryAWSCredentialsProvider`,
    "endpoint.region": region,
    endpoint,
    // A server of one's own has no name for each bucket.
    "path.style.access": endpoint === undefined ? undefined : "true",
    "connection.ssl.enabled": endpoint === undefined
      ? undefined
      : String(endpoint.startsWith("https:")),
  };
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined)
      .map(([name, value]) => [`spark.hadoop.fs.s3a.${name}`, value!]),
  );
}
