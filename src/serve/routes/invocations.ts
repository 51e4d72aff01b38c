import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { createRoutes } from "../create_routes.ts";
import type { Scalar, ShopEvent } from "../event_reader.ts";
import type { ModelStore } from "../model_store.ts";
import {
  recommendationSchema,
  recommendOptionsSchema,
} from "../predict_schemas.ts";
import { recommendationJson } from "../recommendation_json.ts";
import type { RecommenderService } from "../recommender_service.ts";
import { errorResponses, jsonResponse } from "../responses.ts";
import { ServiceError } from "../service_error.ts";
import type { ServeEnv } from "../serve_env.ts";

const MAX_EVENTS = 10_000;
const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const records = z.array(z.record(z.string(), scalar)).max(MAX_EVENTS);

/** MLflow's four forms of a table; exactly one of them is wanted. */
const bodySchema = z.strictObject({
  dataframe_records: records.optional(),
  dataframe_split: z.object({
    columns: z.array(z.string()),
    data: z.array(z.array(scalar)).max(MAX_EVENTS),
  }).optional(),
  instances: records.optional(),
  inputs: z.union([records, z.record(z.string(), z.array(scalar))]).optional(),
  params: recommendOptionsSchema.optional(),
}).openapi("InvocationsRequest", {
  example: { dataframe_records: [{ product_id: "p1" }], params: { k: 5 } },
});

const route = createRoute({
  method: "post",
  path: "/invocations",
  tags: ["MLflow"],
  operationId: "invocations",
  summary:
    "Recommend products as an MLflow server does: a row per event, sessions told apart by their column",
  request: {
    body: {
      required: true,
      content: { "application/json": { schema: bodySchema } },
    },
  },
  responses: {
    200: jsonResponse(
      z.object({ predictions: z.array(recommendationSchema) }),
      "What each session is recommended, in the order of their first events",
    ),
    ...errorResponses({ body: true }),
  },
});

/** MLflow's scoring protocol, for the model that was registered first. */
export function invocations(
  store: ModelStore,
  service: RecommenderService,
): OpenAPIHono<ServeEnv> {
  const app = createRoutes();
  app.openapi(route, async (c) => {
    const model = store.names[0];
    if (model === undefined) throw ServiceError.modelNotFound("any");
    const body = c.req.valid("json");
    const { sessionField } = store.get(model).reader;
    const answered = await service.recommend({
      model,
      sessions: groupBySession(readRows(body), sessionField),
      names: (session) => `session ${session}`,
      options: recommendOptionsSchema.parse(body.params ?? {}),
    });
    c.env.seen.model = answered.model;
    c.env.seen.version = answered.version;
    return c.json({
      predictions: answered.recommendations.map(recommendationJson),
    }, 200);
  });
  return app;
}

function readRows(body: z.infer<typeof bodySchema>): readonly ShopEvent[] {
  const { dataframe_records, dataframe_split, instances, inputs } = body;
  const given = [dataframe_records, dataframe_split, instances, inputs]
    .filter((it) => it !== undefined);
  if (given.length !== 1) {
    throw ServiceError.unprocessable(
      "one of dataframe_records, dataframe_split, instances and inputs is wanted",
    );
  }
  if (dataframe_split !== undefined) {
    const { columns, data } = dataframe_split;
    return data.map((row, at) => {
      requireLength(row, columns.length, `dataframe_split, row ${at}`);
      return Object.fromEntries(columns.map((name, at) => [name, row[at]!]));
    });
  }
  const table = dataframe_records ?? instances ?? inputs!;
  return Array.isArray(table) ? table : transpose(table);
}

function transpose(columns: Readonly<Record<string, Scalar[]>>): ShopEvent[] {
  const entries = Object.entries(columns);
  const length = entries[0]?.[1].length ?? 0;
  if (length > MAX_EVENTS) {
    throw ServiceError.unprocessable(
      `inputs: ${length} rows, at most ${MAX_EVENTS} are taken`,
    );
  }
  for (const [name, values] of entries) {
    requireLength(values, length, `inputs, ${name}`);
  }
  return Array.from(
    { length },
    (_, row) =>
      Object.fromEntries(entries.map(([name, values]) => [name, values[row]!])),
  );
}

/** Filling up would let a small body become a table of any size. */
function requireLength(
  { length }: readonly Scalar[],
  wanted: number,
  at: string,
): void {
  if (length === wanted) return;
  throw ServiceError.unprocessable(
    `${at}: ${length} values, ${wanted} are wanted`,
  );
}

/** Rows of one session, in the order in which sessions first come. */
function groupBySession(
  rows: readonly ShopEvent[],
  field: string | undefined,
): readonly (readonly ShopEvent[])[] {
  if (field === undefined || rows.every((it) => it[field] == null)) {
    return [rows];
  }
  return [...Map.groupBy(rows, (row) => row[field] ?? null).values()];
}
