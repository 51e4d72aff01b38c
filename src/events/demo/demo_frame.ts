import pl from "nodejs-polars";
import type { DemoParams } from "../../config.ts";
import { seededPrng } from "../../random.ts";
import { demoEvents } from "./demo_events.ts";
import { drawIndex } from "./draw.ts";
import { productFrame, VARIANTS } from "./product_frame.ts";

/** Monday, 2024-01-01 00:00 UTC. */
const START_MS = Date.UTC(2024, 0, 1);

/** Shares of rows with a flaw: no product, no time, no price. */
const NO_PRODUCT = 0.0005;
const NO_TIME = 0.0005;
const NO_PRICE = 0.03;

/**
 * The demo shop's events as its database would give them: the raw schema of the
 * original system, with the flaws of real data. A few rows lack the product or
 * the time, some a price, and 40 % of the visits a user.
 */
export function demoFrame(params: DemoParams): pl.DataFrame {
  const prng = seededPrng(params.seed, 1);
  const { catalogue, log } = demoEvents(params);
  const products = productFrame(catalogue, prng);
  const { session, user, item, time, cart } = log.columns();
  const events = pl.DataFrame([
    pl.Series("session", session),
    pl.Series("user", user),
    pl.Series("time", time),
    pl.Series("cart", cart),
    pl.Series(
      "variant",
      item.map((it) => it * VARIANTS + drawIndex(prng, VARIANTS)),
    ),
    pl.Series("flaw", new Float64Array(log.length).map(prng)),
  ]);
  return events.lazy()
    .join(products.lazy(), { on: "variant", how: "left" })
    .select(...rawColumns())
    .collectSync();
}

function rawColumns(): pl.Expr[] {
  const flaw = pl.col("flaw");
  const unless = (flawed: pl.Expr, value: pl.Expr) =>
    pl.when(flawed).then(pl.lit(null)).otherwise(value);
  const noProduct = flaw.lt(pl.lit(NO_PRODUCT));
  const noTime = flaw.gtEq(pl.lit(1 - NO_TIME));
  const noPrice = flaw.gtEq(pl.lit(0.5)).and(flaw.lt(pl.lit(0.5 + NO_PRICE)));
  const time = pl.col("time").add(pl.lit(START_MS)).cast(pl.Int64)
    .cast(pl.Datetime("ms"));
  const user = pl.col("user").cast(pl.Int64);
  return [
    pl.col("session").cast(pl.Int64).add(pl.lit(1)).cast(pl.Int64)
      .alias("session_id"),
    unless(user.lt(pl.lit(0)), user.add(pl.lit(1)).cast(pl.Int64))
      .alias("user_id"),
    unless(noTime, time).alias("timestamp"),
    pl.when(pl.col("cart").eq(pl.lit(1)))
      .then(pl.lit("ADDED_PRODUCT_TO_CART"))
      .otherwise(pl.lit("VISITED_PRODUCT"))
      .alias("event_type"),
    unless(noProduct, pl.col("product_id")).alias("product_id"),
    pl.col("product_variant_hash"),
    pl.col("brand_id"),
    pl.col("product_type_id"),
    pl.col("package_size"),
    pl.col("quality"),
    unless(noPrice, pl.col("customer_price_cz")).alias("customer_price_cz"),
    pl.col("rating_lifetime"),
    pl.col("hearts"),
  ];
}
