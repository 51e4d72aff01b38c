import { z } from "zod";

const positiveInt = z.int().min(1);
const share = z.number().min(0).max(1);

/** Checks the gates that a candidate passes before it is promoted. */
export const promoteParamsSchema = z.strictObject({
  /**
   * What the lower end of the lead's interval must reach, as a share of the
   * champion's metric. 0: better for sure, so that noise moves no alias; below 0
   * a fresher model may be as good, or worse by so much.
   */
  minLead: z.number().min(-1).max(1).default(0),
  /** Of the intervals of leads. */
  confidence: z.number().min(0.5).lt(1).default(0.95),
  /** Fewer events to be predicted decide nothing. */
  minTargets: positiveInt.default(500),
  /**
   * Share of the champion's metric that may be lost in a slice. A loss counts
   * only where its interval lies below 0: small slices lose by chance.
   */
  sliceLoss: share.default(0.05),
  /**
   * Other losses, by slice. Visitors whom little is known of are most of a
   * shop's visits, so they may lose less; rare products are few events each.
   * Those that are given take the place of all of these.
   */
  slices: z.record(z.string(), share).default({
    "user anonymous": 0.03,
    "prefix 1": 0.03,
    "item tail": 0.1,
  }),
  /** Slices with fewer events to be predicted are shown, not judged. */
  minSliceTargets: positiveInt.default(100),
  /** 99th percentile of scoring one session in ONNX Runtime, one after the other. */
  maxLatencyMs: z.number().positive().default(50),
  /** Of the archive: it is downloaded, and held in memory by each server. */
  maxMegabytes: z.number().positive().default(500),
});
