import { readEnvironment } from "../../src/environment.ts";
import { RequestLog } from "../../src/serve/request_log.ts";
import { cannotWrite } from "../../src/write_whole.ts";
import { logWriter } from "./log_writer.ts";
import type { ServeSettings } from "./flags.ts";

/**
 * The log of what is asked, if one is wanted. Without NEXTCART_LOG_KEY its key
 * is drawn: visits then have other hashes after each start.
 *
 * @throws {InputError} where the file cannot be written.
 */
export function openRequestLog(
  { requestLog }: Pick<ServeSettings, "requestLog">,
): RequestLog | undefined {
  if (requestLog === undefined) return undefined;
  const { path, rate } = requestLog;
  return new RequestLog({
    rate,
    key: readEnvironment().logKey ?? crypto.randomUUID(),
    random: Math.random,
    now: Date.now,
    write: logWriter(
      openFile(path),
      (error) =>
        console.error(
          `${path} cannot be written, requests are missing: ${error}`,
        ),
    ),
  });
}

function openFile(path: string): Deno.FsFile {
  try {
    return Deno.openSync(path, { append: true, create: true });
  } catch (error) {
    throw cannotWrite(path, error);
  }
}
