import { createHash } from "node:crypto";
import { z } from "zod";
import type { FeatureSet } from "./feature_set.ts";

const index = z.int().min(0);

/**
 * A session as a server encoded it, a line of JSON in its log of requests: what
 * the network saw, and nothing that says who it was.
 */
export const servedSessionSchema = z.strictObject({
  /** The hour in which it was asked, ISO 8601, UTC. */
  hour: z.iso.datetime(),
  model: z.string(),
  version: z.string(),
  /** See {@link featuresDigest}: indices mean nothing without the features. */
  features: z.string(),
  /** The same for requests of one visit; a keyed hash. */
  visit: z.string(),
  user: z.enum(["anonymous", "new", "known"]),
  /** Indices of the products, 1 for those that training has not seen: `[T]`. */
  items: z.array(index).min(1),
  /** 1 where a product was put into the cart: `[T]`. */
  carts: z.array(z.int().min(0).max(1)),
  /** Indices by column: `[T]` each. */
  categories: z.record(z.string(), z.array(index)),
  /** Scaled numbers by column: `[T]` each. */
  numbers: z.record(z.string(), z.array(z.number())),
});

/** A line of the log, checked. */
export type ServedSession = z.infer<typeof servedSessionSchema>;

/** What features a log of requests is about: a digest of features.json. */
export function featuresDigest(features: FeatureSet): string {
  let digest = digests.get(features);
  if (digest === undefined) {
    digest = createHash("sha256").update(features.serialize()).digest("hex")
      .slice(0, 16);
    digests.set(features, digest);
  }
  return digest;
}

/** A vocabulary may hold a million values. */
const digests = new WeakMap<FeatureSet, string>();
