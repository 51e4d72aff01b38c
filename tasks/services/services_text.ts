import { table } from "../../src/terminal/table.ts";
import type { Connections, ServiceName } from "./service.ts";
import type { State } from "./state.ts";

const NAMES: Readonly<Record<ServiceName, string>> = {
  mysql: "MySQL",
  s3: "S3",
  mlflow: "MLflow",
  adminer: "Adminer",
};

/**
 * A table of the services: where each is to be reached, or why it is not.
 *
 * @param running The services that run.
 * @param missing Why others cannot be had.
 */
export function servicesText(
  running: State,
  missing: Partial<Record<ServiceName, string>> = {},
): string {
  const rows = Object.entries(NAMES).map(([key, name]) => {
    const service = key as ServiceName;
    const pid = running[service]?.pid;
    const address = addressOf(service, running) ?? missing[service];
    return [name, pid === undefined ? null : String(pid), address];
  });
  return table(["service", { header: "pid", align: "right" }, "address"], rows);
}

/** Lines for a shell that name the running services in the environment. */
export function exportText(running: State): string {
  return Object.entries(environmentOf(running))
    .map(([name, value]) => `export ${name}=${value}`)
    .join("\n");
}

/** The variables that name the running services. */
export function environmentOf(running: State): Record<string, string> {
  const { mysql, s3, mlflow } = running;
  return {
    ...(mysql && mysqlVariables(mysql.connection)),
    ...(s3 && s3Variables(s3.connection)),
    ...(mlflow && { MLFLOW_TRACKING_URI: mlflow.connection.url }),
  };
}

function addressOf(service: ServiceName, running: State): string | undefined {
  const { mysql, s3, mlflow, adminer } = running;
  switch (service) {
    case "mysql":
      return mysql && `mysql://${mysql.connection.user}@` +
          `${mysql.connection.host}:${mysql.connection.port}/` +
          mysql.connection.database;
    case "s3":
      return s3 && `${s3.connection.endpoint}/${s3.connection.bucket}`;
    case "mlflow":
      return mlflow?.connection.url;
    case "adminer":
      return adminer?.connection.url;
  }
}

function mysqlVariables(connection: Connections["mysql"]) {
  return {
    MYSQL_HOST: connection.host,
    MYSQL_PORT: String(connection.port),
    MYSQL_USER: connection.user,
    MYSQL_PASSWORD: connection.password,
    MYSQL_DATABASE: connection.database,
  };
}

function s3Variables(connection: Connections["s3"]) {
  return {
    AWS_ACCESS_KEY_ID: connection.accessKeyId,
    AWS_SECRET_ACCESS_KEY: connection.secretAccessKey,
    AWS_REGION: connection.region,
    AWS_ENDPOINT_URL_S3: connection.endpoint,
    NEXTCART_BUCKET: connection.bucket,
  };
}
