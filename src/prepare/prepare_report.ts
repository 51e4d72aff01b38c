import { z } from "zod";
import { InputError } from "../errors.ts";

/** Changes whenever equal parameters and events would give other rows. */
export const PREPARE_FORMAT = 1;

const count = z.int().min(0);
const splitSize = z.strictObject({
  sessions: count,
  /** Rows. */
  events: count,
  targets: count,
});

const prepareReportSchema = z.strictObject({
  formatVersion: z.literal(PREPARE_FORMAT),
  /** SHA-256 of the parameters and of the sources' digests: what made this. */
  key: z.string(),
  /** See digest_dataset.ts. */
  digest: z.string(),
  /** Rows that the source left out, by reason. */
  unusable: z.record(z.string(), count),
  /** Each cleaning step, in order. */
  steps: z.array(z.strictObject({
    step: z.string(),
    rowsBefore: count,
    rowsAfter: count,
    dropped: count,
    sessionsAfter: count,
    reason: z.string(),
  })),
  splits: z.strictObject({
    train: splitSize,
    validation: splitSize,
    test: splitSize,
  }),
  /** Indices of each vocabulary, padding and OOV included. */
  vocabularies: z.record(z.string(), count),
  /** Values of each feature of items; absent where there is none. */
  itemFeatures: z.record(z.string(), count).optional(),
});

/** What report.json holds: how a dataset was made and what it holds. */
export type PrepareReport = z.infer<typeof prepareReportSchema>;

/**
 * Reads the text of report.json.
 *
 * @param name What the text is called in an error: its path.
 * @throws {InputError} where it is not JSON or of another format version.
 */
export function parsePrepareReport(text: string, name: string): PrepareReport {
  try {
    return prepareReportSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new InputError(
      `${name} is not a report of format version ${PREPARE_FORMAT}: prepare the data again`,
      { cause },
    );
  }
}
