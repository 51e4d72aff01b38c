import { createHash } from "node:crypto";

/** Characters that MLflow takes in names of parameters, metrics and tags. */
const FORBIDDEN = /[^\p{L}\p{N}_\-. :/]/gu;
const MAX_LENGTH = 250;

/**
 * A name as MLflow takes it. `@` is written out: `mrr@20` is `mrr_at_20`. What
 * else it does not take becomes `_`, with a digest of the name behind it, so
 * that two names never become one.
 */
export function mlflowName(name: string): string {
  const spelled = name.replaceAll("@", "_at_");
  const allowed = spelled.replace(FORBIDDEN, "_");
  const segments = allowed.split("/")
    .filter((it) => it !== "" && it !== "." && it !== "..");
  const path = segments.join("/");
  const characters = [...path];
  const isWhole = path === spelled && path !== "";
  if (isWhole && characters.length <= MAX_LENGTH) return path;
  const digest = createHash("sha256").update(name).digest("hex").slice(0, 8);
  return `${characters.slice(0, MAX_LENGTH - 9).join("")}_${digest}`;
}

/**
 * A metric's name: its groups are told by `/`, which MLflow's charts fold by:
 * `validation.mrr@20` is `validation/mrr_at_20`.
 */
export function metricName(name: string): string {
  return mlflowName(name.replaceAll(".", "/"));
}
