import { openStore } from "../../src/objects/open_store.ts";
import type { ObjectStore } from "../../src/objects/object_store.ts";
import { startS3 } from "../services.ts";
import { type TcpProxy, tcpProxy } from "./tcp_proxy.ts";

/** An S3 server of a test's own, which it may kill. */
export interface OwnServer {
  /** How to reach it. */
  readonly settings: {
    readonly endpoint: string;
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly bucket: string;
  };
  /** Where the bucket's objects lie as files. */
  readonly objects: string;
  /** A store on the bucket, directly or through the proxy. */
  open(options?: OpenOptions): Promise<ObjectStore>;
  /** Before the server: lines that break off. */
  readonly proxy: TcpProxy;
  /** Ends the server as kill -9 does. */
  kill(): Promise<void>;
  /** Starts it anew where it was, with what it had stored. */
  restart(): Promise<void>;
}

export interface OpenOptions {
  readonly timeoutMs?: number;
  readonly throughProxy?: boolean;
}

/** Calls with a server on an empty folder; both are gone afterwards. */
export async function withS3Server(
  call: (server: OwnServer) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  let running = await startS3(folder);
  const { port, pid: _, stop: __, ...settings } = running;
  const proxy = tcpProxy(settings.endpoint);
  try {
    await call({
      settings,
      objects: `${folder}/data/${settings.bucket}`,
      proxy,
      async open({ throughProxy = false, ...options } = {}) {
        const { endpoint } = throughProxy ? proxy : settings;
        const s3 = { ...settings, endpoint };
        return await openStore(`s3://${settings.bucket}`, { s3, ...options });
      },
      kill: () => running.stop("SIGKILL"),
      async restart() {
        running = await startS3(folder, { port, ...settings });
      },
    });
  } finally {
    proxy.close();
    await running.stop("SIGKILL");
    await Deno.remove(folder, { recursive: true });
  }
}
