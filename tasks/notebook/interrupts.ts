/** Calls that end by themselves where the cell is interrupted. */
let listening = 0;
let isOutlived = false;

/**
 * Calls with a signal that is aborted where the notebook's cell is interrupted:
 * Jupyter sends the kernel SIGINT.
 */
export async function interruptible<Result>(
  call: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const onInterrupt = () => controller.abort();
  Deno.addSignalListener("SIGINT", onInterrupt);
  listening++;
  try {
    return await call(controller.signal);
  } finally {
    listening--;
    Deno.removeSignalListener("SIGINT", onInterrupt);
  }
}

/**
 * Lets the kernel live where a cell is interrupted that cannot be: by itself
 * Deno's would end, and lose all that the notebook holds. Does nothing outside a
 * kernel.
 */
export function outliveInterrupts(): void {
  if (isOutlived || !isKernel()) return;
  isOutlived = true;
  Deno.addSignalListener("SIGINT", () => {
    if (listening > 0) return;
    console.log(
      "Only training can be interrupted: this cell goes on to its end, or restart the kernel",
    );
  });
}

function isKernel(): boolean {
  try {
    return Deno.jupyter !== undefined;
  } catch {
    return false;
  }
}
