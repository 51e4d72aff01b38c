import { createRoute, z } from "@hono/zod-openapi";
import type { DirectRequest, DirectRoute } from "../direct_route.ts";
import { predictAnswerSchema, predictBodySchema } from "../predict_schemas.ts";
import { readPredictBody } from "../read_predict_body.ts";
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
  tags: ["Predictions"],
  operationId: "predictions",
  summary: "Recommend products for a session",
  request: { params: modelParam, ...request },
  responses,
});
const ofVersion = createRoute({
  method: "post",
  path: "/predictions/{model_name}/{model_version}",
  tags: ["Predictions"],
  operationId: "version_predictions",
  summary: "Recommend products for a session, by one version of the model",
  request: { params: versionParam, ...request },
  responses,
});

/** TorchServe's inference: `POST /predictions/{model}[/{version}]`. */
export function predictions(service: RecommenderService): DirectRoute[] {
  const answer = async ({ params, body, seen }: DirectRequest) => {
    const { data, sessions, ...options } = readPredictBody(body);
    seen.model = params.model_name!;
    const { version, recommendations } = await service.recommend({
      model: params.model_name!,
      version: params.model_version,
      sessions: sessions ?? [data!],
      names: (session) =>
        sessions === undefined ? "data" : `sessions[${session}]`,
      options,
    });
    seen.version = version;
    return recommendations.map(recommendationJson);
  };
  return [ofModel, ofVersion].map((route) => ({ route, answer }));
}
