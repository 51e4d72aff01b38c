/** How often a value comes again, beside how often it would by chance. */
export interface LikeBefore {
  /** Share of the events whose value is that of the event before. */
  readonly share: number;
  /** The same, were the events drawn at random from all of them. */
  readonly chance: number;
}

/**
 * Compares each event with the one before it in its session. Events without a
 * value, below 0, are left out.
 *
 * @param codes Value of each event: `[E]`.
 * @param sessions Session of each event, those of a session together: `[E]`.
 */
export function likeBefore(
  codes: ArrayLike<number>,
  sessions: ArrayLike<number>,
): LikeBefore {
  const counts = new Map<number, number>();
  let [pairs, alike, events] = [0, 0, 0];
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at]!;
    if (code < 0) continue;
    events++;
    counts.set(code, (counts.get(code) ?? 0) + 1);
    if (at === 0 || sessions[at] !== sessions[at - 1] || codes[at - 1]! < 0) {
      continue;
    }
    pairs++;
    if (code === codes[at - 1]) alike++;
  }
  const chance = [...counts.values()]
    .reduce((sum, count) => sum + (count / events) ** 2, 0);
  return { share: pairs === 0 ? 0 : alike / pairs, chance };
}
