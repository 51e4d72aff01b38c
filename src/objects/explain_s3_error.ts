import { InputError } from "../errors.ts";
import { StoreUnreachable } from "./store_unreachable.ts";

/** What was asked when it failed. */
export interface S3ErrorContext {
  /** The bucket's name. */
  readonly bucket: string;
  /** The object's key. */
  readonly key?: string | undefined;
  /** What was asked: the endpoint. */
  readonly server: string;
}

/** What the client's library throws, as far as it is read here. */
interface S3Error extends Error {
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** Codes of errors that are about the key or its rights, by any server. */
const REFUSED =
  /^(AccessDenied|InvalidAccessKeyId|SignatureDoesNotMatch|ExpiredToken|InvalidToken|Forbidden|RequestTimeTooSkewed|XAdminUserNotFound)/;
const WRONG_REGION =
  /^(AuthorizationHeaderMalformed|PermanentRedirect|IllegalLocationConstraint)/;
/** Codes of system errors: a connection that is not to be had, or breaks. */
const BROKEN =
  /^(ECONN|ENOTFOUND|EAI_|EPIPE|ETIMEDOUT|EHOST|ENET|ERR_|UND_|CERT_)/;

/** What fetch says of the same: its errors have no codes. */
const FETCH_BROKE = /^(fetch failed|error (sending|reading) )/i;

/**
 * What to throw for an error of the S3 client: one line for the user, a
 * {@link StoreUnreachable} where another try may help, or the error itself
 * where it is a bug or an abort. No credentials are named.
 */
export function explainS3Error(
  error: unknown,
  { bucket, key, server }: S3ErrorContext,
): unknown {
  if (!(error instanceof Error) || error instanceof InputError) return error;
  const { name, code, message, $metadata } = error as S3Error;
  const place = key === undefined ? `s3://${bucket}` : `s3://${bucket}/${key}`;
  const input = (text: string) => new InputError(text, { cause: error });
  const gone = (text: string) => new StoreUnreachable(text, { cause: error });
  const status = $metadata?.httpStatusCode ?? 0;
  // The answer to a HEAD has no body, and so no name.
  const reason = name === "Unknown" ? String(status) : name;
  if (name === "AbortError") return error;
  if (BROKEN.test(code ?? "")) {
    return gone(`${server} cannot be reached or broke off (${code}, ${place})`);
  }
  if (FETCH_BROKE.test(message)) {
    return gone(`${server} cannot be reached or broke off (${place})`);
  }
  // The library gives this name to some connections that break off as well.
  if (name === "TimeoutError") return gone(`${server} is silent (${place})`);
  if (status === 0) return error;
  if (name === "NoSuchBucket") {
    return input(`Bucket "${bucket}" does not exist at ${server}`);
  }
  if (name === "InvalidBucketName") {
    return input(`"${bucket}" is no name of a bucket`);
  }
  if (REFUSED.test(name) || status === 401 || status === 403) {
    return input(
      `${server} refuses ${place} (${reason}): AWS_ACCESS_KEY_ID and ` +
        `AWS_SECRET_ACCESS_KEY must be a key with rights to it`,
    );
  }
  if (WRONG_REGION.test(name)) {
    return input(`${server} wants another AWS_REGION: ${message}`);
  }
  if (name === "NoSuchKey" || name === "NotFound") {
    return input(`${place} does not exist`);
  }
  if (status === 507) return input(`${server} has no space left for ${place}`);
  const text = `${server} answers ${status} ${name} to ${place}: ${message}`;
  return status >= 500 || status === 429 ? gone(text) : input(text);
}
