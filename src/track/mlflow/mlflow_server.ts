import { InputError } from "../../errors.ts";

/** Where an MLflow server is, and who asks. */
export interface MlflowServer {
  /** Without a slash at the end, and without a name or password. */
  readonly url: string;
  /** Value of the header `Authorization`; absent where the server asks none. */
  readonly authorization?: string;
}

/** Who asks. */
export interface MlflowAccess {
  /** `http://` or `https://`; may hold a name and a password. */
  readonly uri: string;
  /** Who asks, where the server wants to know. */
  readonly username?: string | undefined;
  /** Their password. */
  readonly password?: string | undefined;
  /** A bearer token; goes before name and password. */
  readonly token?: string | undefined;
}

/**
 * Takes apart what the environment says about an MLflow server.
 *
 * @throws {InputError} where the URI is none of a server; it is not repeated
 * where it might hold a password.
 */
export function mlflowServer(access: MlflowAccess): MlflowServer {
  const url = parse(access.uri);
  const username = access.username ?? decodeURIComponent(url.username);
  const password = access.password ?? decodeURIComponent(url.password);
  url.username =
    url.password =
    url.search =
    url.hash =
      "";
  const address = { url: url.href.replace(/\/+$/, "") };
  if (access.token !== undefined) {
    return { ...address, authorization: `Bearer ${access.token}` };
  }
  if (username === "") return address;
  const bytes = new TextEncoder().encode(`${username}:${password}`);
  return { ...address, authorization: `Basic ${bytes.toBase64()}` };
}

function parse(uri: string): URL {
  const url = URL.canParse(uri) ? new URL(uri) : undefined;
  if (url !== undefined && /^https?:$/.test(url.protocol)) return url;
  throw new InputError(
    "MLFLOW_TRACKING_URI: the http:// or https:// address of an MLflow server is wanted" +
      (uri.includes("@") ? "" : `, "${uri}" was found`),
  );
}
