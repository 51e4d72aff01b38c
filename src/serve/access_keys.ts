import { timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { InputError } from "../errors.ts";
import { writeWhole } from "../write_whole.ts";
import { ServiceError } from "./service_error.ts";

/** What a key opens: asking models, changing them, or renewing the other two. */
export type Scope = "inference" | "management" | "api";

const KEY_BYTES = 24;
const MINUTE_MS = 60_000;

const keySchema = z.strictObject({
  key: z.string(),
  "expiration time": z.iso.datetime().optional(),
});

/** TorchServe's form of the file, so that its clients find their keys. */
const fileSchema = z.strictObject({
  management: keySchema,
  inference: keySchema,
  API: keySchema,
});

type KeyFile = z.infer<typeof fileSchema>;

/** Options of {@link AccessKeys}. */
export interface AccessKeysOptions {
  /** Where the keys are written, for their owner alone. */
  readonly path: string;
  /** How long a key is good. */
  readonly minutes: number;
  /** The time, in ms since the epoch. */
  readonly now: () => number;
}

/** Keys for the two ports; the API key, which lasts, renews them. */
export class AccessKeys {
  readonly #options: AccessKeysOptions;
  #keys: KeyFile;
  /** Settled when no key is being renewed. */
  #renewed: Promise<void> = Promise.resolve();

  private constructor(keys: KeyFile, options: AccessKeysOptions) {
    this.#keys = keys;
    this.#options = options;
  }

  /** Draws new keys and writes them. */
  static async create(options: AccessKeysOptions): Promise<AccessKeys> {
    const keys = {
      management: freshKey(options),
      inference: freshKey(options),
      API: { key: randomKey() },
    };
    await writeKeys(keys, options);
    return new AccessKeys(keys, options);
  }

  /**
   * Checks the `Authorization` header of a request.
   *
   * @throws {ServiceError} 401 where it is not the scope's key, or no longer.
   */
  check(header: string | null, scope: Scope): void {
    const entry = this.#keys[scope === "api" ? "API" : scope];
    const given = /^Bearer (.+)$/.exec(header ?? "")?.[1] ?? "";
    const until = entry["expiration time"];
    const expired = until !== undefined &&
      Date.parse(until) <= this.#options.now();
    if (sameText(given, entry.key) && !expired) return;
    throw new ServiceError(401, "InvalidKeyException", {
      message:
        "Token Authorization failed. Token either incorrect, expired, or not provided correctly",
      headers: { "www-authenticate": "Bearer" },
    });
  }

  /**
   * Replaces the key of a scope; it counts once the file has it.
   *
   * @throws {ServiceError} 500 where the file cannot be written.
   */
  renew(scope: "inference" | "management"): Promise<void> {
    const renewed = this.#renewed.then(async () => {
      const keys = { ...this.#keys, [scope]: freshKey(this.#options) };
      await writeKeys(keys, this.#options).catch(({ message }: Error) => {
        throw new ServiceError(500, "InternalServerException", { message });
      });
      this.#keys = keys;
    });
    this.#renewed = renewed.catch(() => {});
    return renewed;
  }

  /** The keys as the file has them. */
  static async read(path: string): Promise<KeyFile> {
    try {
      return fileSchema.parse(JSON.parse(await Deno.readTextFile(path)));
    } catch (cause) {
      throw new InputError(`${path} holds no keys of a server`, { cause });
    }
  }
}

async function writeKeys(
  keys: KeyFile,
  { path }: AccessKeysOptions,
): Promise<void> {
  const text = `${JSON.stringify(keys, null, 2)}\n`;
  await writeWhole(path, text, { mode: 0o600 });
}

function freshKey({ minutes, now }: AccessKeysOptions): KeyFile["inference"] {
  return {
    key: randomKey(),
    "expiration time": new Date(now() + minutes * MINUTE_MS).toISOString(),
  };
}

function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  return bytes.toBase64({ alphabet: "base64url", omitPadding: true });
}

/** Compares without telling by its time how much is right. */
function sameText(a: string, b: string): boolean {
  const encoder = new TextEncoder();
  const [left, right] = [encoder.encode(a), encoder.encode(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
