import type { z } from "zod";
import { MlflowError } from "./mlflow_error.ts";
import type { MlflowRequest, MlflowRest } from "./mlflow_rest.ts";

const API = "/api/2.0/mlflow";

/** Calls that make something new each time: see {@link MlflowRequest}. */
export const ONCE = { repeatable: false };

/** Calls of MLflow's REST API 2.0, by their paths below it. */
export class MlflowApi {
  readonly #rest: MlflowRest;

  /** Checks answers against schemas. */
  constructor(rest: MlflowRest) {
    this.#rest = rest;
  }

  /** Reads. */
  async get<T>(schema: z.ZodType<T>, path: string): Promise<T> {
    return await this.call(schema, path, { method: "GET", repeatable: true });
  }

  /** Writes. */
  async post<T>(
    schema: z.ZodType<T>,
    path: string,
    json: unknown,
    { repeatable }: { repeatable: boolean } = { repeatable: true },
  ): Promise<T> {
    return await this.call(schema, path, { method: "POST", json, repeatable });
  }

  /**
   * Asks, and checks the answer.
   *
   * @throws {MlflowError} where it is another one.
   */
  async call<T>(
    schema: z.ZodType<T>,
    path: string,
    request: Omit<MlflowRequest, "path">,
  ): Promise<T> {
    return await this.#rest.json(schema, {
      ...request,
      path: `${API}/${path}`,
    });
  }
}

/** What is not there is undefined, and no error. */
export async function found<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (
      error instanceof MlflowError && error.code === "RESOURCE_DOES_NOT_EXIST"
    ) return undefined;
    throw error;
  }
}
