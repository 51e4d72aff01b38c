const BLOCKS = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"] as const;

/**
 * Numbers as a row of blocks, the lowest as ▁ and the highest as █: `▁▃▆▇█`.
 * What is not finite leaves a space; equal numbers are all ▄.
 */
export function sparkline(values: readonly number[]): string {
  const finite = values.filter(Number.isFinite);
  const low = Math.min(...finite);
  const high = Math.max(...finite);
  return values.map((value) => {
    if (!Number.isFinite(value)) return " ";
    if (high === low) return BLOCKS[3];
    const level = (value - low) / (high - low) * (BLOCKS.length - 1);
    return BLOCKS[Math.round(level)];
  }).join("");
}
