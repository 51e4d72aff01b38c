import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Fewer rows than this are not worth the pause of a collection (some 10 ms). */
const MANY_ROWS = 1_000_000;

let collect: (() => void) | undefined;

/**
 * Frees the frames that nothing refers to any more. Polars holds a frame's
 * memory until V8 collects the small object that stands for it, and V8, which
 * does not know what hangs on it, sees no reason to: without this, preparing
 * millions of rows keeps every frame that it ever made.
 *
 * @param rows Rows of the frames at hand; for few nothing is done.
 */
export async function releaseFrames(rows: number): Promise<void> {
  if (rows < MANY_ROWS) return;
  if (collect === undefined) {
    setFlagsFromString("--expose_gc");
    collect = runInNewContext("gc") as () => void;
  }
  collect();
  // Finalizers run when the event loop turns, some only at its second turn.
  for (let turn = 0; turn < 2; turn++) {
    await new Promise((resolve) => setTimeout(resolve));
  }
}
