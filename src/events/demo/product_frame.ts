import pl from "nodejs-polars";
import { drawNormal, type Prng } from "../../random.ts";
import type { Catalogue } from "./catalogue.ts";
import { drawIndex } from "./draw.ts";

/** Most variants (colours, sizes) of one product. */
export const VARIANTS = 3;

const PACKAGE_SIZES = ["S", "M", "L", "XL", "multipack"];
const QUALITIES = ["basic", "standard", "premium"];

/**
 * What the shop's database says about each variant of each product, in the
 * column names of the original system. Row `item × VARIANTS + variant`; some
 * products lack a brand, a rating, hearts, a package size or a quality.
 */
export function productFrame(catalogue: Catalogue, prng: Prng): pl.DataFrame {
  const { items, brand, type, tier, price } = catalogue;
  const rows = Array.from(
    { length: items * VARIANTS },
    (_, row) => Math.floor(row / VARIANTS),
  );
  const byItem = <T>(draw: (item: number) => T, missing: number) => {
    const values = Array.from(
      { length: items },
      (_, item) => prng() < missing ? null : draw(item),
    );
    return rows.map((item) => values[item]!);
  };
  const text = (name: string, values: (string | null)[]) =>
    pl.Series(name, values, pl.Utf8);
  const whole = (name: string, values: (number | null)[]) =>
    pl.Series(name, values, pl.Float64).cast(pl.Int64);
  return pl.DataFrame([
    pl.Series("variant", Int32Array.from(rows.keys())),
    whole("product_id", byItem((item) => FIRST_PRODUCT + item, 0)),
    text("product_variant_hash", rows.map(() => drawHash(prng))),
    whole("brand_id", byItem((item) => 1 + brand[item]!, 0.02)),
    whole("product_type_id", byItem((item) => 1 + type[item]!, 0)),
    text(
      "package_size",
      byItem(() => PACKAGE_SIZES[drawIndex(prng, PACKAGE_SIZES.length)]!, 0.05),
    ),
    text("quality", byItem((item) => QUALITIES[tier[item]!]!, 0.08)),
    pl.Series(
      "customer_price_cz",
      rows.map((item) => price[item]!),
      pl.Float64,
    ),
    // The original's data keep ratings as text.
    text("rating_lifetime", byItem(() => drawRating(prng), 0.1)),
    whole("hearts", byItem(() => Math.floor(8 * prng() ** -0.7), 0.1)),
  ]);
}

const FIRST_PRODUCT = 1001;

function drawHash(prng: Prng): string {
  return drawIndex(prng, 2 ** 32).toString(16).padStart(8, "0");
}

function drawRating(prng: Prng): string {
  return Math.min(5, Math.max(1, 4.2 + 0.5 * drawNormal(prng))).toFixed(1);
}
