import pl from "nodejs-polars";
import type { EventSource } from "../../src/events/event_source.ts";
import { seededPrng, shuffle } from "../../src/random.ts";

/**
 * The same events with the products in another order, as a broken export would
 * write them: every column is plausible, and nothing can be learned from them.
 */
export function shuffledItems(source: EventSource, seed: number): EventSource {
  return {
    name: `${source.name}, products shuffled`,
    digest: async () => `${await source.digest()} shuffled ${seed}`,
    async read() {
      const { frame, dropped } = await source.read();
      const order = Int32Array.from({ length: frame.height }, (_, row) => row);
      shuffle(order, seededPrng(seed));
      const items = frame.getColumn("item").toArray();
      const shuffled = pl.Series(
        "item",
        Array.from(order, (row) => items[row]),
        frame.getColumn("item").dtype,
      );
      return { frame: frame.withColumns(shuffled), dropped };
    },
  };
}
