import { digestText } from "./digest_text.ts";
import { stableJson } from "./stable_json.ts";

/** All that a stage's outputs depend on. */
export interface Fingerprint {
  /** Digest of its code, see code_digests.ts. */
  readonly code: string;
  /** Values by dotted name. */
  readonly params: Readonly<Record<string, unknown>>;
  /** Digests by the path, or the source's name. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Versions by name. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Raised when equal fingerprints would no longer mean equal outputs. */
const FORMAT = 1;

/** One digest for all that a stage depends on, and for what it is to make. */
export function fingerprintKey(
  { name, outputs }: {
    readonly name: string;
    readonly outputs: readonly string[];
  },
  { code, params, inputs, environment }: Fingerprint,
): string {
  const made = outputs.toSorted();
  const parts = { code, params, inputs, environment };
  return digestText(stableJson({ FORMAT, name, made, ...parts }));
}
