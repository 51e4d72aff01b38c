/** 32 signs that are not mistaken for one another. */
const ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

/**
 * The name of a run: when it started (UTC, so that names sort by time) and four
 * random signs, so that runs started in the same second differ:
 * `20261123-210305-k3f9`.
 */
export function runId(
  startedAtMs: number,
  random: Uint8Array = crypto.getRandomValues(new Uint8Array(4)),
): string {
  const time = new Date(startedAtMs).toISOString()
    .replaceAll(/[-:]/g, "").replace("T", "-").slice(0, 15);
  const signs = Array.from(random, (byte) => ALPHABET[byte % ALPHABET.length]);
  return `${time}-${signs.join("")}`;
}
