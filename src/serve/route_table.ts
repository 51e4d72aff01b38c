import { ServiceError } from "./service_error.ts";

/** Methods of an address: whether each reads a body. */
interface Entry {
  /** As described: `/predictions/{model_name}`. */
  readonly route: string;
  readonly pattern: RegExp;
  readonly methods: ReadonlyMap<string, { readonly hasBody: boolean }>;
}

/** What a request asks for. */
export interface FoundRoute {
  /** The path as the API describes it. */
  readonly route: string;
  /** Whether a request brings a body. */
  readonly hasBody: boolean;
  /** As they stand in the address, encoded. */
  readonly params: Readonly<Record<string, string>>;
}

/** Which addresses and methods an API description has. */
export class RouteTable {
  readonly #entries: readonly Entry[];

  /**
   * Knows the paths that the API describes.
   *
   * @param paths Operations by address and method, as OpenAPI has them.
   */
  constructor(paths: Readonly<Record<string, object>>) {
    this.#entries = Object.entries(paths).map(([route, operations]) => ({
      route,
      pattern: new RegExp(
        `^${route.replaceAll(/\{([^}]+)\}/g, "(?<$1>[^/]+)")}$`,
      ),
      methods: methodsOf(operations as Record<string, object>),
    }));
  }

  /**
   * Finds what a request asks for.
   *
   * @throws {ServiceError} 404 for an unknown address, 405 for a method that it
   * does not take.
   */
  find(method: string, path: string): FoundRoute {
    const allowed = new Set<string>();
    for (const { route, pattern, methods } of this.#entries) {
      const match = pattern.exec(path);
      if (match === null) continue;
      const found = methods.get(method);
      if (found !== undefined) {
        return { route, ...found, params: match.groups ?? {} };
      }
      for (const each of methods.keys()) allowed.add(each);
    }
    if (allowed.size === 0) throw ServiceError.notFound();
    throw new ServiceError(405, "MethodNotAllowedException", {
      message: "Requested method is not allowed, please refer to API document.",
      headers: { allow: [...allowed].join(", ") },
    });
  }
}

/** What can be got can be asked for its head too (RFC 9110, 9.1). */
function methodsOf(
  operations: Readonly<Record<string, object>>,
): Entry["methods"] {
  const methods = new Map(
    Object.entries(operations).map(([method, operation]) => [
      method.toUpperCase(),
      { hasBody: "requestBody" in operation },
    ]),
  );
  const get = methods.get("GET");
  return get === undefined ? methods : methods.set("HEAD", get);
}
