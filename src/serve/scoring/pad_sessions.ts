import { type Sequences, sessionCount } from "../../features/sequences.ts";

/** Sessions as the scoring network reads them, filled up with padding (0). */
export interface PaddedSessions {
  /** Sessions. */
  readonly B: number;
  /** Steps of the longest, at least 1. */
  readonly T: number;
  /** `[B × T]` */
  readonly items: Int32Array;
  /** Events of each session: `[B]`. */
  readonly lengths: Int32Array;
  /** `[B]` */
  readonly users: Int32Array;
  /** By column: `[B × T]` each. */
  readonly categories: Readonly<Record<string, Int32Array>>;
  /** `[B × T × F]`, in the order of the names. */
  readonly numbers: Float32Array;
}

/** Options of {@link padSessions}. */
export interface PadSessionsOptions {
  /** Category columns that are wanted. */
  readonly categories: readonly string[];
  /** Number columns that are wanted. */
  readonly numbers: readonly string[];
  /** Only the last so many events of a session are read. @default {Infinity} */
  readonly maxEvents?: number;
}

/** Lays sessions of any lengths out as one rectangle, in their order. */
export function padSessions(
  parts: readonly Sequences[],
  { maxEvents = Infinity, ...names }: PadSessionsOptions,
): PaddedSessions {
  const spans = parts.flatMap((part) => sessionSpans(part, maxEvents));
  const B = spans.length;
  const T = spans.reduce((most, { to, from }) => Math.max(most, to - from), 1);
  const F = names.numbers.length;
  const column = (read: (part: Sequences) => Int32Array) => {
    const padded = new Int32Array(B * T);
    spans.forEach(({ part, from, to }, row) =>
      padded.set(read(part).subarray(from, to), row * T)
    );
    return padded;
  };
  const numbers = new Float32Array(B * T * F);
  spans.forEach(({ part, from, to }, row) => {
    names.numbers.forEach((name, at) => {
      const values = part.numbers[name]!;
      for (let event = from; event < to; event++) {
        numbers[(row * T + event - from) * F + at] = values[event]!;
      }
    });
  });
  return {
    B,
    T,
    items: column((part) => part.items),
    lengths: Int32Array.from(spans, ({ from, to }) => to - from),
    users: Int32Array.from(spans, ({ part, session }) => part.users[session]!),
    categories: Object.fromEntries(
      names.categories.map((name) => [
        name,
        column((part) => part.categories[name]!),
      ]),
    ),
    numbers,
  };
}

/** The events that a session owns. */
interface Span {
  readonly part: Sequences;
  readonly session: number;
  readonly from: number;
  readonly to: number;
}

function sessionSpans(part: Sequences, maxEvents: number): Span[] {
  return Array.from({ length: sessionCount(part) }, (_, session) => {
    const to = part.offsets[session + 1]!;
    const from = Math.max(part.offsets[session]!, to - maxEvents);
    return { part, session, from, to };
  });
}
