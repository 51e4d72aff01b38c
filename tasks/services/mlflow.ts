import { fileURLToPath } from "node:url";
import { installVenv } from "./install_venv.ts";
import { answers, freePort, startServer } from "./server.ts";
import type {
  InstallOptions,
  MlflowConnection,
  MySqlConnection,
  S3Connection,
  Server,
} from "./service.ts";
import { servicesFolder } from "./services_folder.ts";

const VERSION = "3.17.2";
const REQUIREMENTS = fileURLToPath(
  new URL("mlflow_requirements.txt", import.meta.url),
);

export interface MlflowOptions {
  /** @default {one that is free} */
  readonly port?: number | undefined;
  /** Where runs are kept. @default {an SQLite file} */
  readonly mysql?: MySqlConnection | undefined;
  /** Where artifacts are kept, in a bucket `mlflow`. @default {the folder} */
  readonly s3?: S3Connection | undefined;
  /** Whom alone it serves, by basic authentication. @default {everyone} */
  readonly auth?: { readonly username: string; readonly password: string };
  /** Further arguments of `mlflow server`. */
  readonly args?: readonly string[];
}

/**
 * Installs MLflow and its drivers into a Python of their own.
 *
 * @throws {Unavailable} where it cannot be had.
 */
export async function installMlflow(
  { folder, progress }: InstallOptions,
): Promise<void> {
  await installVenv(programFolder(folder), {
    packages: ["--requirement", REQUIREMENTS],
    what: "MLflow",
    onInstall: () =>
      progress({ label: `Installing MLflow ${VERSION} (PyPI, a minute)` }),
  });
}

/**
 * Starts MLflow on a folder. It keeps runs in a database `mlflow` of MySQL and
 * artifacts in S3 where they are given, otherwise in the folder.
 *
 * @throws {InputError} where it does not start.
 */
export async function startMlflow(
  folder: string,
  options: MlflowOptions = {},
): Promise<MlflowConnection & Server> {
  const port = options.port ?? await freePort();
  const url = `http://127.0.0.1:${port}`;
  await Deno.mkdir(`${folder}/artifacts`, { recursive: true });
  const python = `${programFolder(servicesFolder)}/bin/python`;
  const server = await startServer(python, {
    name: "MLflow",
    port,
    args: [
      ...["-m", "mlflow", "server", "--workers", "1"],
      ...["--host", "127.0.0.1", "--port", String(port), "--serve-artifacts"],
      ...(options.auth === undefined ? [] : ["--app-name", "basic-auth"]),
      ...(options.args ?? []),
    ],
    env: {
      ...await storage(folder, options),
      ...await authentication(folder, options),
      MLFLOW_SERVER_ENABLE_JOB_EXECUTION: "false",
      MLFLOW_DISABLE_TELEMETRY: "true",
      NO_PROXY: "127.0.0.1,localhost",
    },
    cwd: folder,
    folder,
    isReady: () => answers(`${url}/health`),
  });
  return { url, ...options.auth, ...server };
}

/** Passwords are handed over in the environment, which only its user sees. */
function storage(
  folder: string,
  { mysql, s3 }: MlflowOptions,
): Record<string, string> {
  const database = mysql === undefined
    ? `sqlite:///${folder}/mlflow.db`
    : `mysql+pymysql://${mysql.user}:${mysql.password}` +
      `@${mysql.host}:${mysql.port}/mlflow`;
  return {
    MLFLOW_BACKEND_STORE_URI: database,
    MLFLOW_ARTIFACTS_DESTINATION: s3 === undefined
      ? `${folder}/artifacts`
      : "s3://mlflow",
    ...(s3 === undefined ? {} : {
      MLFLOW_S3_ENDPOINT_URL: s3.endpoint,
      AWS_ACCESS_KEY_ID: s3.accessKeyId,
      AWS_SECRET_ACCESS_KEY: s3.secretAccessKey,
      AWS_DEFAULT_REGION: s3.region,
    }),
  };
}

async function authentication(
  folder: string,
  { auth }: MlflowOptions,
): Promise<Record<string, string>> {
  if (auth === undefined) return {};
  const path = `${folder}/basic_auth.ini`;
  const lines = [
    "[mlflow]",
    "default_permission = NO_PERMISSIONS",
    `database_uri = sqlite:///${folder}/users.db`,
    `admin_username = ${auth.username}`,
    `admin_password = ${auth.password}`,
    // Without it, each request hashes the password anew: 0.2 to 0.5 s.
    "auth_cache_ttl_seconds = 60",
    "authorization_function = mlflow.server.auth:authenticate_request_basic_auth",
  ];
  await Deno.writeTextFile(path, `${lines.join("\n")}\n`, { mode: 0o600 });
  return {
    MLFLOW_AUTH_CONFIG_PATH: path,
    MLFLOW_FLASK_SERVER_SECRET_KEY: crypto.randomUUID(),
  };
}

function programFolder(folder: string): string {
  return `${folder}/mlflow-${VERSION}`;
}
