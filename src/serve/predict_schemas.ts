import { z } from "@hono/zod-openapi";
import type { ShopEvent } from "./event_reader.ts";
import { isShopEvent } from "./is_shop_event.ts";

/** Events of a session, at most. */
export const MAX_EVENTS = 1000;
const MAX_SESSIONS = 256;
const MAX_K = 1000;
const MAX_IDS = 10_000;

const productId = z.union([z.string(), z.number()]);

/** Checked by hand, as there are many in a request. */
const shopEvent = z.custom<ShopEvent>(
  isShopEvent,
  "an object of texts, numbers, booleans and nulls is wanted",
).openapi({
  type: "object",
  additionalProperties: {
    anyOf: [{ type: "string" }, { type: "number" }, { type: "boolean" }],
    nullable: true,
  },
  description:
    "One event, its fields called as in the shop's log; only the product is needed",
  example: {
    product_id: "p1",
    brand_id: "b1",
    customer_price_cz: 199.9,
  },
});

const condition = z.union([
  z.array(productId).min(1).max(MAX_IDS),
  z.strictObject({ min: z.number().optional(), max: z.number().optional() }),
]);

const session = z.array(shopEvent).max(MAX_EVENTS);

/** How many products a request gets and which. */
export const recommendOptions = {
  k: z.int().min(1).max(MAX_K).default(5).openapi({
    description: "How many products each session gets",
  }),
  exclude_seen: z.boolean().default(false).openapi({
    description: "Leave out the products of the session itself",
  }),
  candidates: z.array(productId).max(MAX_IDS).optional().openapi({
    description: "The only products that may come",
  }),
  filter: z.object({
    exclude: z.array(productId).max(MAX_IDS).optional().openapi({
      description: "Products that must not come",
    }),
  }).catchall(condition).optional().openapi({
    description:
      "Which products may come: by name of a property that the model knows of them, one of the values or bounds of the number; all that is named must hold",
    example: { exclude: ["p7"], brand: ["acme"], price: { max: 100 } },
  }),
};

/** Options by themselves, as `parameters` or `params` of other protocols. */
export const recommendOptionsSchema = z.strictObject(recommendOptions);
/** How many products are wanted, and which. */
export type RecommendOptions = z.infer<typeof recommendOptionsSchema>;

/** Body of `POST /predictions/{model}`. */
export const predictBodySchema = z.strictObject({
  data: session.optional().openapi({
    description: "One session: its events in time order",
  }),
  sessions: z.array(session).min(1).max(MAX_SESSIONS).optional().openapi({
    description: "Several sessions, each its events in time order",
  }),
  ...recommendOptions,
}).refine((it) => (it.data === undefined) !== (it.sessions === undefined), {
  message: "either data (one session) or sessions is wanted",
}).openapi("PredictRequest", {
  example: { data: [{ product_id: "p1" }, { product_id: "p2" }], k: 5 },
});

/** What a session gets. */
export const recommendationSchema = z.object({
  product_ids: z.array(z.string()),
  probabilities: z.array(z.number()),
  popular: z.literal(true).optional().openapi({
    description:
      "There, and true, where nothing was known of the session: these are the bestsellers",
  }),
}).openapi("Recommendation");

/** Answer of `POST /predictions/{model}`: one for each session. */
export const predictAnswerSchema = z.array(recommendationSchema)
  .openapi("PredictResponse");
