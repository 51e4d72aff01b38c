import pl from "nodejs-polars";

/** One session as a line of a file gives it. */
export interface ItemSequence {
  /** The session's id. */
  readonly session: string;
  /** The user's id; absent where anonymous. */
  readonly user?: string;
  /** In time order. */
  readonly items: readonly string[];
  /** Whether each event is one to be predicted. */
  readonly targets?: readonly boolean[];
}

/**
 * The canonical frame of sequences that know an order but no times: the time is
 * a running number, so that file order is time order. The columns `user` and
 * `target` are there where the first sequence has them.
 *
 * @param firstTime Time of the first event. @default {0}
 */
export function sequenceFrame(
  sequences: readonly ItemSequence[],
  firstTime = 0,
): pl.DataFrame {
  const items = sequences.flatMap((it) => it.items);
  const spread = <T>(value: (sequence: ItemSequence) => T): T[] =>
    sequences.flatMap((it) => new Array<T>(it.items.length).fill(value(it)));
  const time = new Float64Array(items.length)
    .map((_, index) => firstTime + index);
  const first = sequences[0];
  return pl.DataFrame({
    session: pl.Series("session", spread((it) => it.session), pl.Utf8),
    ...(first?.user === undefined ? {} : {
      user: pl.Series("user", spread((it) => it.user ?? null), pl.Utf8),
    }),
    time: pl.Series("time", time).cast(pl.Int64),
    item: pl.Series("item", items, pl.Utf8),
    ...(first?.targets === undefined ? {} : {
      target: pl.Series(
        "target",
        sequences.flatMap((it) => it.targets ?? []),
        pl.Bool,
      ),
    }),
  });
}
