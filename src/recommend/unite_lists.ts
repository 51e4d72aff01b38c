import type { Ranking } from "./recommender.ts";

/** The items that stand in either of two lists, and what each list gives them. */
export interface UnitedLists {
  /** Those of the model's list in its order, then the others: `[U]`. */
  readonly items: Int32Array;
  /** Log of the softmax of the model's scores over its list: `[U]`. */
  readonly model: Float64Array;
  /** Log of the share of the sum of the neighbours' scores: `[U]`. */
  readonly neighbours: Float64Array;
}

/** What an item that a list passes over has of the share of the list's last. */
const UNLISTED = 0.5;

/**
 * Unites the list of a model, whose scores are logits, with one of neighbours,
 * whose scores are sums of votes: both become logs of shares that add up to 1.
 * An item that only one of them lists has, of the other, half the share of the
 * last there: the fewer votes there are, the less it means to have none. An item
 * without a vote only fills up the neighbours' list and is passed over; without
 * any vote neighbours say nothing (0).
 */
export function uniteLists(model: Ranking, neighbours: Ranking): UnitedLists {
  const votes = neighbours.scores.findIndex((score) => score <= 0);
  const voted = votes < 0 ? neighbours.items.length : votes;
  const length = model.items.length;
  const items = new Int32Array(length + voted);
  items.set(model.items);
  const places = new Map<number, number>();
  for (let at = 0; at < length; at++) places.set(items[at]!, at);
  const logs = logShares(neighbours.scores.subarray(0, voted));
  const neighbourLogs = new Float64Array(items.length).fill(unlisted(logs));
  let united = length;
  for (let at = 0; at < voted; at++) {
    const item = neighbours.items[at]!;
    const place = places.get(item) ?? united++;
    items[place] = item;
    neighbourLogs[place] = logs[at]!;
  }
  const own = logSoftmax(model.scores);
  const modelLogs = new Float64Array(united).fill(unlisted(own));
  modelLogs.set(own);
  return {
    items: items.subarray(0, united),
    model: modelLogs,
    neighbours: neighbourLogs.subarray(0, united),
  };
}

/** Of a list's falling logs, what stands for an item that is not in it. */
function unlisted(logs: Float64Array): number {
  return logs.length === 0 ? 0 : logs.at(-1)! + Math.log(UNLISTED);
}

/** Logs of the softmax of falling logits. */
function logSoftmax(logits: Float32Array): Float64Array {
  const highest = logits[0]!;
  let sum = 0;
  for (const it of logits) sum += Math.exp(it - highest);
  const log = highest + Math.log(sum);
  return Float64Array.from(logits, (it) => it - log);
}

function logShares(votes: Float32Array): Float64Array {
  let sum = 0;
  for (const vote of votes) sum += vote;
  return Float64Array.from(votes, (vote) => Math.log(vote / sum));
}
