import type { GetOptions, StoredObject } from "./object_store.ts";
import type { S3Connection } from "./s3_connection.ts";
import { StoreUnreachable } from "./store_unreachable.ts";

/** How often a silent server is looked at within its time-out. */
const LOOKS = 4;

/**
 * Begins to read an object, or a range of it. A server that says nothing for
 * as long as the time-out is given up.
 *
 * @throws {StoreUnreachable} where the server is gone or silent, also while the
 * body is read.
 */
export async function getS3(
  connection: S3Connection,
  key: string,
  { from, to, signal }: GetOptions,
): Promise<StoredObject> {
  const { reader, bucket, timeoutMs } = connection;
  const name = `s3://${bucket}/${key}`;
  const watch = new Watch({ timeoutMs, signal });
  const explain = (error: unknown) =>
    watch.isSilent
      ? connection.explain(new DOMException(name, "TimeoutError"), key)
      : connection.explain(error, key);
  try {
    const last = to === undefined ? "" : to - 1;
    const isRange = from !== undefined || to !== undefined;
    const { Body, ContentLength, ContentRange } = await watch.during(() =>
      reader.getObject({
        Bucket: bucket,
        Key: key,
        ...(isRange ? { Range: `bytes=${from ?? 0}-${last}` } : {}),
      }, { abortSignal: watch.signal })
    );
    const length = ContentLength!;
    const bytes = Number(ContentRange?.split("/")[1] ?? length);
    // The reading client is one of fetch, whose bodies are the web's streams.
    const stream = Body as unknown as ReadableStream<Uint8Array<ArrayBuffer>>;
    const body = readBody(stream, { length, name, watch, explain });
    return { bytes, body };
  } catch (error) {
    watch.end();
    throw explain(error);
  }
}

/** The body with errors explained; one that ends early is an error too. */
async function* readBody(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  { length, name, watch, explain }: {
    readonly length: number;
    readonly name: string;
    readonly watch: Watch;
    readonly explain: (error: unknown) => unknown;
  },
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = stream.getReader();
  // The signal ends a request for sure, a body under way only now and then.
  const cancel = () => reader.cancel().catch(() => {});
  watch.signal.addEventListener("abort", cancel);
  let read = 0;
  try {
    while (true) {
      const { done, value } = await watch.during(() => reader.read());
      if (done) break;
      read += value.length;
      yield value;
    }
    watch.signal.throwIfAborted();
  } catch (error) {
    throw explain(error);
  } finally {
    watch.end();
    watch.signal.removeEventListener("abort", cancel);
    await cancel();
  }
  if (read < length) {
    throw new StoreUnreachable(
      `${name} broke off after ${read} of ${length} bytes`,
    );
  }
}

/** Aborts what waits for a silent server; a slow caller is no silence. */
class Watch {
  readonly #stop = new AbortController();
  readonly #timer: ReturnType<typeof setInterval>;
  #waiting = false;
  #quietLooks = 0;
  isSilent = false;
  readonly signal: AbortSignal;

  constructor(
    { timeoutMs, signal }: {
      readonly timeoutMs: number;
      readonly signal: AbortSignal | undefined;
    },
  ) {
    const { signal: stop } = this.#stop;
    this.signal = signal === undefined ? stop : AbortSignal.any([signal, stop]);
    this.#timer = setInterval(() => this.#look(), timeoutMs / LOOKS);
  }

  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#quietLooks = 0;
    this.#waiting = true;
    try {
      return await work();
    } finally {
      this.#waiting = false;
    }
  }

  end(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    if (!this.#waiting || this.#quietLooks++ < LOOKS) return;
    this.isSilent = true;
    this.#stop.abort();
  }
}
