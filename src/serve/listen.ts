import { InputError } from "../errors.ts";
import type { AccessEntry } from "./access_log.ts";
import type { Handler } from "./create_api.ts";

/** One of the server's three ports. */
export type Port = AccessEntry["port"];

/** Options of {@link listen}. */
export interface ListenOptions {
  /** Address of the interface. */
  readonly host: string;
  /** Port numbers; 0: any that is free. */
  readonly ports: Readonly<Record<Port, number>>;
}

/** Ports that are open. */
export interface Listening {
  /** Where each port listens: `http://127.0.0.1:8080`. */
  readonly urls: Readonly<Record<Port, string>>;
  /** Takes no new connection, and ends when those under way are answered. */
  shutdown(): Promise<void>;
}

/**
 * Opens the three ports.
 *
 * @throws {InputError} where one of them cannot be had; then none is opened.
 */
export async function listen(
  handlers: Readonly<Record<Port, Handler>>,
  { host, ports }: ListenOptions,
): Promise<Listening> {
  const servers: Deno.HttpServer<Deno.NetAddr>[] = [];
  const shutdown = async () => {
    await Promise.all(servers.map((it) => it.shutdown()));
  };
  const urls: Record<string, string> = {};
  for (const [name, handler] of Object.entries(handlers)) {
    const port = ports[name as Port];
    try {
      const server = Deno.serve(
        { hostname: host, port, onListen: () => {} },
        (request, info) => handler(request, () => info.remoteAddr.hostname),
      );
      servers.push(server);
      urls[name] = `http://${bracketed(host)}:${server.addr.port}`;
    } catch (cause) {
      await shutdown();
      const reason = reasonOf(cause);
      if (reason === undefined) throw cause;
      throw new InputError(`Port ${port} (${name}) of ${host} ${reason}`, {
        cause,
      });
    }
  }
  return { urls: urls as Record<Port, string>, shutdown };
}

/** Why a port cannot be had; undefined for what is a bug. */
function reasonOf(error: unknown): string | undefined {
  if (error instanceof Deno.errors.AddrInUse) return "is taken: name another";
  if (error instanceof Deno.errors.PermissionDenied) {
    return "is not for this user: name one from 1024 on";
  }
  const isNoAddress = error instanceof Deno.errors.AddrNotAvailable ||
    (error instanceof Error && error.message.includes("lookup"));
  return isNoAddress ? "cannot be had: no interface has it" : undefined;
}

function bracketed(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}
