import type { ShopEvent } from "./event_reader.ts";

/** Whether a value of JSON is an object of plain values. */
export function isShopEvent(value: unknown): value is ShopEvent {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return false;
  }
  const fields = value as Record<string, unknown>;
  for (const name in fields) {
    const field = fields[name];
    if (typeof field === "object" && field !== null) return false;
  }
  return true;
}
