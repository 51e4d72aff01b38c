import { archiveToServe, askForProducts } from "./serve_image.ts";

/** An image that a Dockerfile of the project makes. */
export interface Image {
  /** Name and tag. */
  readonly tag: string;
  /** Relative to the project. */
  readonly dockerfile: string;
  readonly context: string;
  /** The last stage to build. @default {the last of the file} */
  readonly target?: string;
  /**
   * What makes a bare Debian do for the Dockerfile's FROM image, where that
   * cannot be pulled: Debian's packages, and programs of this machine by the
   * paths that they get.
   */
  readonly standIn: {
    readonly packages: readonly string[];
    readonly files?: Readonly<Record<string, string>>;
  };
  /** Flags of `podman run`. @default {none} */
  readonly flags?: () => Promise<readonly string[]>;
  /** What the container runs, listening on a port. */
  readonly command: (port: number) => readonly string[];
  /** Path that answers with success as soon as the container is ready. */
  readonly health: string;
  /**
   * Asks the container what it is for.
   *
   * @param url Where it listens.
   * @throws {InputError} where the answer is wrong.
   */
  readonly ask?: (url: string) => Promise<void>;
}

/** The images that `deno task images` builds and tries. */
export const IMAGES: readonly Image[] = [
  {
    tag: "nextcart-mlflow:3.17.2",
    dockerfile: "mlflow.Dockerfile",
    context: "tasks/services",
    standIn: { packages: ["python3", "python3-venv"] },
    // With what it needs for runs in MySQL and artifacts in S3.
    command: (port) => [
      ...["sh", "-c"],
      'python -c "import pymysql, cryptography, boto3" && ' +
      `exec mlflow server --host 127.0.0.1 --port ${port} --workers 1 ` +
      "--serve-artifacts",
    ],
    health: "/health",
  },
  {
    tag: "nextcart-serve:runtime",
    dockerfile: "serve.Dockerfile",
    context: ".",
    target: "runtime",
    standIn: {
      packages: [],
      files: { "/usr/bin/deno": Deno.execPath() },
    },
    // As it should be run: nothing but /tmp can be written.
    flags: async () => [
      ...["--read-only", "--tmpfs=/tmp"],
      `--volume=${await archiveToServe()}:/models/model.mar:ro`,
    ],
    command: (port) => [
      ...["--models", "/models", "--disable-token-auth"],
      ...["--port", String(port), "--management-port=0", "--metrics-port=0"],
    ],
    health: "/v2/health/ready",
    ask: askForProducts,
  },
];
