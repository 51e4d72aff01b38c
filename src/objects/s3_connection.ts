import { InputError } from "../errors.ts";
import { explainS3Error } from "./explain_s3_error.ts";
import type { S3Environment } from "../environment.ts";

/** Time to reach a server, in ms. */
const CONNECT_MS = 5000;
const ATTEMPTS = 3;

/** The client's library is loaded only where a bucket is used. */
const load = () =>
  Promise.all([
    import("@aws-sdk/client-s3"),
    import("@smithy/fetch-http-handler"),
  ]);

/** The AWS SDK's client. */
export type S3Client = InstanceType<Awaited<ReturnType<typeof load>>[0]["S3"]>;

/** A bucket of a server, and a client that reaches it. */
export interface S3Connection {
  /** Speaks to the store. */
  readonly client: S3Client;
  /** Another, by fetch, which reads large bodies at half the cost. */
  readonly reader: S3Client;
  /** Silence after which the server counts as gone, in ms. */
  readonly timeoutMs: number;
  /** The bucket's name. */
  readonly bucket: string;
  /** Awaits an answer; errors are explained. */
  readonly answer: <T>(call: Promise<T>, key?: string) => Promise<T>;
  /** What to throw for an error on the way; also while a body is read. */
  readonly explain: (error: unknown, key?: string) => unknown;
}

/**
 * Connects to the server that the settings name, or to AWS.
 *
 * @throws {InputError} where credentials are missing.
 */
export async function connectS3(
  bucket: string,
  settings: S3Environment,
  { timeoutMs }: { readonly timeoutMs: number },
): Promise<S3Connection> {
  const { endpoint, region = "us-east-1" } = settings;
  const [{ S3 }, { FetchHttpHandler }] = await load();
  const config = {
    region,
    credentials: credentials(bucket, settings),
    maxAttempts: ATTEMPTS,
    // What is read is compared with digests of our own, in ranges too.
    responseChecksumValidation: "WHEN_REQUIRED",
    // Other servers than AWS seldom have a name for each bucket.
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
  } as const;
  const client = new S3({
    ...config,
    // Silence, not the whole time of a request, which may be large.
    requestHandler: { connectionTimeout: CONNECT_MS, socketTimeout: timeoutMs },
  });
  leavePartsUnsigned(client);
  const explain = (error: unknown, key?: string) =>
    explainS3Error(error, { bucket, key, server: endpoint ?? `AWS ${region}` });
  return {
    client,
    reader: new S3({ ...config, requestHandler: new FetchHttpHandler() }),
    bucket,
    timeoutMs,
    explain,
    answer: (call, key) =>
      call.catch((error) => {
        throw explain(error, key);
      }),
  };
}

/**
 * Parts of large files go without the SHA-256 that signs a payload, which costs
 * as much as all else: their checksum is signed, and manifests, which are, name
 * the SHA-256 of the whole.
 */
function leavePartsUnsigned(client: S3Client): void {
  client.middlewareStack.add((next, { commandName }) => (args) => {
    if (commandName === "UploadPartCommand") {
      const { headers } = args.request as { headers: Record<string, string> };
      headers["x-amz-content-sha256"] = "UNSIGNED-PAYLOAD";
    }
    return next(args);
  }, { step: "build", name: "leavePartsUnsigned" });
}

function credentials(bucket: string, settings: S3Environment) {
  const { accessKeyId, secretAccessKey, sessionToken } = settings;
  if (accessKeyId === undefined || secretAccessKey === undefined) {
    throw new InputError(
      `s3://${bucket} wants credentials: AWS_ACCESS_KEY_ID and ` +
        `AWS_SECRET_ACCESS_KEY must be set`,
    );
  }
  return {
    accessKeyId,
    secretAccessKey,
    ...(sessionToken === undefined ? {} : { sessionToken }),
  };
}
