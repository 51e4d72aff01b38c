/**
 * Calls with a way to end the thread of the worker that was posted to last, as
 * if it had crashed: nobody is told. `lastWorker` gives that worker.
 */
export async function withKill<T>(
  use: (kill: () => void, lastWorker: () => Worker) => Promise<T>,
): Promise<T> {
  const { postMessage } = Worker.prototype;
  let last: Worker | undefined;
  Worker.prototype.postMessage = function (
    this: Worker,
    ...message: unknown[]
  ) {
    last = this;
    return Reflect.apply(postMessage, this, message);
  };
  try {
    return await use(() => last!.terminate(), () => last!);
  } finally {
    Worker.prototype.postMessage = postMessage;
  }
}
