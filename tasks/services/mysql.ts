import { InputError } from "../../src/errors.ts";
import { runCommand } from "../../src/setup/run_command.ts";
import { exists, withTemporaryFolder } from "../../src/setup/runtime_folder.ts";
import { aptInstall } from "./apt.ts";
import { randomPassword } from "./random_password.ts";
import { freePort, greets, startServer } from "./server.ts";
import type { InstallOptions, MySqlConnection, Server } from "./service.ts";

/** MySQL itself is not in Debian; MariaDB speaks what both speak. */
const PACKAGES = ["mariadb-server-core", "mariadb-client-core"];
const DEFAULTS = { user: "nextcart", database: "nextcart" };

export interface MySqlOptions {
  /** @default {one that is free} */
  readonly port?: number | undefined;
  /** @default {a random one} */
  readonly password?: string | undefined;
  /** Further arguments of mariadbd: `--max-connections=2`. */
  readonly args?: readonly string[];
}

/** Installs MariaDB where it is missing. */
export async function installMySql({ progress }: InstallOptions) {
  if (await findServer() !== undefined) return;
  progress({ label: "Installing MariaDB (Debian)" });
  await aptInstall(PACKAGES);
}

/**
 * Starts MariaDB on a data folder, which is made where it is missing. Its user
 * may do everything in databases whose name starts with "nextcart" or "mlflow",
 * of which those two are there.
 *
 * @throws {InputError} where it does not start.
 */
export async function startMySql(
  folder: string,
  options: MySqlOptions = {},
): Promise<MySqlConnection & Server> {
  const port = options.port ?? await freePort();
  const password = options.password ?? randomPassword();
  const data = `${folder}/data`;
  const user = await userArgs(folder);
  if (!await exists(data)) await makeData(data, user);
  const init = `${data}/init.sql`;
  await Deno.writeTextFile(init, initSql(password));
  const server = await startServer(await findServer() ?? "mariadbd", {
    name: "MariaDB",
    port,
    args: [
      ...["--no-defaults", ...user, `--datadir=${data}`, `--port=${port}`],
      // A name relative to the data folder: a socket's path must be short.
      ...["--bind-address=127.0.0.1", "--socket=mysqld.sock"],
      ...["--pid-file=mysqld.pid", "--skip-name-resolve", "--local-infile=1"],
      ...["--character-set-server=utf8mb4", `--init-file=${init}`],
      ...["--innodb-buffer-pool-size=128M", "--default-time-zone=+00:00"],
      ...(options.args ?? []),
    ],
    folder,
    isReady: () => greets(port),
  });
  return { host: "127.0.0.1", ...DEFAULTS, password, ...server };
}

/** The databases and their user, made or brought up to date at each start. */
function initSql(password: string): string {
  const { user, database } = DEFAULTS;
  const name = `'${user}'@'%'`;
  return [
    // Users without a password may come by the socket only, which is private.
    "DELETE FROM mysql.global_priv WHERE Host <> 'localhost' AND User <> " +
    `'${user}'`,
    "DELETE FROM mysql.global_priv WHERE User = ''",
    "FLUSH PRIVILEGES",
    `CREATE DATABASE IF NOT EXISTS ${database}`,
    "CREATE DATABASE IF NOT EXISTS mlflow",
    `CREATE USER IF NOT EXISTS ${name}`,
    `ALTER USER ${name} IDENTIFIED BY '${password}'`,
    `GRANT ALL ON \`nextcart%\`.* TO ${name}`,
    `GRANT ALL ON \`mlflow%\`.* TO ${name}`,
  ].map((statement) => `${statement};\n`).join("");
}

async function makeData(data: string, user: readonly string[]): Promise<void> {
  const parent = data.slice(0, data.lastIndexOf("/"));
  await withTemporaryFolder(async (temporary) => {
    await Deno.chmod(temporary, 0o755);
    const made = await runCommand("mariadb-install-db", [
      ...["--no-defaults", ...user, `--datadir=${temporary}/data`],
      ...["--auth-root-authentication-method=normal", "--skip-test-db"],
    ]);
    if (!made?.success) {
      const reason = made?.output.split("\n").at(-1) ?? "there is no such tool";
      throw new InputError(`mariadb-install-db cannot fill ${data}: ${reason}`);
    }
    await Deno.rename(`${temporary}/data`, data);
  }, parent);
}

/** The server does not run as root unless told to: it gets another user. */
async function userArgs(folder: string): Promise<string[]> {
  if (Deno.uid() !== 0) return [];
  await Deno.mkdir(folder, { recursive: true });
  return [await isOpen(folder) ? "--user=nobody" : "--user=root"];
}

/** Whether others may pass through all folders of a path. */
async function isOpen(folder: string): Promise<boolean> {
  const parts = (await Deno.realPath(folder)).split("/");
  for (let length = 1; length <= parts.length; length++) {
    const { mode } = await Deno.stat(parts.slice(0, length).join("/") || "/");
    if (((mode ?? 0) & 0o001) === 0) return false;
  }
  return true;
}

/** Debian keeps the server outside of the path of ordinary users. */
async function findServer(): Promise<string | undefined> {
  for (const name of ["mariadbd", "/usr/sbin/mariadbd"]) {
    const result = await runCommand(name, ["--no-defaults", "--version"]);
    if (result?.success) return name;
  }
  return undefined;
}
