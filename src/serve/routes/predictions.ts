import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { createRoutes } from "../create_routes.ts";
import { predictAnswerSchema, predictBodySchema } from "../predict_schemas.ts";
import { recommendationJson } from "../recommendation_json.ts";
import type { RecommenderService } from "../recommender_service.ts";
import { errorResponses, jsonResponse } from "../responses.ts";
import type { ServeEnv } from "../serve_env.ts";

const modelParam = z.object({
  model_name: z.string().openapi({ description: "Name of the model" }),
});
const versionParam = modelParam.extend({
  model_version: z.string().openapi({ description: "Its version" }),
});

const request = {
  body: {
    required: true,
    content: { "application/json": { schema: predictBodySchema } },
  },
};
const responses = {
  200: jsonResponse(predictAnswerSchema, "What each session is recommended"),
  ...errorResponses({ body: true }),
};

const ofModel = createRoute({
  method: "post",
  path: "/predictions/{model_name}",
  operationId: "predictions",
  summary: "Recommend products for a session",
  request: { params: modelParam, ...request },
  responses,
});
const ofVersion = createRoute({
  method: "post",
  path: "/predictions/{model_name}/{model_version}",
  operationId: "version_predictions",
  summary: "Recommend products for a session, by one version of the model",
  request: { params: versionParam, ...request },
  responses,
});

/** TorchServe's inference: `POST /predictions/{model}[/{version}]`. */
export function predictions(service: RecommenderService) {
  const app = createRoutes();
  const answer = async (
    c: Context<ServeEnv>,
    { params: { model_name, model_version }, body }: {
      params: z.infer<typeof modelParam> & { model_version?: string };
      body: z.infer<typeof predictBodySchema>;
    },
  ) => {
    const { data, sessions, ...options } = body;
    c.set("model", model_name);
    const { version, recommendations } = await service.recommend({
      model: model_name,
      version: model_version,
      sessions: sessions ?? [data!],
      names: (session) =>
        sessions === undefined ? "data" : `sessions[${session}]`,
      options,
    });
    c.set("version", version);
    return recommendations.map(recommendationJson);
  };
  app.openapi(ofModel, async (c) => {
    const params = c.req.valid("param");
    const body = c.req.valid("json");
    return c.json(await answer(c, { params, body }), 200);
  });
  app.openapi(ofVersion, async (c) => {
    const params = c.req.valid("param");
    const body = c.req.valid("json");
    return c.json(await answer(c, { params, body }), 200);
  });
  return app;
}
