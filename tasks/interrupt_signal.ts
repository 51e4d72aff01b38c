/** Exit code of a program that Ctrl-C ended: 128 + SIGINT. */
export const EXIT_INTERRUPTED = 130;
/** Between two signals of one Ctrl-C. */
const SAME_MS = 1000;

/**
 * A first Ctrl-C asks to stop, a second one ends the process. What comes right
 * after the first is the same one: a job gets it from the terminal, and from
 * whoever follows the job too.
 */
export function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  let askedAtMs = Infinity;
  Deno.addSignalListener("SIGINT", () => {
    const now = performance.now();
    if (now - askedAtMs > SAME_MS) Deno.exit(EXIT_INTERRUPTED);
    askedAtMs = Math.min(askedAtMs, now);
    controller.abort();
  });
  return controller.signal;
}
