import { createHash } from "node:crypto";
import { z } from "zod";
import { InputError } from "../errors.ts";
import { canonicalJson } from "../features/canonical_json.ts";
import { MANIFEST_FILE, WEIGHTS_FILE } from "./file_names.ts";

/** Rises when an older reader would misread an archive. */
export const ARCHIVE_FORMAT = 1;

const digest = z.string().regex(/^[0-9a-f]{64}$/);
/** What TorchServe takes in a path. */
export const pathPart: z.ZodString = z.string().regex(
  /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/,
  "letters, digits, dots, dashes and underscores are wanted",
);

const CREATED_ON = /^(\d{2})\/(\d{2})\/(\d{4}) (\d{2}:\d{2}:\d{2})$/;

const manifestSchema = z.strictObject({
  /** UTC, as torch-model-archiver writes it: `23/11/2026 21:03:05`. */
  createdOn: z.string().regex(CREATED_ON),
  runtime: z.literal("onnxruntime"),
  model: z.strictObject({
    modelName: pathPart,
    modelVersion: pathPart,
    serializedFile: z.literal(WEIGHTS_FILE),
    /** What kind of requests the model answers. */
    handler: z.literal("session_recommender"),
  }),
  archiverVersion: z.string(),
  nextcart: z.strictObject({
    formatVersion: z.literal(ARCHIVE_FORMAT),
    /** SHA-256 of every other member. */
    sha256: z.record(z.string(), digest),
    /** SHA-256 of this manifest, with zeros in this place. */
    manifestSha256: digest,
  }),
});

/** What MAR-INF/MANIFEST.json says, in TorchServe's form and beyond it. */
export type Manifest = z.infer<typeof manifestSchema>;

/** Stands for the manifest's digest while it is reckoned. */
const NO_DIGEST = "0".repeat(64);

/** Options of {@link writeManifest}. */
export interface ManifestOptions {
  /** Name of the model. */
  readonly name: string;
  /** Version of the model. */
  readonly version: string;
  /** ms since the epoch. */
  readonly createdAtMs: number;
}

/**
 * The text of the manifest of an archive.
 *
 * @throws {InputError} where the name or version cannot stand in a path.
 */
export function writeManifest(
  members: ReadonlyMap<string, Uint8Array>,
  { name, version, createdAtMs }: ManifestOptions,
): string {
  for (const [what, value] of Object.entries({ name, version })) {
    const result = pathPart.safeParse(value);
    if (!result.success) {
      throw new InputError(
        `The model's ${what} is "${value}": ${result.error.issues[0]!.message}`,
      );
    }
  }
  const manifest: Manifest = {
    createdOn: torchserveTime(createdAtMs),
    runtime: "onnxruntime",
    model: {
      modelName: name,
      modelVersion: version,
      serializedFile: WEIGHTS_FILE,
      handler: "session_recommender",
    },
    archiverVersion: `nextcart-${ARCHIVE_FORMAT}`,
    nextcart: {
      formatVersion: ARCHIVE_FORMAT,
      sha256: Object.fromEntries(
        [...members].map(([member, bytes]) => [member, sha256(bytes)]),
      ),
      manifestSha256: NO_DIGEST,
    },
  };
  const digest = sha256(canonicalJson(manifest));
  const sealed = {
    ...manifest,
    nextcart: { ...manifest.nextcart, manifestSha256: digest },
  };
  return JSON.stringify(sealed, null, 2) + "\n";
}

/**
 * Reads the manifest among an archive's members and compares every digest.
 *
 * @param name Of the archive, for messages.
 * @throws {InputError} where it is absent, of another version, or a member is
 * absent, altered or not in it.
 */
export function readManifest(
  members: ReadonlyMap<string, Uint8Array>,
  name: string,
): Manifest {
  const fail = (reason: string) =>
    new InputError(`${name} cannot be taken: ${reason}`);
  const text = members.get(MANIFEST_FILE);
  if (text === undefined) throw fail(`it has no ${MANIFEST_FILE}`);
  const manifest = parseManifest(text);
  if (typeof manifest === "string") throw fail(manifest);
  const { sha256: digests, manifestSha256 } = manifest.nextcart;
  const blank = {
    ...manifest,
    nextcart: { ...manifest.nextcart, manifestSha256: NO_DIGEST },
  };
  if (sha256(canonicalJson(blank)) !== manifestSha256) {
    throw fail(`${MANIFEST_FILE} has been altered`);
  }
  for (const [member, bytes] of members) {
    if (member === MANIFEST_FILE) continue;
    const digest = Object.hasOwn(digests, member) ? digests[member] : undefined;
    if (digest === undefined) throw fail(`its manifest knows no ${member}`);
    if (sha256(bytes) !== digest) throw fail(`${member} has been altered`);
  }
  const absent = Object.keys(digests).find((it) => !members.has(it));
  if (absent !== undefined) throw fail(`${absent} is missing`);
  return manifest;
}

/** When an archive was made: ms since the epoch, without their fraction. */
export function createdAt({ createdOn }: Manifest): number {
  const [, day, month, year, time] = CREATED_ON.exec(createdOn)!;
  return Date.parse(`${year}-${month}-${day}T${time}Z`);
}

/** The manifest, or what is wrong with it. */
function parseManifest(text: Uint8Array): Manifest | string {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(text));
  } catch {
    return `${MANIFEST_FILE} is not JSON`;
  }
  const result = manifestSchema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  const key = issue.path.map(String).join(".") || "top level";
  return `${MANIFEST_FILE}, ${key}: ${issue.message}`;
}

function sha256(data: Uint8Array | string): string {
  return createHash("sha256").update(data).digest("hex");
}

function torchserveTime(timeMs: number): string {
  const [date, time] = new Date(timeMs).toISOString().split("T");
  const [year, month, day] = date!.split("-");
  return `${day}/${month}/${year} ${time!.slice(0, 8)}`;
}
