import { createHash } from "node:crypto";
import pl from "nodejs-polars";
import { InputError } from "../errors.ts";
import type { EventSource } from "./event_source.ts";

/** From when to when events count. */
export interface TimeSpan {
  /** First time that counts, ms since the epoch. @default {all before too} */
  readonly fromMs?: number | undefined;
  /** First time that no longer counts. @default {all after too} */
  readonly toMs?: number | undefined;
}

/** Only the events of a span of time. A session that crosses an end is cut. */
export function withinTime(
  source: EventSource,
  { fromMs = -Infinity, toMs = Infinity }: TimeSpan,
): EventSource {
  return {
    name: source.name,
    async digest() {
      const text = `${await source.digest()} ${fromMs} ${toMs}`;
      return createHash("sha256").update(text).digest("hex");
    },
    async read() {
      const { frame, dropped } = await source.read();
      const time = pl.col("time");
      // Polars knows no infinite whole number.
      const isIn = [
        ...(Number.isFinite(fromMs) ? [time.gtEq(pl.lit(fromMs))] : []),
        ...(Number.isFinite(toMs) ? [time.lt(pl.lit(toMs))] : []),
      ];
      const within = isIn.reduce((all, one) => all.filter(one), frame);
      if (within.height > 0) return { frame: within, dropped };
      throw new InputError(
        `${source.name} has no events from ${text(fromMs)} to ${text(toMs)}`,
      );
    },
  };
}

function text(timeMs: number): string {
  if (!Number.isFinite(timeMs)) return timeMs < 0 ? "its start" : "its end";
  return new Date(timeMs).toISOString();
}
