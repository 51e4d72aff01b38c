import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { pathPart } from "../../archive/manifest.ts";
import { createRoutes } from "../create_routes.ts";
import type { ModelStore } from "../model_store.ts";
import type { ModelVersion } from "../model_version.ts";
import { errorResponses, jsonResponse, statusResponse } from "../responses.ts";
import type { ServeEnv } from "../serve_env.ts";
import type { ServedArchive } from "../served_archive.ts";
import { ServiceError } from "../service_error.ts";

const DEFAULT_PAGE = 100;
const MAX_WORKERS = 64;

const modelParam = z.object({ model_name: z.string() });
const versionParam = modelParam.extend({ model_version: z.string() });
const count = z.coerce.number().int().min(0).max(MAX_WORKERS);
const flag = z.enum(["true", "false"]).default("false");

const registerQuery = z.object({
  url: z.string().openapi({
    description:
      "Where the archive is: a file in the model store, or an address that the server may read",
  }),
  model_name: pathPart.optional(),
  initial_workers: count.default(1),
  synchronous: flag,
});
const scaleQuery = z.object({
  min_worker: count.default(1),
  max_worker: count.optional(),
  synchronous: flag,
});
const listQuery = z.object({
  limit: z.coerce.number().int().min(1).max(1000).default(DEFAULT_PAGE),
  next_page_token: z.coerce.number().int().min(0).default(0),
});

const describedSchema = z.object({
  modelName: z.string(),
  modelVersion: z.string(),
  modelUrl: z.string(),
  runtime: z.string(),
  minWorkers: z.int(),
  maxWorkers: z.int(),
  batchSize: z.int(),
  maxBatchDelay: z.int(),
  defaultVersion: z.boolean(),
  trafficWeight: z.number(),
  shadow: z.boolean(),
  metrics: z.record(z.string(), z.number()),
  workers: z.array(z.object({
    id: z.string(),
    startTime: z.string(),
    status: z.string(),
    gpu: z.boolean(),
  })),
  jobQueueStatus: z.object({
    remainingCapacity: z.int(),
    pendingRequests: z.int(),
  }),
}).openapi("DescribedModel");

const listSchema = z.object({
  nextPageToken: z.string().optional(),
  models: z.array(z.object({ modelName: z.string(), modelUrl: z.string() })),
}).openapi("ModelList");

/** Options of {@link models}. */
export interface ModelsOptions {
  /**
   * Opens an archive by what a client calls it.
   *
   * @throws {InputError} where it may not be read, or is damaged.
   */
  readonly open: (url: string, name?: string) => Promise<ServedArchive>;
  /** Told of errors that are bugs, and why workers that nobody waits for cannot be loaded. */
  readonly onBug: (error: unknown) => void;
}

/** TorchServe's management of models, its answers and its codes. */
export function models(
  store: ModelStore,
  { open, onBug }: ModelsOptions,
): OpenAPIHono<ServeEnv> {
  const app = createRoutes();
  app.openapi(
    createRoute({
      method: "post",
      path: "/models",
      tags: ["Models"],
      operationId: "registerModel",
      summary: "Register a version of a model beside those that serve",
      request: { query: registerQuery },
      responses: {
        200: statusResponse("It is registered"),
        202: statusResponse("It is being loaded"),
        ...errorResponses({ more: [409, 422] }),
      },
    }),
    async (c) => {
      const { url, model_name, initial_workers, synchronous } = c.req.valid(
        "query",
      );
      const archive = await open(url, model_name);
      const { name, version } = archive;
      if (initial_workers === 0 || synchronous === "true") {
        await store.register(archive, { workers: initial_workers });
        return c.json({
          status:
            `Model "${name}" Version: ${version} registered with ${initial_workers} initial workers`,
        }, 200);
      }
      await store.register(archive, { workers: 0 });
      store.get(name, version).scale(initial_workers).catch(onBug);
      return c.json({ status: "Processing worker updates..." }, 202);
    },
  );
  app.openapi(
    createRoute({
      method: "get",
      path: "/models",
      tags: ["Models"],
      operationId: "listModels",
      summary: "List the models, by their default versions",
      request: { query: listQuery },
      responses: {
        200: jsonResponse(listSchema, "A page of models"),
        ...errorResponses({ more: [422] }),
      },
    }),
    (c) => {
      const { limit, next_page_token } = c.req.valid("query");
      const names = store.names;
      const end = next_page_token + limit;
      return c.json({
        ...(end < names.length ? { nextPageToken: String(end) } : {}),
        models: names.slice(next_page_token, end).map((name) => ({
          modelName: name,
          modelUrl: store.get(name).archive.url,
        })),
      }, 200);
    },
  );
  addVersionRoutes(app, { store, onBug });
  app.openapi(
    createRoute({
      method: "put",
      path: "/models/{model_name}/{model_version}/set-default",
      tags: ["Models"],
      operationId: "setDefault",
      summary: "Let this version alone answer from now on",
      request: { params: versionParam },
      responses: {
        200: statusResponse("It answers"),
        ...errorResponses({ more: [409] }),
      },
    }),
    (c) => {
      const { model_name, model_version } = c.req.valid("param");
      store.setDefault(model_name, model_version);
      return c.json({
        status:
          `Default version successfully updated for model "${model_name}" to "${model_version}"`,
      }, 200);
    },
  );
  return app;
}

/** Routes that name a model, with or without its version. */
function addVersionRoutes(
  app: OpenAPIHono<ServeEnv>,
  { store, onBug }: Pick<ModelsOptions, "onBug"> & { store: ModelStore },
) {
  for (
    const { path, params, suffix } of [
      { path: "/models/{model_name}", params: modelParam, suffix: "" },
      {
        path: "/models/{model_name}/{model_version}",
        params: versionParam,
        suffix: "Version",
      },
    ]
  ) {
    const read = (all: Record<string, string>) => ({
      name: all.model_name!,
      version: all.model_version,
    });
    app.openapi(
      createRoute({
        method: "get",
        path,
        tags: ["Models"],
        operationId: `describeModel${suffix}`,
        summary: suffix === ""
          ? "Describe the default version of a model"
          : "Describe a version of a model, or `all`",
        request: { params },
        responses: {
          200: jsonResponse(z.array(describedSchema), "Versions"),
          ...errorResponses(),
        },
      }),
      (c) => {
        const { name, version } = read(c.req.param());
        const versions = version === "all"
          ? store.versions(name)
          : [store.get(name, version)];
        return c.json(versions.map((it) => describe(it, store)), 200);
      },
    );
    app.openapi(
      createRoute({
        method: "put",
        path,
        tags: ["Models"],
        operationId: `scaleModel${suffix}`,
        summary: "Change the number of workers",
        request: { params, query: scaleQuery },
        responses: {
          200: statusResponse("The workers are there"),
          202: statusResponse("The workers are being loaded"),
          ...errorResponses({ more: [422] }),
        },
      }),
      async (c) => {
        const { name, version } = read(c.req.param());
        const { min_worker, max_worker, synchronous } = c.req.valid("query");
        if (max_worker !== undefined && max_worker < min_worker) {
          throw ServiceError.unprocessable(
            `max_worker: ${max_worker} is below min_worker ${min_worker}`,
          );
        }
        const model = store.get(name, version);
        if (synchronous === "true") {
          await model.scale(min_worker);
          return c.json({
            status: `Workers scaled to ${min_worker} for model: ${name}`,
          }, 200);
        }
        model.scale(min_worker).catch(onBug);
        return c.json({ status: "Processing worker updates..." }, 202);
      },
    );
    app.openapi(
      createRoute({
        method: "delete",
        path,
        tags: ["Models"],
        operationId: `unregisterModel${suffix}`,
        summary: "Take a version out, after it has answered what it was asked",
        request: { params },
        responses: {
          200: statusResponse("It is gone"),
          ...errorResponses({ more: [409] }),
        },
      }),
      async (c) => {
        const { name, version } = read(c.req.param());
        await store.unregister(name, version);
        return c.json({ status: `Model "${name}" unregistered` }, 200);
      },
    );
  }
}

function describe(
  { archive, workers, pending, queueSize }: ModelVersion,
  store: ModelStore,
): z.infer<typeof describedSchema> {
  const { name, version } = archive;
  const { weights, shadow } = store.traffic(name);
  const total = Object.values(weights).reduce((sum, it) => sum + it, 0);
  return {
    modelName: name,
    modelVersion: version,
    modelUrl: archive.url,
    runtime: "onnx",
    minWorkers: workers.length,
    maxWorkers: workers.length,
    batchSize: queueSize,
    maxBatchDelay: 0,
    defaultVersion: store.defaultVersion(name) === version,
    trafficWeight: (weights[version] ?? 0) / total,
    shadow: shadow === version,
    metrics: { ...archive.metrics },
    workers: workers.map(({ id, startedAtMs }) => ({
      id: String(id),
      startTime: new Date(startedAtMs).toISOString(),
      status: "READY",
      gpu: false,
    })),
    jobQueueStatus: {
      remainingCapacity: Math.max(0, queueSize - pending),
      pendingRequests: pending,
    },
  };
}
