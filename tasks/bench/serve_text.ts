import { formatNumber } from "../../src/terminal/format_number.ts";
import { table } from "../../src/terminal/table.ts";
import { useColor } from "../use_color.ts";
import type { LoadResult, WrkResult } from "./wrk.ts";

export interface ServeResult extends LoadResult {
  readonly cpuMsPerRequest: number;
}

/** A constant load, and what memory the server had before and after. */
export interface HeldResult extends WrkResult {
  /** Requests a second that were wanted. */
  readonly rate: number;
  readonly seconds: number;
  /** Of the most that the server answers. */
  readonly share: number;
  readonly startBytes: number;
  readonly endBytes: number;
}

export interface ServeMeasured {
  /** Size of the catalogue. */
  readonly products: number;
  /** From the start to the first answer, and from a kill to the next: ms. */
  readonly startedInMs: number;
  readonly restartedInMs: number;
  readonly peakBytes: number;
  readonly results: readonly ServeResult[];
  readonly held: readonly HeldResult[];
}

/** What was measured of the model server, for people. */
export function serveText(
  measured: ServeMeasured,
  peer: readonly LoadResult[],
): string {
  const { products, startedInMs, restartedInMs, peakBytes, held } = measured;
  return [
    `${
      products.toLocaleString("en-US")
    } products, 20,000 users, GRU of 100 units, five events, top 5`,
    loadTable(measured, peer),
    ...held.map(heldText),
    `First answer ${Math.round(startedInMs)} ms after the start, ${
      Math.round(restartedInMs)
    } ms after it was killed; ${megabytes(peakBytes)} MB of memory at most`,
  ].join("\n\n");
}

function loadTable(
  { results }: ServeMeasured,
  peer: readonly LoadResult[],
): string {
  const fixed = (decimals: number) => (value: number) =>
    formatNumber(value, { decimals });
  return table(
    [
      { header: "connections", format: fixed(0) },
      { header: "requests/s", format: fixed(0) },
      { header: "p50 ms", format: fixed(2) },
      { header: "p90 ms", format: fixed(2) },
      { header: "p99 ms", format: fixed(2) },
      { header: "CPU ms a request", format: fixed(3) },
      { header: "failed", format: fixed(0) },
      { header: "TorchServe requests/s", format: fixed(0) },
      { header: "p99 ms", format: fixed(2) },
      { header: "ratio", format: fixed(1) },
    ],
    results.map((it) => {
      const other = peer.find(({ connections }) =>
        connections === it.connections
      );
      return [
        it.connections,
        it.requestsPerSecond,
        it.p50,
        it.p90,
        it.p99,
        it.cpuMsPerRequest,
        it.failed,
        other?.requestsPerSecond ?? null,
        other?.p99 ?? null,
        other === undefined
          ? null
          : it.requestsPerSecond / other.requestsPerSecond,
      ];
    }),
    { color: useColor() },
  );
}

function heldText(held: HeldResult): string {
  const { rate, share, seconds, requests, failed, p50, p99, max } = held;
  const faults = Object.entries(held.faults)
    .filter(([, count]) => count > 0)
    .map(([fault, count]) => `${fault} ${count}`);
  const ms = (value: number) => formatNumber(value, { decimals: 1 });
  return `${Math.round(rate)} requests/s (${
    Math.round(share * 100)
  } % of the most) for ${Math.round(seconds)} s: ${requests} requests, ${
    [`${failed} failed`, ...faults].join(", ")
  }; p50 ${ms(p50)}, p99 ${ms(p99)}, at most ${
    ms(max)
  } ms, 99 % sent no more than ${held.lateP99} ms late; memory ${
    megabytes(held.startBytes)
  } MB before, ${megabytes(held.endBytes)} MB after`;
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1e6);
}
