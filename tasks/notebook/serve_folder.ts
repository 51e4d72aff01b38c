import { serveSettings } from "../serve/flags.ts";
import { type Serving, startServing } from "../serve/start_serving.ts";

/**
 * Serves the archives of a folder as `deno task serve --models FOLDER` does, on
 * free ports of this machine and without keys. The server ends with the
 * notebook's kernel.
 */
export async function serveFolder(folder: string): Promise<Serving> {
  return await startServing(serveSettings({
    models: [folder],
    port: "0",
    "management-port": "0",
    "metrics-port": "0",
    "disable-token-auth": true,
    "no-access-log": true,
  }));
}
