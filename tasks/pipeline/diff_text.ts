import type { LockChange } from "../../src/pipeline/compare_locks.ts";
import { valueText } from "../../src/pipeline/reasons.ts";
import { formatNumber } from "../../src/terminal/format_number.ts";
import { table } from "../../src/terminal/table.ts";

const KINDS: Readonly<Record<LockChange["kind"], string>> = {
  param: "parameter",
  data: "data",
  metric: "metric",
  code: "code",
  environment: "version",
};

/** What differs, in one table; undefined where nothing does. */
export function diffText(
  changes: readonly LockChange[],
  { before, after }: { readonly before: string; readonly after: string },
): string | undefined {
  if (changes.length === 0) return undefined;
  const right = (header: string) => ({ header, align: "right" as const });
  return table(
    ["", "stage", "name", right(before), right(after), right("change")],
    changes.map((change) => [
      KINDS[change.kind],
      change.stage,
      change.name,
      text(change.before, change),
      text(change.after, change),
      changeText(change),
    ]),
  );
}

function text(value: unknown, { kind }: LockChange): string {
  if (value === undefined) return "–";
  if (typeof value === "number" && kind === "metric") {
    return formatNumber(value);
  }
  if (kind === "code") return String(value).slice(0, 8);
  if (kind !== "data") return valueText(value);
  return (value as { digest: string }).digest.slice(0, 8);
}

/** How far a number went, or a file grew. */
function changeText({ kind, before, after }: LockChange): string {
  const [from, to] = kind === "data"
    ? [bytesOf(before), bytesOf(after)]
    : [before, after];
  if (typeof from !== "number" || typeof to !== "number") return "";
  const difference = to - from;
  if (kind === "data") return difference === 0 ? "" : sizeText(difference);
  return signed(difference, formatNumber(Math.abs(difference)));
}

function bytesOf(value: unknown): number | undefined {
  return (value as { bytes?: number } | undefined)?.bytes;
}

function sizeText(bytes: number): string {
  const size = Math.abs(bytes);
  return signed(
    bytes,
    size < 1e5
      ? `${formatNumber(size)} bytes`
      : `${(size / 1e6).toFixed(1)} MB`,
  );
}

function signed(value: number, text: string): string {
  return `${value < 0 ? "−" : "+"}${text}`;
}
