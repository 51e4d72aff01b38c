import { InputError } from "../../errors.ts";

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
  override name = "MlflowError";
  readonly status: number;
  readonly code: string;
  readonly unsent: boolean;
  readonly retryAfterMs: number;

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
