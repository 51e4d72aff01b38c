import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { createRoutes } from "../create_routes.ts";
import type { ModelStore } from "../model_store.ts";
import { inferBodySchema, readTensors } from "../open_inference_tensors.ts";
import type { RecommenderService } from "../recommender_service.ts";
import { errorResponses, jsonResponse } from "../responses.ts";
import type { ServeEnv } from "../serve_env.ts";

const modelParam = z.object({ model_name: z.string() });
const versionParam = modelParam.extend({ model_version: z.string() });

const tensorMetadata = z.object({
  name: z.string(),
  datatype: z.string(),
  shape: z.array(z.int()),
});
const metadataSchema = z.object({
  name: z.string(),
  versions: z.array(z.string()),
  platform: z.string(),
  inputs: z.array(tensorMetadata),
  outputs: z.array(tensorMetadata),
}).openapi("ModelMetadata");
const inferAnswerSchema = z.object({
  id: z.string().optional(),
  model_name: z.string(),
  model_version: z.string(),
  outputs: z.array(tensorMetadata.extend({
    data: z.array(z.union([z.string(), z.number()])),
  })),
}).openapi("InferResponse");

const OUTPUTS = [
  { name: "product_ids", datatype: "BYTES", shape: [-1, -1] },
  { name: "probabilities", datatype: "FP32", shape: [-1, -1] },
];

/** The Open Inference Protocol, version 2, over HTTP. */
export function openInference(
  store: ModelStore,
  service: RecommenderService,
): OpenAPIHono<ServeEnv> {
  const app = createRoutes();
  addHealth(app, store);
  addMetadata(app, store);
  for (
    const { path, params } of [
      { path: "/v2/models/{model_name}/infer", params: modelParam },
      {
        path: "/v2/models/{model_name}/versions/{model_version}/infer",
        params: versionParam,
      },
    ]
  ) {
    const route = createRoute({
      method: "post",
      path,
      tags: ["Open Inference Protocol"],
      summary: "Recommend products for sessions, as tensors",
      request: {
        params,
        body: {
          required: true,
          content: { "application/json": { schema: inferBodySchema } },
        },
      },
      responses: {
        200: jsonResponse(
          inferAnswerSchema,
          "Products and their probabilities",
        ),
        ...errorResponses({ body: true }),
      },
    });
    app.openapi(route, async (c) => {
      const params = c.req.valid("param");
      const { model_name } = params;
      const version = "model_version" in params
        ? params.model_version as string
        : undefined;
      const body = c.req.valid("json");
      const { reader } = store.get(model_name, version);
      const { sessions, options } = readTensors(body, reader.fields[0]!);
      const answered = await service.recommend({
        model: model_name,
        version,
        sessions,
        names: (session) => `inputs, row ${session}`,
        options,
      });
      c.env.seen.model = answered.model;
      c.env.seen.version = answered.version;
      return c.json({
        ...(body.id === undefined ? {} : { id: body.id }),
        model_name,
        model_version: answered.version,
        outputs: outputTensors(answered.recommendations, options.k),
      }, 200);
    });
  }
  return app;
}

/** Rows are filled up with "" and 0 where fewer products could come. */
function outputTensors(
  recommendations: readonly {
    readonly productIds: readonly string[];
    readonly probabilities: readonly number[];
  }[],
  k: number,
) {
  const shape = [recommendations.length, k];
  const fill = <T>(rows: readonly (readonly T[])[], by: T): T[] =>
    rows.flatMap((row) => [
      ...row,
      ...Array.from({ length: k - row.length }, () => by),
    ]);
  return [
    {
      ...OUTPUTS[0]!,
      shape,
      data: fill(recommendations.map((it) => it.productIds), ""),
    },
    {
      ...OUTPUTS[1]!,
      shape,
      data: fill(recommendations.map((it) => it.probabilities), 0),
    },
  ];
}

function addHealth(app: OpenAPIHono<ServeEnv>, store: ModelStore): void {
  const isReady = (name: string, version?: string) =>
    store.get(name, version).workers.length > 0;
  const ready = z.object({ ready: z.boolean() });
  const responses = {
    200: jsonResponse(ready, "Ready"),
    ...errorResponses(),
  };
  app.openapi(
    createRoute({
      method: "get",
      path: "/v2/health/live",
      tags: ["Health"],
      summary: "Whether the server runs",
      responses: {
        200: jsonResponse(z.object({ live: z.boolean() }), "It runs"),
        ...errorResponses(),
      },
    }),
    (c) => c.json({ live: true }, 200),
  );
  app.openapi(
    createRoute({
      method: "get",
      path: "/v2/health/ready",
      tags: ["Health"],
      summary: "Whether every model can be asked",
      responses: {
        ...responses,
        503: jsonResponse(ready, "Not all models have a worker"),
      },
    }),
    (c) =>
      store.names.length > 0 && store.names.every((it) => isReady(it))
        ? c.json({ ready: true }, 200)
        : c.json({ ready: false }, 503),
  );
  for (
    const { path, params } of [
      { path: "/v2/models/{model_name}/ready", params: modelParam },
      {
        path: "/v2/models/{model_name}/versions/{model_version}/ready",
        params: versionParam,
      },
    ]
  ) {
    app.openapi(
      createRoute({
        method: "get",
        path,
        tags: ["Open Inference Protocol"],
        summary: "Whether a model can be asked",
        request: { params },
        responses: {
          ...responses,
          503: jsonResponse(ready, "The model has no worker"),
        },
      }),
      (c) => {
        const { model_name, model_version } = c.req.param() as {
          model_name: string;
          model_version?: string;
        };
        return isReady(model_name, model_version)
          ? c.json({ ready: true }, 200)
          : c.json({ ready: false }, 503);
      },
    );
  }
}

function addMetadata(app: OpenAPIHono<ServeEnv>, store: ModelStore): void {
  app.openapi(
    createRoute({
      method: "get",
      path: "/v2/models",
      tags: ["Open Inference Protocol"],
      summary: "Which models are served",
      responses: {
        200: jsonResponse(
          z.object({ models: z.array(z.object({ name: z.string() })) }),
          "Names, in the order of registration",
        ),
        ...errorResponses(),
      },
    }),
    (c) => c.json({ models: store.names.map((name) => ({ name })) }, 200),
  );
  app.openapi(
    createRoute({
      method: "get",
      path: "/v2",
      tags: ["Open Inference Protocol"],
      summary: "What this server is",
      responses: {
        200: jsonResponse(
          z.object({
            name: z.string(),
            version: z.string(),
            extensions: z.array(z.string()),
          }),
          "Name and version",
        ),
        ...errorResponses(),
      },
    }),
    (c) => c.json({ name: "nextcart", version: "2", extensions: [] }, 200),
  );
  for (
    const { path, params } of [
      { path: "/v2/models/{model_name}", params: modelParam },
      {
        path: "/v2/models/{model_name}/versions/{model_version}",
        params: versionParam,
      },
    ]
  ) {
    app.openapi(
      createRoute({
        method: "get",
        path,
        tags: ["Open Inference Protocol"],
        summary: "Tensors that a model reads and gives",
        request: { params },
        responses: {
          200: jsonResponse(metadataSchema, "Its versions and tensors"),
          ...errorResponses(),
        },
      }),
      (c) => {
        const { model_name, model_version } = c.req.param() as {
          model_name: string;
          model_version?: string;
        };
        const { reader } = store.get(model_name, model_version);
        return c.json({
          name: model_name,
          versions: store.versions(model_name).map((it) => it.archive.version),
          platform: "onnx",
          inputs: reader.fields.map((name) => ({
            name,
            datatype: "BYTES",
            shape: [-1, -1],
          })),
          outputs: OUTPUTS,
        }, 200);
      },
    );
  }
}
