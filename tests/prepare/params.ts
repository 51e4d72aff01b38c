import {
  type JsonObject,
  type PrepareParams,
  resolveParams,
} from "../../src/config.ts";

/** Columns of the events that tests make. */
const columns = {
  session: "session",
  user: "user",
  time: { column: "time" },
  item: "item",
  event: { column: "event", cart: "cart" },
  categories: { brand: "brand" },
  numbers: { price: "price" },
};

/** All parameters of a dataset, with these of `prepare` set. */
export function testParams(prepare: JsonObject = {}) {
  return resolveParams({
    preset: {
      description: "Made by a test",
      events: { format: "csv", columns },
      params: { prepare },
    },
  });
}

/** Parameters of `prepare`, these set and the others at their defaults. */
export function prepareParams(prepare: JsonObject = {}): PrepareParams {
  return testParams(prepare).prepare;
}
