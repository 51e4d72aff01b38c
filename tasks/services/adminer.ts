import { runCommand } from "../../src/setup/run_command.ts";
import { exists, withTemporaryFolder } from "../../src/setup/runtime_folder.ts";
import { Unavailable } from "../../src/setup/unavailable.ts";
import { aptInstall } from "./apt.ts";
import { answers, freePort, startServer } from "./server.ts";
import type {
  AdminerConnection,
  InstallOptions,
  MySqlConnection,
  Server,
} from "./service.ts";
import { servicesFolder } from "./services_folder.ts";

/**
 * Installs Adminer where it is missing. Its package is unpacked rather than
 * installed, as it would bring Apache along; PHP serves it alone.
 */
export async function installAdminer(
  { folder, progress }: InstallOptions,
): Promise<void> {
  const hasPhp = await runCommand("php", ["--ri", "mysqli"]);
  if (!hasPhp?.success) {
    progress({ label: "Installing PHP for Adminer (Debian)" });
    await aptInstall(["php-cli", "php-mysql"]);
  }
  if (await exists(programFolder(folder))) return;
  await withTemporaryFolder(async (temporary) => {
    const script = "apt-get -qq download adminer && dpkg-deb -x *.deb adminer";
    const got = await runCommand("sh", ["-c", script], { cwd: temporary });
    if (!got?.success) throw new Unavailable("apt-get cannot download Adminer");
    const site = `${temporary}/site`;
    await Deno.mkdir(site);
    const program = `${temporary}/adminer/usr/share/adminer/adminer.php`;
    await Deno.rename(program, `${site}/index.php`);
    await Deno.rename(site, programFolder(folder));
  }, folder);
}

export interface AdminerOptions {
  /** @default {one that is free} */
  readonly port?: number | undefined;
  /** What its URL leads to; it asks for the password. */
  readonly mysql?: MySqlConnection | undefined;
}

/**
 * Starts Adminer.
 *
 * @throws {InputError} where it does not start.
 */
export async function startAdminer(
  folder: string,
  { mysql, ...options }: AdminerOptions = {},
): Promise<AdminerConnection & Server> {
  await Deno.mkdir(folder, { recursive: true });
  const port = options.port ?? await freePort();
  const address = `127.0.0.1:${port}`;
  const query = mysql === undefined
    ? ""
    : `?server=${mysql.host}:${mysql.port}&username=${mysql.user}` +
      `&db=${mysql.database}`;
  const server = await startServer("php", {
    name: "Adminer",
    port,
    args: ["-S", address, "-t", programFolder(servicesFolder)],
    folder,
    isReady: () => answers(`http://${address}`),
  });
  return { url: `http://${address}/${query}`, ...server };
}

function programFolder(folder: string): string {
  return `${folder}/adminer`;
}
