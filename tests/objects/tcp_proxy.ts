/** What a proxy does to the connections that are made from now on. */
export interface Faults {
  /** Once so many bytes of answers have come through in all … */
  afterBytes?: number;
  /** … connections break off, or nothing comes any more. */
  then?: "cut" | "stall";
  /** How many connections are treated so. @default {all} */
  times?: number;
  /** An answer to a request that begins so, in place of the server's. */
  answer?: (head: string) => string | undefined;
  /** Spoils a piece of a request on its way. */
  spoil?: (piece: Uint8Array) => void;
}

export interface TcpProxy {
  readonly endpoint: string;
  /** May be changed at any time. */
  faults: Faults;
  /** Bytes of answers that came through. */
  passed: number;
  close(): void;
}

/**
 * A proxy before a server that runs: for lines that break off or stall, and for
 * servers that lack a feature. What it does not spoil is the server's own.
 */
export function tcpProxy(endpoint: string): TcpProxy {
  const { hostname, port } = new URL(endpoint);
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const open = new Set<Deno.TcpConn>();
  const at = (listener.addr as Deno.NetAddr).port;
  const proxy: TcpProxy = {
    endpoint: `http://127.0.0.1:${at}`,
    faults: {},
    passed: 0,
    close() {
      listener.close();
      for (const connection of open) closeQuietly(connection);
    },
  };
  const serve = async (client: Deno.TcpConn) => {
    const server = await Deno.connect({ hostname, port: Number(port) });
    open.add(client).add(server);
    const upwards = sendUp(client, server, proxy);
    await sendDown(server, client, proxy);
    for (const it of [client, server]) {
      closeQuietly(it);
      open.delete(it);
    }
    await upwards;
  };
  (async () => {
    for await (const client of listener) serve(client).catch(() => {});
  })();
  return proxy;
}

async function sendUp(
  client: Deno.TcpConn,
  server: Deno.TcpConn,
  proxy: TcpProxy,
): Promise<void> {
  await pieces(client, async (piece) => {
    const head = new TextDecoder().decode(piece.subarray(0, 4096));
    const answer = proxy.faults.answer?.(head);
    proxy.faults.spoil?.(piece);
    if (answer === undefined) return await writeAll(server, piece);
    await writeAll(client, new TextEncoder().encode(answer));
    closeQuietly(client);
  });
}

async function sendDown(
  server: Deno.TcpConn,
  client: Deno.TcpConn,
  proxy: TcpProxy,
): Promise<void> {
  await pieces(server, async (piece) => {
    const { afterBytes = Infinity, then, times = Infinity } = proxy.faults;
    if (proxy.passed >= afterBytes && times > 0) {
      proxy.faults.times = times - 1;
      if (then === "cut") return closeQuietly(client);
      await new Promise(() => {});
    }
    await writeAll(client, piece);
    proxy.passed += piece.length;
  });
}

async function pieces(
  connection: Deno.TcpConn,
  take: (piece: Uint8Array) => Promise<void>,
): Promise<void> {
  const buffer = new Uint8Array(2 ** 16);
  try {
    while (true) {
      const read = await connection.read(buffer);
      if (read === null) return;
      await take(buffer.subarray(0, read));
    }
  } catch {
    // Either side is gone.
  }
}

async function writeAll(to: Deno.TcpConn, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += await to.write(bytes.subarray(at));
}

function closeQuietly(connection: Deno.TcpConn): void {
  try {
    connection.close();
  } catch {
    // It is closed.
  }
}
