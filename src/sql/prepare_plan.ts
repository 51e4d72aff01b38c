import type { ColumnsParams, PrepareParams } from "../config.ts";
import { SPLITS } from "../prepare/dataset_splits.ts";
import { cleaningSteps } from "../prepare/cleaning_steps.ts";
import { DEFAULT_SCALER } from "../prepare/fit_features.ts";
import { canonicalSelect, type RawEvents } from "./canonical_sql.ts";
import { cleaningStatements } from "./cleaning_sql.ts";
import { cutSelect } from "./cut_sql.ts";
import type { Dialect } from "./dialect.ts";
import { type CodedColumn, encodeSelect } from "./encode_sql.ts";
import { scalerSelect, vocabularySelect } from "./fit_sql.ts";
import { splitSelect, targetSql } from "./split_sql.ts";
import type { Statement } from "./statement.ts";
import { UNKNOWN } from "../features/unknown.ts";

/** Options of {@link preparePlan}. */
export interface PlanOptions {
  /** Names and kinds of the columns. */
  readonly columns: ColumnsParams;
  /** How events are prepared. */
  readonly prepare: PrepareParams;
  /** The events as they come. */
  readonly raw: RawEvents;
  /** How the engine spells SQL. */
  readonly dialect: Dialect;
  /** Start of the names of all tables. @default {""} */
  readonly prefix?: string;
  /** Folder, below that of results, for these. @default {""} */
  readonly folder?: string;
}

/**
 * Preparing as SQL, step by step as prepareDataset() does it. Besides the three
 * splits it writes what features.json and report.json are made of:
 * `unusable`, `steps`, `sizes`, `vocabularies`, `support` and `scalers`, all
 * `.parquet`.
 */
export function preparePlan(options: PlanOptions): Statement[] {
  return new Planner(options).plan();
}

class Planner {
  readonly #options: PlanOptions;
  readonly #statements: Statement[] = [];

  constructor(options: PlanOptions) {
    this.#options = options;
  }

  plan(): Statement[] {
    this.#read();
    const clean = this.#clean();
    this.#split(clean);
    this.#fit();
    this.#encode();
    return this.#statements;
  }

  /** Raw events become canonical ones; those that lack something are counted. */
  #read(): void {
    const { columns, prepare: _, ...rest } = this.#options;
    this.#table("events", canonicalSelect(columns, rest));
    const visit = columns.session === undefined ? "usr" : "session";
    const some = this.#eventColumns().filter((it) => it !== "cart")
      .map((it) => `${it} IS NOT NULL`).join(" OR ");
    const count = (holds: string) => `count(CASE WHEN ${holds} THEN 1 END)`;
    const needed = [visit, "time", "item"];
    const missing = needed.map((name, at) => {
      const before = needed.slice(0, at).map((it) => `${it} IS NOT NULL AND `);
      return `${count(`${before.join("")}${name} IS NULL AND (${some})`)} ` +
        `AS missing_${name === "usr" ? "user" : name}`;
    });
    this.#write(
      "unusable",
      `SELECT ${missing.join(", ")}, ${count(USABLE(visit))} AS events ` +
        `FROM ${this.#name("events")}`,
    );
  }

  /** The cleaning steps one by one, each with a count of what it leaves. */
  #clean(): string {
    const { columns, prepare } = this.#options;
    const visit = columns.session === undefined ? "usr" : "session";
    const keep = this.#cleaningColumns();
    const steps = cleaningSteps(prepare);
    const counts: string[] = [];
    steps.forEach(({ name }, at) => {
      const to = this.#name(`step_${at}`);
      if (at === 0) {
        const events = this.#name("events");
        const usable = `SELECT * FROM ${events} WHERE ${USABLE(visit)}`;
        const known = {
          session: columns.session !== undefined,
          user: columns.user !== undefined,
        };
        this.#table("step_0", cutSelect(usable, { known, keep, prepare }));
      } else {
        const from = this.#name(`step_${at - 1}`);
        this.#statements.push(
          ...cleaningStatements(name, {
            ...{ from, to, keep, prepare },
            columnOf: (column) => this.#columnOf(column),
          }),
          { kind: "drop", name: from },
        );
      }
      this.#table(
        `count_${at}`,
        `SELECT ${at} AS step, CAST(coalesce(sum(events), 0) AS BIGINT) AS events, ` +
          `count(*) AS sessions ` +
          `FROM (SELECT count(*) AS events FROM ${to} GROUP BY sid, piece) visits`,
      );
      counts.push(`SELECT * FROM ${this.#name(`count_${at}`)}`);
    });
    this.#write("steps", counts.join(" UNION ALL "));
    return this.#name(`step_${steps.length - 1}`);
  }

  /** Sessions get their split and number, and events all their columns again. */
  #split(clean: string): void {
    const { columns, prepare } = this.#options;
    const [events, kept] = [this.#name("events"), this.#name("kept")];
    this.#table(
      "kept",
      `SELECT rid, sid, piece, time, cart, row_number() OVER ` +
        `(PARTITION BY sid, piece ORDER BY n) AS k FROM ${clean}`,
    );
    this.#drop(clean);
    const user = columns.user === undefined
      ? `SELECT sid, piece, CAST(NULL AS STRING) AS usr FROM ${kept} WHERE k = 1`
      : `SELECT sid, piece, usr FROM ${kept} JOIN ${events} USING (rid) WHERE k = 1`;
    this.#table(
      "visits",
      `SELECT * FROM (SELECT sid, piece, max(time) AS last_time, ` +
        `count(*) AS events, max_by(cart, k) AS last_cart ` +
        `FROM ${kept} GROUP BY sid, piece) ended JOIN (${user}) users ` +
        `USING (sid, piece)`,
    );
    this.#table("parts", splitSelect(this.#name("visits"), prepare));
    const own = this.#eventColumns().filter((it) =>
      it !== "session" && it !== "usr" && !it.startsWith("k_")
    );
    this.#table(
      "told",
      `SELECT part, parts.session, k, ${targetSql(prepare)} AS target, ` +
        `parts.usr AS first_usr, ` +
        [
          ...own.map((it) =>
            it.startsWith("c_")
              ? `coalesce(events.${it}, '${UNKNOWN}') AS ${it}`
              : `events.${it}`
          ),
          ...(columns.user === undefined ? [] : ["events.usr"]),
          ...this.#calendar(),
        ].join(", ") +
        ` FROM ${kept} kept JOIN ${this.#name("parts")} parts ` +
        `ON kept.sid = parts.sid AND kept.piece = parts.piece ` +
        `JOIN ${events} events ON events.rid = kept.rid ` +
        `WHERE k <= parts.events`,
    );
    for (const name of ["kept", "visits", "parts", "events"]) {
      this.#drop(this.#name(name));
    }
    this.#write(
      "sizes",
      `SELECT part, count(DISTINCT session) AS sessions, count(*) AS events, ` +
        `count(CASE WHEN target THEN 1 END) AS targets ` +
        `FROM ${this.#name("told")} GROUP BY part`,
    );
  }

  #calendar(): string[] {
    const time = this.#options.dialect.timestamp("events.time");
    const values = {
      day_of_week: this.#options.dialect.isoDay(time),
      week: `weekofyear(${time})`,
      month: `month(${time})`,
    };
    return this.#options.prepare.calendar
      .map((name) => `${values[name]} AS t_${name}`);
  }

  /** Vocabularies and scalers, on the training split alone. */
  #fit(): void {
    const { prepare, dialect } = this.#options;
    const from = this.#name("told");
    const coded = [this.#item(), ...this.#user(), ...this.#categories()];
    for (const { name, column, vocabulary } of coded) {
      const minFrequency = prepare.minFrequency[name] ?? 1;
      this.#statements.push({
        kind: "table",
        name: vocabulary,
        select: vocabularySelect(
          column === "first_usr" ? "usr" : column,
          { from, minFrequency },
        ),
      });
    }
    this.#write(
      "vocabularies",
      coded.map(({ name, vocabulary }) =>
        `SELECT ${dialect.string(name)} AS name, idx, ` +
        `CAST(value AS STRING) AS value, support FROM ${vocabulary}`
      ).join(" UNION ALL "),
    );
    const scalers = this.#numbers().map((name) => {
      const kind = prepare.scalers[name] ?? DEFAULT_SCALER;
      return scalerSelect(name, { from, kind, dialect });
    });
    if (scalers.length === 0) return;
    this.#table("scalers", scalers.join(" UNION ALL "));
    this.#write("scalers", `SELECT * FROM ${this.#name("scalers")}`);
  }

  #encode(): void {
    for (const part of SPLITS) {
      this.#write(
        part,
        encodeSelect(part, {
          from: this.#name("told"),
          item: this.#item(),
          user: this.#user()[0],
          categories: this.#categories(),
          numbers: this.#numbers(),
          scalers: this.#name("scalers"),
          dialect: this.#options.dialect,
        }),
      );
    }
  }

  #item(): CodedColumn {
    return this.#coded("item", "item");
  }

  #user(): CodedColumn[] {
    if (this.#options.columns.user === undefined) return [];
    return [this.#coded("user", "first_usr")];
  }

  #categories(): CodedColumn[] {
    const { columns, prepare } = this.#options;
    const named = (prefix: string, names: readonly string[]) =>
      names.map((it) => this.#coded(it, `${prefix}${it}`));
    return [
      ...named("c_", Object.keys(columns.categories)),
      ...named("t_", prepare.calendar),
    ].sort((a, b) => a.name < b.name ? -1 : 1);
  }

  #numbers(): string[] {
    return Object.keys(this.#options.columns.numbers).sort();
  }

  #coded(name: string, column: string): CodedColumn {
    return { name, column, vocabulary: this.#name(`v_${column}`) };
  }

  /** All columns of canonical events but `rid`. */
  #eventColumns(): string[] {
    const { columns } = this.#options;
    const prefixed = (prefix: string, names: object) =>
      Object.keys(names).map((it) => `${prefix}${it}`);
    return [
      ...(columns.session === undefined ? [] : ["session"]),
      ...(columns.user === undefined ? [] : ["usr"]),
      ...["time", "item", "cart"],
      ...prefixed("c_", columns.categories),
      ...prefixed("k_", columns.keys),
      ...prefixed("n_", columns.numbers),
    ];
  }

  /** Only what cleaning looks at: the rest is fetched at its end. */
  #cleaningColumns(): string[] {
    const { require, uniqueInSession } = this.#options.prepare;
    return [
      ...new Set([
        ...["rid", "time", "item", "cart"],
        ...require.map((it) => `n_${it}`),
        ...uniqueInSession.map((it) => this.#columnOf(it)),
      ]),
    ];
  }

  #columnOf(name: string): string {
    if (name === "item") return "item";
    return name in this.#options.columns.categories ? `c_${name}` : `k_${name}`;
  }

  #name(name: string): string {
    return `${this.#options.prefix ?? ""}${name}`;
  }

  #table(name: string, select: string): void {
    this.#statements.push({ kind: "table", name: this.#name(name), select });
  }

  #drop(name: string): void {
    this.#statements.push({ kind: "drop", name });
  }

  #write(name: string, select: string): void {
    const { folder } = this.#options;
    const file = `${folder === undefined ? "" : `${folder}/`}${name}.parquet`;
    this.#statements.push({ kind: "write", file, select });
  }
}

const USABLE = (visit: string) =>
  `${visit} IS NOT NULL AND time IS NOT NULL AND item IS NOT NULL`;
