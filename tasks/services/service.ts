import type { OnProgress } from "../../src/setup/progress.ts";

/** What a MySQL client needs to connect. */
export interface MySqlConnection {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

/** What an S3 client needs; buckets are part of the path, not of the host. */
export interface S3Connection {
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly bucket: string;
}

/** Where MLflow answers; user and password only where it asks for them. */
export interface MlflowConnection {
  readonly url: string;
  readonly username?: string;
  readonly password?: string;
}

/** Where Adminer, a page to look into MySQL, answers. */
export interface AdminerConnection {
  readonly url: string;
}

export interface Connections {
  readonly mysql: MySqlConnection;
  readonly s3: S3Connection;
  readonly mlflow: MlflowConnection;
  readonly adminer: AdminerConnection;
}

export type ServiceName = keyof Connections;

/** A server that runs, on its own after this process has ended too. */
export interface Server {
  readonly pid: number;
  readonly port: number;
  /**
   * Ends the server and its children, and waits until they are gone; by
   * SIGKILL where it has not stopped after ten seconds.
   */
  stop(signal?: Deno.Signal): Promise<void>;
}

export interface InstallOptions {
  /** Folder to install into: a version has a folder of its own there. */
  readonly folder: string;
  readonly progress: OnProgress;
}
