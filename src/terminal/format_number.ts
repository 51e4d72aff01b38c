/**
 * A number as tables show it, grouped by thousands: `12,000`, `0.2985`. What is
 * not finite is a dash.
 */
export function formatNumber(
  value: number,
  options: FormatNumberOptions = {},
): string {
  if (!Number.isFinite(value)) return "–";
  const { decimals = Number.isInteger(value) ? 0 : 4 } = options;
  return value.toLocaleString("en-US", {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
}

/** Options of {@link formatNumber}. */
export interface FormatNumberOptions {
  /** Digits after the point. @default {0} for a whole number, else 4 */
  readonly decimals?: number;
}
