import { selectSessions } from "../features/select_sessions.ts";
import {
  FIRST_INDEX,
  type Sequences,
  sessionCount,
  targetCount,
} from "../features/sequences.ts";
import { type Recommender, UNSEEN_RANK } from "../recommend/recommender.ts";
import { targetEvents } from "./target_events.ts";

/** Places of lists that are held at a time (8 bytes each): bounds memory. */
const PLACES_AT_A_TIME = 8_000_000;

/**
 * Rank of each target among some items of the catalogue alone, 1 = best, ties
 * against the recommender.
 *
 * @param sequences Their targets are among those items, or OOV.
 * @param isAmong By item index: `[V]`, 1 for the items that are ranked.
 * @returns In the order of `sequences.targets`: `[N]`.
 */
export async function rankAmong(
  recommender: Recommender,
  sequences: Sequences,
  isAmong: Uint8Array,
): Promise<Int32Array> {
  const itemCount = isAmong.length - FIRST_INDEX;
  const most = Math.max(1, Math.floor(PLACES_AT_A_TIME / itemCount));
  const ranks: number[] = [];
  for (const part of partsOf(sequences, most)) {
    const { top, scores, k } = await recommender.predict(part, itemCount);
    targetEvents(part).events.forEach((event, n) => {
      const list = top.subarray(n * k, (n + 1) * k);
      ranks.push(
        rankIn(list, scores.subarray(n * k, (n + 1) * k), {
          target: part.items[event]!,
          isAmong,
        }),
      );
    });
  }
  return Int32Array.from(ranks);
}

/** Parts of the sessions with at most so many targets, or one session. */
function* partsOf(sequences: Sequences, most: number): Generator<Sequences> {
  const { offsets, targets } = sequences;
  let sessions: number[] = [];
  let count = 0;
  for (let session = 0; session < sessionCount(sequences); session++) {
    const own = targets.subarray(offsets[session], offsets[session + 1])
      .reduce((sum, target) => sum + target, 0);
    if (count > 0 && count + own > most) {
      yield selectSessions(sequences, sessions);
      [sessions, count] = [[], 0];
    }
    sessions.push(session);
    count += own;
  }
  const last = selectSessions(sequences, sessions);
  if (targetCount(last) > 0) yield last;
}

/** How many of the items score at least as much as the target. */
function rankIn(
  list: Int32Array,
  scores: Float32Array,
  { target, isAmong }: { target: number; isAmong: Uint8Array },
): number {
  if (target < FIRST_INDEX) return UNSEEN_RANK;
  const score = scores[list.indexOf(target)]!;
  let rank = 0;
  for (let at = 0; at < list.length && scores[at]! >= score; at++) {
    rank += isAmong[list[at]!]!;
  }
  return rank;
}
