import { connect, createServer, type Socket } from "node:net";

/** A server between a client and another server, which falls silent. */
export interface StallingProxy {
  readonly port: number;
  close(): void;
}

/**
 * Passes on so many bytes of what a server says (`down`) and of what it is told
 * (`up`), then no more.
 */
export async function stallingProxy(
  target: { readonly host: string; readonly port: number },
  { down = Infinity, up = Infinity }: { down?: number; up?: number },
): Promise<StallingProxy> {
  const sockets: Socket[] = [];
  const server = createServer((client) => {
    const upstream = connect(target.port, target.host);
    sockets.push(client, upstream);
    passOn([client, upstream], up);
    passOn([upstream, client], down);
    for (const [one, other] of [[client, upstream], [upstream, client]]) {
      one!.on("error", () => {});
      one!.on("close", () => other!.destroy());
    }
  });
  await new Promise<void>((resolve) =>
    server.listen(0, "127.0.0.1", () => resolve())
  );
  return {
    port: (server.address() as { port: number }).port,
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

function passOn([from, to]: readonly [Socket, Socket], bytes: number): void {
  let left = bytes;
  from.on("data", (data) => {
    left -= data.length;
    if (left > 0) to.write(data);
    else from.pause();
  });
}
