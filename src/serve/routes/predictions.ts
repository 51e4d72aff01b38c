import { createRoute, z } from "@hono/zod-openapi";
import { createRoutes } from "../create_routes.ts";
import { predictAnswerSchema, predictBodySchema } from "../predict_schemas.ts";
import { recommendationJson } from "../recommendation_json.ts";
import type { RecommenderService } from "../recommender_service.ts";
import { errorResponses, jsonResponse } from "../responses.ts";

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
    { model_name, model_version }: z.infer<typeof modelParam> & {
      model_version?: string;
    },
    { data, sessions, ...options }: z.infer<typeof predictBodySchema>,
  ) => {
    const answered = await service.recommend({
      model: model_name,
      version: model_version,
      sessions: sessions ?? [data!],
      names: (session) =>
        sessions === undefined ? "data" : `sessions[${session}]`,
      options,
    });
    return {
      version: answered.version,
      body: answered.recommendations.map(recommendationJson),
    };
  };
  app.openapi(ofModel, async (c) => {
    const params = c.req.valid("param");
    c.set("model", params.model_name);
    const { version, body } = await answer(params, c.req.valid("json"));
    c.set("version", version);
    return c.json(body, 200);
  });
  app.openapi(ofVersion, async (c) => {
    const params = c.req.valid("param");
    c.set("model", params.model_name);
    const { version, body } = await answer(params, c.req.valid("json"));
    c.set("version", version);
    return c.json(body, 200);
  });
  return app;
}
