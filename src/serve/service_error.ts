import type { ContentfulStatusCode } from "hono/utils/http-status";

/**
 * An answer other than success. Its body is TorchServe's, so that clients that
 * read errors go on doing so: `{code, type, message}`.
 */
export class ServiceError extends Error {
  /** What it is called in an error's text. */
  override readonly name = "ServiceError";
  /** Status of the answer. */
  readonly status: ContentfulStatusCode;
  /** TorchServe's word for it: `ModelNotFoundException`. */
  readonly type: string;
  /** Headers of the answer. */
  readonly headers: Readonly<Record<string, string>>;

  /** Says what is wrong, with the status that tells it. */
  constructor(
    status: ContentfulStatusCode,
    type: string,
    { message, headers = {} }: {
      message: string;
      headers?: Readonly<Record<string, string>>;
    },
  ) {
    super(message);
    this.status = status;
    this.type = type;
    this.headers = headers;
  }

  /** What is sent. */
  get body(): { code: number; type: string; message: string } {
    return { code: this.status, type: this.type, message: this.message };
  }

  /** 400: the request cannot be read. */
  static badRequest(message: string): ServiceError {
    return new ServiceError(400, "BadRequestException", { message });
  }

  /** 422: the request can be read, but asks for what makes no sense. */
  static unprocessable(message: string): ServiceError {
    return new ServiceError(422, "UnprocessableEntityException", { message });
  }

  /** 404: no such address. */
  static notFound(): ServiceError {
    return new ServiceError(404, "ResourceNotFoundException", {
      message: "Requested resource is not found, please refer to API document.",
    });
  }

  /** 404, as TorchServe says it. */
  static modelNotFound(name: string): ServiceError {
    return new ServiceError(404, "ModelNotFoundException", {
      message: `Model not found: ${name}`,
    });
  }

  /** 404, as TorchServe says it. */
  static versionNotFound(name: string, version: string): ServiceError {
    return new ServiceError(404, "ModelVersionNotFoundException", {
      message: `Model version: ${version} does not exist for model: ${name}`,
    });
  }

  /** 409: what is there already stands against it. */
  static conflict(message: string): ServiceError {
    return new ServiceError(409, "ConflictStatusException", { message });
  }

  /** 503: come back after so many seconds. */
  static unavailable(message: string, retryAfterSeconds = 1): ServiceError {
    return new ServiceError(503, "ServiceUnavailableException", {
      message,
      headers: { "retry-after": String(retryAfterSeconds) },
    });
  }
}
