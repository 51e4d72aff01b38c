import type { EventsParams } from "../../config.ts";

/** What a preset says of events in MySQL. */
export type MysqlParams = Extract<EventsParams, { format: "mysql" }>;
