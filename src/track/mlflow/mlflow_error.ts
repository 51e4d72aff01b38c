import { InputError } from "../../errors.ts";

/** Options of {@link MlflowError}. */
export interface MlflowErrorOptions extends ErrorOptions {
  /** Of HTTP; 0 where no whole answer came. */
  readonly status: number;
  /** MLflow's name for what is wrong: `RESOURCE_DOES_NOT_EXIST`. @default {""} */
  readonly code?: string;
  /** Whether the server cannot have seen the request. @default {false} */
  readonly unsent?: boolean;
  /** How long the server asks to be left alone, in ms. @default {0} */
  readonly retryAfterMs?: number;
}

/**
 * What went wrong between here and an MLflow server, in one line. That it is
 * away, or wants another password, is no bug.
 */
export class MlflowError extends InputError {
  /** What it is called in an error's text. */
  override name = "MlflowError";
  /** HTTP status; 0 where there was no answer. */
  readonly status: number;
  /** MLflow's own code. */
  readonly code: string;
  /** Whether the request has certainly not been acted upon. */
  readonly unsent: boolean;
  /** How long the server asks to wait. */
  readonly retryAfterMs: number;

  /** Says what was asked, and what was answered. */
  constructor(message: string, options: MlflowErrorOptions) {
    super(message, { cause: options.cause });
    this.status = options.status;
    this.code = options.code ?? "";
    this.unsent = options.unsent ?? false;
    this.retryAfterMs = options.retryAfterMs ?? 0;
  }

  /** Whether the same request may succeed later. */
  get isTransient(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 429 ||
      this.status >= 500;
  }

  /** Whether who asks is unknown to the server, or has no right to. */
  get isDenied(): boolean {
    return this.status === 401 || this.status === 403;
  }
}
