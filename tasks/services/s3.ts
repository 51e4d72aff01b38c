import { runCommand } from "../../src/setup/run_command.ts";
import { exists, withTemporaryFolder } from "../../src/setup/runtime_folder.ts";
import { Unavailable } from "../../src/setup/unavailable.ts";
import { randomPassword } from "./random_password.ts";
import { answers, freePort, startServer } from "./server.ts";
import type { InstallOptions, S3Connection, Server } from "./service.ts";
import { servicesFolder } from "./services_folder.ts";

const VERSION = "1.8.0";
const PACKAGE = "github.com/versity/versitygw/cmd/versitygw";
const REGION = "us-east-1";
const BUCKETS = ["nextcart", "mlflow"];

export interface S3Options {
  /** @default {one that is free} */
  readonly port?: number | undefined;
  /** @default {random ones} */
  readonly accessKeyId?: string | undefined;
  readonly secretAccessKey?: string | undefined;
  /** Further arguments of versitygw. */
  readonly args?: readonly string[];
}

/** Builds versitygw, the S3 server, where it is missing. */
export async function installS3(
  { folder, progress }: InstallOptions,
): Promise<void> {
  const target = programFolder(folder);
  if (await exists(target)) return;
  progress({ label: `Building versitygw ${VERSION} with Go (minutes)` });
  await withTemporaryFolder(async (temporary) => {
    const built = await runCommand(
      "go",
      ["install", `${PACKAGE}@v${VERSION}`],
      { env: { GOBIN: `${temporary}/versitygw` } },
    );
    if (built === undefined) {
      throw new Unavailable("there is no Go to build versitygw with");
    }
    if (!built.success) {
      throw new Unavailable(`Go cannot build versitygw (${lastLine(built)})`);
    }
    await Deno.rename(`${temporary}/versitygw`, target);
  }, folder);
}

/**
 * Starts versitygw on a folder. Its buckets `nextcart` and `mlflow` are there.
 *
 * @throws {InputError} where it does not start.
 */
export async function startS3(
  folder: string,
  options: S3Options = {},
): Promise<S3Connection & Server> {
  const port = options.port ?? await freePort();
  const accessKeyId = options.accessKeyId ?? "nextcart";
  const secretAccessKey = options.secretAccessKey ?? randomPassword();
  const data = `${folder}/data`;
  for (const bucket of BUCKETS) {
    await Deno.mkdir(`${data}/${bucket}`, { recursive: true });
  }
  const endpoint = `http://127.0.0.1:${port}`;
  const program = `${programFolder(servicesFolder)}/versitygw`;
  const server = await startServer(program, {
    name: "versitygw",
    port,
    args: [
      ...["--port", `127.0.0.1:${port}`, "--region", REGION, "--quiet"],
      ...["--health", "/health", ...(options.args ?? []), "posix", data],
    ],
    env: { ROOT_ACCESS_KEY: accessKeyId, ROOT_SECRET_KEY: secretAccessKey },
    folder,
    isReady: () => answers(`${endpoint}/health`),
  });
  const bucket = BUCKETS[0]!;
  const keys = { accessKeyId, secretAccessKey };
  return { endpoint, region: REGION, ...keys, bucket, ...server };
}

function programFolder(folder: string): string {
  return `${folder}/versitygw-${VERSION}`;
}

function lastLine({ output }: { readonly output: string }): string {
  return output.split("\n").at(-1)!;
}
