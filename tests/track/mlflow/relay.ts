export interface Relay extends Disposable {
  readonly url: string;
}

/**
 * Passes connections on to a port, and calls once so many bytes have gone
 * there: what is under way then is in the middle.
 */
export function startRelay(
  port: number,
  { bytes, onBytes }: { bytes: number; onBytes: () => void },
): Relay {
  const listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  let passed = 0;
  const pass = async (from: Deno.TcpConn) => {
    const to = await Deno.connect({ port, hostname: "127.0.0.1" });
    const counted = from.readable.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform(piece, controller) {
          const before = passed;
          passed += piece.length;
          if (before < bytes && passed >= bytes) onBytes();
          controller.enqueue(piece);
        },
      }),
    );
    await Promise.all([
      counted.pipeTo(to.writable),
      to.readable.pipeTo(from.writable),
    ]);
  };
  const listen = async () => {
    for await (const connection of listener) pass(connection).catch(() => {});
  };
  listen().catch(() => {});
  return {
    url: `http://127.0.0.1:${listener.addr.port}`,
    [Symbol.dispose]: () => listener.close(),
  };
}
