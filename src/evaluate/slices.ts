import { FIRST_INDEX, OOV, type Sequences } from "../features/sequences.ts";
import { targetEvents } from "./target_events.ts";

/** Share of the training events that the head of the catalogue holds. */
const HEAD_SHARE = 0.8;

/** Options of {@link slices}. */
export interface SlicesOptions {
  /** Training events by item index: `[itemCount + 2]`. */
  readonly support: Int32Array;
}

/**
 * Groups of targets that are worth a look of their own, as positions among the
 * targets. A group without any target is left out.
 *
 * - `prefix 1`, `prefix 2-3`, `prefix 4-6`, `prefix 7+`: by the number of
 *   events before the target (`prefix 0`: none).
 * - `cart`: the target is put into the cart.
 * - `user anonymous`, `user new` (not seen in training), `user known`.
 * - `item head`: the target is among the most popular items, the fewest that
 *   hold 80 % of the training events; `item tail`: among the others;
 *   `item unseen`: not in training.
 */
export function slices(
  test: Sequences,
  { support }: SlicesOptions,
): Map<string, Int32Array> {
  const { events, sessions } = targetEvents(test);
  const headSupport = leastHeadSupport(support);
  const members = new Map<string, number[]>(SLICE_NAMES.map((it) => [it, []]));
  for (let n = 0; n < events.length; n++) {
    const event = events[n]!;
    const session = sessions[n]!;
    members.get(prefixSlice(event - test.offsets[session]!))!.push(n);
    members.get(userSlice(test.users[session]!))!.push(n);
    const item = test.items[event]!;
    members.get(itemSlice(item, { support, headSupport }))!.push(n);
    if (test.carts[event] === 1) members.get("cart")!.push(n);
  }
  return new Map(
    [...members].filter(([, positions]) => positions.length > 0)
      .map(([name, positions]) => [name, Int32Array.from(positions)]),
  );
}

/** All names, in the order in which tables show them. */
const SLICE_NAMES = [
  "prefix 0",
  "prefix 1",
  "prefix 2-3",
  "prefix 4-6",
  "prefix 7+",
  "cart",
  "user anonymous",
  "user new",
  "user known",
  "item head",
  "item tail",
  "item unseen",
] as const;

type SliceName = typeof SLICE_NAMES[number];

function prefixSlice(length: number): SliceName {
  if (length <= 1) return length === 0 ? "prefix 0" : "prefix 1";
  if (length <= 3) return "prefix 2-3";
  return length <= 6 ? "prefix 4-6" : "prefix 7+";
}

function userSlice(user: number): SliceName {
  if (user >= FIRST_INDEX) return "user known";
  return user === OOV ? "user new" : "user anonymous";
}

/** An item that only its features are known of has an index, but no support. */
function itemSlice(
  item: number,
  { support, headSupport }: { support: Int32Array; headSupport: number },
): SliceName {
  const events = support[item]!;
  if (item < FIRST_INDEX || events === 0) return "item unseen";
  return events >= headSupport ? "item head" : "item tail";
}

/** Support of the least popular item that still belongs to the head. */
function leastHeadSupport(support: Int32Array): number {
  const falling = support.slice().sort((a, b) => b - a);
  const total = falling.reduce((a, b) => a + b, 0);
  let events = 0;
  for (const count of falling) {
    events += count;
    if (events >= HEAD_SHARE * total) return count;
  }
  return 0;
}
