/**
 * A preset for logs that tests make: CSV of session, time in seconds, item.
 *
 * @param more Further columns, as presets name them.
 */
export function csvPreset(more: Record<string, unknown> = {}) {
  return {
    description: "Made by a test",
    events: {
      format: "csv",
      columns: {
        session: "session",
        time: { column: "time", format: "epoch_s" },
        item: "item",
        ...more,
      },
    },
  };
}
