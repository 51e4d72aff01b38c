import type { describeApi } from "./describe_api.ts";
import { ServiceError } from "./service_error.ts";

/** Methods of an address: whether each reads a body. */
interface Entry {
  readonly pattern: RegExp;
  readonly methods: ReadonlyMap<string, { readonly hasBody: boolean }>;
}

/** Which addresses and methods an API description has. */
export class RouteTable {
  readonly #entries: readonly Entry[];

  constructor({ paths }: ReturnType<typeof describeApi>) {
    this.#entries = Object.entries(paths).map(([path, operations]) => ({
      pattern: new RegExp(`^${path.replaceAll(/\{[^}]+\}/g, "[^/]+")}$`),
      methods: new Map(
        Object.entries(operations as Record<string, object>).map(
          ([method, operation]) => [
            method.toUpperCase(),
            { hasBody: "requestBody" in operation },
          ],
        ),
      ),
    }));
  }

  /**
   * Finds what a request asks for.
   *
   * @throws {ServiceError} 404 for an unknown address, 405 for a method that it
   * does not take.
   */
  find(method: string, path: string): { readonly hasBody: boolean } {
    const entries = this.#entries.filter(({ pattern }) => pattern.test(path));
    for (const { methods } of entries) {
      const found = methods.get(method);
      if (found !== undefined) return found;
    }
    if (entries.length === 0) {
      throw new ServiceError(404, "ResourceNotFoundException", {
        message:
          "Requested resource is not found, please refer to API document.",
      });
    }
    const allowed = entries.flatMap(({ methods }) => [...methods.keys()]);
    throw new ServiceError(405, "MethodNotAllowedException", {
      message: "Requested method is not allowed, please refer to API document.",
      headers: { allow: [...new Set(allowed)].join(", ") },
    });
  }
}
