/** Values of the environment that the product reads, and nothing else does. */
export function readEnvironment(): {
  noColor: boolean;
  commit?: string;
  /** Where public evaluation data lies. */
  evaluationData?: string;
  mysql: MysqlEnvironment;
} {
  const commit = Deno.env.get("CI_COMMIT_SHA") ?? Deno.env.get("GITHUB_SHA");
  const evaluationData = Deno.env.get("NEXTCART_DATA");
  return {
    noColor: Deno.env.get("NO_COLOR") !== undefined,
    ...(evaluationData === undefined ? {} : { evaluationData }),
    ...(commit === undefined ? {} : { commit }),
    mysql: readMysql(),
  };
}

/** Where MySQL is and who asks, as far as the environment says. */
export interface MysqlEnvironment {
  readonly host?: string | undefined;
  readonly port?: string | undefined;
  readonly user?: string | undefined;
  readonly password?: string | undefined;
  readonly database?: string | undefined;
  /** A file of certificates (PEM): the connection is then TLS, and checked. */
  readonly sslCa?: string | undefined;
  /** Seconds of silence after which a server counts as stuck. */
  readonly timeout?: string | undefined;
}

function readMysql(): MysqlEnvironment {
  return {
    host: Deno.env.get("MYSQL_HOST"),
    port: Deno.env.get("MYSQL_PORT"),
    user: Deno.env.get("MYSQL_USER"),
    password: Deno.env.get("MYSQL_PASSWORD"),
    database: Deno.env.get("MYSQL_DATABASE"),
    sslCa: Deno.env.get("MYSQL_SSL_CA"),
    timeout: Deno.env.get("MYSQL_TIMEOUT"),
  };
}
