import { createHash } from "node:crypto";
import { z } from "zod";
import { InputError } from "../errors.ts";
import { canonicalJson } from "../features/canonical_json.ts";
import { eventsParamsSchema } from "../params/events_params.ts";

/** The object that makes a version: it is written last. */
export const MANIFEST = "manifest.json";

const count = z.int().min(0);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const partSchema = z.strictObject({
  /** A plain file name: it becomes one on the disk of whoever fetches. */
  name: z.string().regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/,
    "a plain file name is wanted",
  ).refine((name) => name !== MANIFEST, `${MANIFEST} is no part`),
  bytes: count,
  sha256,
  rows: count,
});

const factsSchema = z.strictObject({
  format: z.literal("nextcart-dataset/1"),
  name: z.string(),
  version: z.string(),
  /** When it was published, UTC. */
  created: z.iso.datetime(),
  /** How the parts are read: `format` is `parquet`. */
  events: eventsParamsSchema,
  /** Types of the columns by name. */
  schema: z.record(z.string(), z.string()),
  rows: count,
  /** Rows of the source that were no events, by reason. */
  dropped: z.record(z.string(), count),
  parts: z.array(partSchema).min(1).refine(
    (parts) => new Set(parts.map(({ name }) => name)).size === parts.length,
    "two parts have the same name",
  ),
});

const manifestSchema = factsSchema.extend({
  /** SHA-256 of all the rest, as canonical JSON. */
  digest: sha256,
});

/** One file of a dataset version. */
export type Part = z.infer<typeof partSchema>;
/** What a manifest says, without its digest. */
export type ManifestFacts = z.infer<typeof factsSchema>;
/** What a dataset version consists of. */
export type Manifest = z.infer<typeof manifestSchema>;

/** Adds the digest. */
export function sealManifest(facts: ManifestFacts): Manifest {
  return { ...facts, digest: digestOf(facts) };
}

/** The text that is stored. */
export function manifestText(manifest: Manifest): string {
  return JSON.stringify(manifest, null, 2) + "\n";
}

/**
 * Reads a manifest's text.
 *
 * @throws {InputError} where it is damaged, altered or of another format, or
 * names a part that is no plain file name.
 */
export function parseManifest(text: string, name: string): Manifest {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new InputError(`${name} is cut off or no JSON`, { cause });
  }
  const { success, data, error } = manifestSchema.safeParse(value);
  if (!success) {
    const issue = error.issues[0]!;
    const at = issue.path.map(String).join(".");
    throw new InputError(`${name}, ${at || "whole"}: ${issue.message}`);
  }
  const { digest, ...facts } = data;
  if (digestOf(facts) !== digest) {
    throw new InputError(`${name} was altered: its digest does not fit`);
  }
  return data;
}

function digestOf(facts: ManifestFacts): string {
  return createHash("sha256").update(canonicalJson(facts)).digest("hex");
}
