import type { PlainEvent } from "../features/encode_session.ts";
import { type Prng, shuffle } from "../random.ts";
import type { CodedTexts, DriftSample } from "./drift_sample.ts";

/** An item that no vocabulary holds. */
const NO_ITEM = "";

/**
 * Sessions as plain events, such as a model's server is asked for: as many as
 * wanted, drawn without replacement.
 */
export function plainSessions(
  sample: DriftSample,
  { count, prng }: { readonly count: number; readonly prng: Prng },
): PlainEvent[][] {
  const order = Int32Array.from(sample.offsets.subarray(0, -1).keys());
  shuffle(order, prng);
  return Array.from(order.subarray(0, count), (session) => {
    const [start, end] = [
      sample.offsets[session]!,
      sample.offsets[session + 1]!,
    ];
    return Array.from(
      { length: end - start },
      (_, at) => plainEvent(sample, session, start + at),
    );
  });
}

function plainEvent(
  { items, users, times, carts, categories, numbers }: DriftSample,
  session: number,
  at: number,
): PlainEvent {
  return {
    item: textAt(items, at) ?? NO_ITEM,
    time: times[at]!,
    user: users === undefined ? null : textAt(users, session),
    cart: carts[at] === 1,
    categories: Object.fromEntries(
      Object.entries(categories).map(([name, it]) => [name, textAt(it, at)]),
    ),
    numbers: Object.fromEntries(
      Object.entries(numbers).map(([name, it]) => [name, it[at]!]),
    ),
  };
}

function textAt({ codes, values }: CodedTexts, at: number): string | null {
  return values[codes[at]!] ?? null;
}
