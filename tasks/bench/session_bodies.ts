/** Sessions that requests rotate over, and the events of each. */
const SESSIONS = 64;
const EVENTS = 5;

/** Bodies of the original's client, for the archive of `benchArchive`. */
export function sessionBodies(): string[] {
  return Array.from({ length: SESSIONS }, (_, session) => {
    const data = Array.from({ length: EVENTS }, (_, event) => {
      const product = (session * 311 + event * 7919) % 20_000 + 1;
      return {
        user_id: `u${session * 97 + 1}`,
        product_id: `p${product}`,
        brand_id: `b${product % 1000 + 1}`,
        product_type_id: `t${product % 500 + 1}`,
        customer_price_cz: 100 + product % 900,
        rating_lifetime: product % 50 / 10,
      };
    });
    return JSON.stringify({ data });
  });
}
