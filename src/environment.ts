/**
 * Values of the environment that the product reads, and nothing else does. Each
 * is read when it is asked for: who may not read all may read some.
 */
export function readEnvironment(): Environment {
  return {
    get noColor() {
      return Deno.env.get("NO_COLOR") !== undefined;
    },
    get commit() {
      return filled("CI_COMMIT_SHA") ?? filled("GITHUB_SHA");
    },
    get evaluationData() {
      return Deno.env.get("NEXTCART_DATA");
    },
    get mysql() {
      return readMysql();
    },
    get s3() {
      return readS3();
    },
    get runtime() {
      return filled("NEXTCART_RUNTIME");
    },
    get ray() {
      return {
        address: filled("RAY_ADDRESS"),
        token: filled("RAY_AUTH_TOKEN"),
      };
    },
    get cache() {
      return filled("NEXTCART_CACHE");
    },
    get mlflow() {
      return readMlflow();
    },
    get spark() {
      return readSpark();
    },
    get ci() {
      return readCi();
    },
    get logKey() {
      return filled("NEXTCART_LOG_KEY");
    },
    get user() {
      return readCi()?.user ?? filled("USER") ?? filled("USERNAME");
    },
    get jupyterData() {
      return filled("JUPYTER_DATA_DIR");
    },
    get dataHome() {
      return filled("XDG_DATA_HOME");
    },
  };
}

/** What {@link readEnvironment} knows. */
export interface Environment {
  /** Whether texts are to be without colours. */
  readonly noColor: boolean;
  /** Of the code, where continuous integration tells it. */
  readonly commit?: string | undefined;
  /** Where public evaluation data lies. */
  readonly evaluationData?: string | undefined;
  /** The feature store's database. */
  readonly mysql: MysqlEnvironment;
  /** The object store. */
  readonly s3: S3Environment;
  /** Where backends are installed. */
  readonly runtime?: string | undefined;
  /** The cluster that trials run on. */
  readonly ray: RayEnvironment;
  /** Where fetched datasets are kept. */
  readonly cache?: string | undefined;
  /** Undefined where no server is named. */
  readonly mlflow?: MlflowEnvironment | undefined;
  /** The cluster that prepares. */
  readonly spark: SparkEnvironment;
  /** Undefined outside continuous integration. */
  readonly ci?: CiEnvironment | undefined;
  /** With which the server's log of requests hashes visits. */
  readonly logKey?: string | undefined;
  /** Who runs this, by login. */
  readonly user?: string | undefined;
  /** Where Jupyter looks for kernels. */
  readonly jupyterData?: string | undefined;
  /** Where programs keep the user's data, by the XDG base directories. */
  readonly dataHome?: string | undefined;
}

/** Where MySQL is and who asks, as far as the environment says. */
export interface MysqlEnvironment {
  /** Name or address. */
  readonly host?: string | undefined;
  /** TCP port. */
  readonly port?: string | undefined;
  /** Who asks. */
  readonly user?: string | undefined;
  /** Their password. */
  readonly password?: string | undefined;
  /** The database's name. */
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

/** How to reach an S3 server, by the names that all its clients read. */
export interface S3Environment {
  /** Id of the access key. */
  readonly accessKeyId?: string | undefined;
  /** The access key's secret. */
  readonly secretAccessKey?: string | undefined;
  /** Only with temporary credentials. */
  readonly sessionToken?: string | undefined;
  /** The bucket's region. */
  readonly region?: string | undefined;
  /** Address of a server other than AWS: `http://127.0.0.1:9000`. */
  readonly endpoint?: string | undefined;
  /** The bucket, or `bucket/prefix`, that `s3:///…` means. */
  readonly bucket?: string | undefined;
}

function readS3(): S3Environment {
  return {
    accessKeyId: filled("AWS_ACCESS_KEY_ID"),
    secretAccessKey: filled("AWS_SECRET_ACCESS_KEY"),
    sessionToken: filled("AWS_SESSION_TOKEN"),
    region: filled("AWS_REGION") ?? filled("AWS_DEFAULT_REGION"),
    endpoint: filled("AWS_ENDPOINT_URL_S3") ?? filled("AWS_ENDPOINT_URL") ??
      filled("MLFLOW_S3_ENDPOINT_URL"),
    bucket: filled("NEXTCART_BUCKET"),
  };
}

/** A Ray cluster's dashboard, and the token that it wants. */
export interface RayEnvironment {
  /** The server's address. */
  readonly address?: string | undefined;
  /** A bearer token, in place of a password. */
  readonly token?: string | undefined;
}

/** An MLflow server and who asks there; secrets are never printed. */
export interface MlflowEnvironment {
  /** The server's address. */
  readonly uri: string;
  /** Who asks, where the server wants to know. */
  readonly username?: string | undefined;
  /** Their password. */
  readonly password?: string | undefined;
  /** A bearer token, in place of a password. */
  readonly token?: string | undefined;
  /** Name of the experiment that all runs go to. */
  readonly experiment?: string | undefined;
}

function readMlflow(): MlflowEnvironment | undefined {
  const uri = filled("MLFLOW_TRACKING_URI");
  if (uri === undefined) return undefined;
  return {
    uri,
    username: filled("MLFLOW_TRACKING_USERNAME"),
    password: filled("MLFLOW_TRACKING_PASSWORD"),
    token: filled("MLFLOW_TRACKING_TOKEN"),
    experiment: filled("MLFLOW_EXPERIMENT_NAME"),
  };
}

/** Where Spark is. */
export interface SparkEnvironment {
  /** Its folder, on the machine that runs it. */
  readonly home?: string | undefined;
  /** Address of a standalone master's REST API. */
  readonly rest?: string | undefined;
  /** Address of a standalone master's web page. */
  readonly page?: string | undefined;
}

function readSpark(): SparkEnvironment {
  return {
    home: filled("SPARK_HOME"),
    rest: filled("SPARK_REST_URL"),
    page: filled("SPARK_PAGE_URL"),
  };
}

/** The job of GitLab's or GitHub's continuous integration that we run in. */
export interface CiEnvironment {
  /** Address or id of the pipeline's run. */
  readonly pipeline: string;
  /** URL of the project. */
  readonly project?: string | undefined;
  /** Login of who started it. */
  readonly user?: string | undefined;
}

function readCi(): CiEnvironment | undefined {
  const gitLab = filled("CI_PIPELINE_ID");
  if (gitLab !== undefined) {
    return {
      pipeline: gitLab,
      project: filled("CI_PROJECT_URL"),
      user: filled("GITLAB_USER_LOGIN"),
    };
  }
  const gitHub = filled("GITHUB_RUN_ID");
  if (gitHub === undefined) return undefined;
  const repository = filled("GITHUB_REPOSITORY");
  return {
    pipeline: gitHub,
    project: repository && `${filled("GITHUB_SERVER_URL")}/${repository}`,
    user: filled("GITHUB_ACTOR"),
  };
}

/** An empty variable counts as absent: compose files and CI leave such. */
function filled(name: string): string | undefined {
  return Deno.env.get(name) || undefined;
}
