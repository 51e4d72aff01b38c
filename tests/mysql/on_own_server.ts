import type { MysqlSettings } from "../../src/mysql/mysql_settings.ts";
import { startMySql } from "../services.ts";

export interface OwnServer {
  readonly settings: MysqlSettings;
  readonly folder: string;
  /** Ends the server as a crash would, then starts it on the same data. */
  readonly crash: () => Promise<void>;
  readonly start: () => Promise<void>;
}

export interface OwnServerOptions {
  /** Further arguments of the server, by its folder. */
  readonly args?: (folder: string) => readonly string[];
  /** An existing folder for its data. @default {a new one} */
  readonly folder?: string;
}

/** Starts a server that a test may kill, and removes it afterwards. */
export async function onOwnServer(
  use: (server: OwnServer) => Promise<void>,
  { args = () => [], folder: given }: OwnServerOptions = {},
): Promise<void> {
  const folder = given ?? await Deno.makeTempDir();
  const options = { args: args(folder) };
  let server = await startMySql(folder, options);
  const { port, password, host, user, database } = server;
  const settings = { host, port, user, password, database, timeoutMs: 60_000 };
  try {
    await use({
      settings,
      folder,
      crash: () => server.stop("SIGKILL"),
      start: async () => {
        server = await startMySql(folder, { ...options, port, password });
      },
    });
  } finally {
    await server.stop("SIGKILL");
    if (given === undefined) await Deno.remove(folder, { recursive: true });
  }
}
