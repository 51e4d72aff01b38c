import type { ColumnsParams, PrepareParams } from "../config.ts";
import { SPLITS } from "../prepare/dataset_splits.ts";
import { cleaningSteps } from "../prepare/cleaning_steps.ts";
import { DEFAULT_SCALER } from "../prepare/fit_features.ts";
import { canonicalSelect, type RawEvents } from "./canonical_sql.ts";
import { cleaningStatements } from "./cleaning_sql.ts";
import { cutSelect } from "./cut_sql.ts";
import type { Dialect } from "./dialect.ts";
import { encodeSelect } from "./encode_sql.ts";
import { scalerSelect, vocabularySelect } from "./fit_sql.ts";
import { AFTER_ALL } from "./given_rows.ts";
import { itemCodesSelect, itemPropertiesSelect } from "./item_sql.ts";
import type { LogStudy } from "./log_study.ts";
import { PlanColumns } from "./plan_columns.ts";
import { splitSelect, targetSql } from "./split_sql.ts";
import type { Statement } from "./statement.ts";
import { UNKNOWN } from "../features/unknown.ts";

/** A given test set. */
export interface GivenEvents {
  /** Names of its columns; what they mean is what those of the events mean. */
  readonly columns: ColumnsParams;
  /** Its events as they come. */
  readonly raw: RawEvents;
  /** Whether it says which events are to be predicted: it is not cleaned then. */
  readonly marked: boolean;
}

/** Options of {@link preparePlan}. */
export interface PlanOptions {
  /** Names and kinds of the columns. */
  readonly columns: ColumnsParams;
  /** How events are prepared. */
  readonly prepare: PrepareParams;
  /** The events as they come. */
  readonly raw: RawEvents;
  /** Those of a given test set, where `prepare.split.by` is `given`. */
  readonly test?: GivenEvents | undefined;
  /** How the engine spells SQL. */
  readonly dialect: Dialect;
  /** What else is to be found out of the events as they come. */
  readonly study?: Pick<LogStudy, "selects"> | undefined;
  /** Start of the names of all tables. @default {""} */
  readonly prefix?: string;
  /** Folder, below that of results, for these. @default {""} */
  readonly folder?: string;
}

/**
 * Preparing as SQL, step by step as prepareDataset() does it. Besides the three
 * splits it writes what features.json and report.json are made of:
 * `unusable`, `steps`, `sizes`, `vocabularies` and `scalers`, and where items
 * are to be known `item_codes` and `item_properties`, all `.parquet`.
 */
export function preparePlan(options: PlanOptions): Statement[] {
  return new Planner(options).plan();
}

class Planner {
  readonly #options: PlanOptions;
  readonly #marked: boolean;
  readonly #columns: PlanColumns;
  readonly #statements: Statement[] = [];

  constructor(options: PlanOptions) {
    const { columns, prepare, prefix = "" } = options;
    this.#options = options;
    this.#marked = options.test?.marked ?? false;
    const marked = this.#marked;
    this.#columns = new PlanColumns({ columns, prepare, prefix, marked });
  }

  plan(): Statement[] {
    this.#read();
    this.#study();
    this.#split(this.#clean());
    this.#fit();
    if (this.#columns.tellOfItems) this.#tellOfItems();
    this.#encode();
    return this.#statements;
  }

  /** Raw events become canonical ones; those that lack something are counted. */
  #read(): void {
    const { columns, raw, test, dialect } = this.#options;
    const target = this.#marked ? "null" : undefined;
    const withLog = this.#options.study !== undefined;
    const selects = [
      canonicalSelect(columns, { raw, dialect, target, withLog }),
    ];
    if (test !== undefined) {
      selects.push(canonicalSelect(test.columns, {
        ...{ raw: test.raw, dialect, given: true, withLog },
        target: this.#marked ? "told" : undefined,
      }));
    }
    this.#table("events", selects.join(" UNION ALL "));
    const { visit } = this.#columns;
    const some = this.#columns.events.filter((it) => it !== "cart")
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
        `FROM ${this.#name("events")}${
          test ? ` WHERE rid < ${AFTER_ALL}` : ""
        }`,
    );
  }

  #study(): void {
    const { columns, study, test, dialect } = this.#options;
    const rows = `SELECT * FROM ${this.#name("events")}${
      test ? ` WHERE rid < ${AFTER_ALL}` : ""
    }`;
    const selects = study?.selects({ rows, columns, dialect }) ?? {};
    for (const [name, select] of Object.entries(selects)) {
      this.#write(name, select);
    }
  }

  /** The cleaning steps one by one, each with a count of what it leaves. */
  #clean(): string {
    const { prepare, test } = this.#options;
    const steps = cleaningSteps(prepare).map(({ name }) => name);
    const counts: string[] = [];
    const clean = this.#cleanRows(steps, {
      prefix: "",
      where: test && `rid < ${AFTER_ALL}`,
      onStep: (table, at) => counts.push(this.#count(table, at)),
    });
    this.#write(
      "steps",
      counts.map((it) => `SELECT * FROM ${it}`).join(" UNION ALL "),
    );
    if (test === undefined) return clean;
    // As Polars reads a given test set: see readGiven() in prepare.ts.
    const ofGiven = test.marked
      ? steps.slice(0, 1)
      : steps.filter((name) => name !== "minItemSupport");
    const given = this.#cleanRows(ofGiven, {
      prefix: "given_",
      where: `rid > ${AFTER_ALL}`,
    });
    const select = (from: string) =>
      `SELECT ${this.#columns.cleaning.join(", ")}, sid, piece, n FROM ${from}`;
    this.#table("clean", `${select(clean)} UNION ALL ${select(given)}`);
    this.#drop(clean);
    this.#drop(given);
    return this.#name("clean");
  }

  /** Some of the events through the cleaning steps; gives the table they end in. */
  #cleanRows(
    steps: readonly string[],
    { prefix, where, onStep }: {
      readonly prefix: string;
      readonly where: string | undefined;
      readonly onStep?: (table: string, at: number) => void;
    },
  ): string {
    const { columns, prepare } = this.#options;
    const { visit, cleaning: keep } = this.#columns;
    const known = {
      session: columns.session !== undefined,
      user: columns.user !== undefined,
    };
    const usable = `SELECT * FROM ${this.#name("events")} ` +
      `WHERE ${USABLE(visit)}${where === undefined ? "" : ` AND ${where}`}`;
    const tables = steps.map((_, at) => `${prefix}step_${at}`);
    steps.forEach((step, at) => {
      const to = this.#name(tables[at]!);
      if (at === 0) {
        this.#table(tables[0]!, cutSelect(usable, { known, keep, prepare }));
      } else {
        const from = this.#name(tables[at - 1]!);
        const columnOf = (name: string) => this.#columns.columnOf(name);
        this.#statements.push(
          ...cleaningStatements(step, { from, to, keep, prepare, columnOf }),
        );
        this.#drop(from);
      }
      onStep?.(to, at);
    });
    return this.#name(tables.at(-1)!);
  }

  /** Counts what a step has left; gives the table of the count. */
  #count(table: string, at: number): string {
    this.#table(
      `count_${at}`,
      `SELECT ${at} AS step, CAST(coalesce(sum(events), 0) AS BIGINT) AS events, ` +
        `count(*) AS sessions ` +
        `FROM (SELECT count(*) AS events FROM ${table} GROUP BY sid, piece) visits`,
    );
    return this.#name(`count_${at}`);
  }

  /** Sessions get their split and number, and events all their columns again. */
  #split(clean: string): void {
    const { columns } = this.#options;
    const [events, kept] = [this.#name("events"), this.#name("kept")];
    const marked = this.#marked;
    this.#table(
      "kept",
      `SELECT rid, sid, piece, time, cart${marked ? ", target" : ""}, ` +
        `row_number() OVER (PARTITION BY sid, piece ORDER BY n) AS k ` +
        `FROM ${clean}`,
    );
    this.#drop(clean);
    const user = columns.user === undefined
      ? `SELECT sid, piece, CAST(NULL AS STRING) AS usr FROM ${kept} WHERE k = 1`
      : `SELECT sid, piece, usr FROM ${kept} JOIN ${events} USING (rid) WHERE k = 1`;
    this.#table(
      "visits",
      `SELECT * FROM (SELECT sid, piece, max(time) AS last_time, ` +
        `count(*) AS events, max_by(cart, k) AS last_cart` +
        (marked ? `, max(CASE WHEN k > 1 THEN target END) AS marked` : "") +
        ` FROM ${kept} GROUP BY sid, piece) ended JOIN (${user}) users ` +
        `USING (sid, piece)`,
    );
    const { split, task } = this.#options.prepare;
    this.#table(
      "parts",
      splitSelect(this.#name("visits"), { split, task, marked }),
    );
    this.#tell({ split, task, marked });
    if (this.#columns.tellOfItems) {
      const usable = `SELECT * FROM ${events} WHERE ${
        USABLE(this.#columns.visit)
      }`;
      this.#table("item_codes", itemCodesSelect(usable));
    }
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

  /** The events of all splits, with what is encoded. */
  #tell(splits: Parameters<typeof targetSql>[0]): void {
    const own = this.#columns.events.filter((it) =>
      it !== "session" && it !== "usr" && !it.startsWith("k_")
    );
    this.#table(
      "told",
      `SELECT part, parts.session, k, ${targetSql(splits)} AS target, ` +
        `parts.usr AS first_usr, ` +
        [
          ...own.map((it) =>
            it.startsWith("c_")
              ? `coalesce(events.${it}, '${UNKNOWN}') AS ${it}`
              : `events.${it}`
          ),
          ...(this.#columns.user === undefined ? [] : ["events.usr"]),
          ...this.#calendar(),
        ].join(", ") +
        ` FROM ${this.#name("kept")} kept JOIN ${this.#name("parts")} parts ` +
        `ON kept.sid = parts.sid AND kept.piece = parts.piece ` +
        `JOIN ${this.#name("events")} events ON events.rid = kept.rid ` +
        `WHERE k <= parts.events`,
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
    const { item, user, categories, numbers } = this.#columns;
    const coded = [item, ...(user === undefined ? [] : [user]), ...categories];
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
    const scalers = numbers.map((name) => {
      const kind = prepare.scalers[name] ?? DEFAULT_SCALER;
      return scalerSelect(name, { from, kind, dialect });
    });
    if (scalers.length === 0) return;
    this.#table("scalers", scalers.join(" UNION ALL "));
    this.#write("scalers", `SELECT * FROM ${this.#name("scalers")}`);
  }

  #tellOfItems(): void {
    const { itemCategories, itemNumbers } = this.#columns;
    this.#write("item_codes", `SELECT * FROM ${this.#name("item_codes")}`);
    this.#write(
      "item_properties",
      itemPropertiesSelect(this.#name("told"), {
        categories: itemCategories,
        numbers: itemNumbers,
      }),
    );
  }

  #encode(): void {
    const { item, user, categories, numbers } = this.#columns;
    for (const part of SPLITS) {
      this.#write(
        part,
        encodeSelect(part, {
          from: this.#name("told"),
          item,
          user,
          categories,
          numbers,
          itemCodes: this.#columns.tellOfItems
            ? this.#name("item_codes")
            : undefined,
          scalers: this.#name("scalers"),
          dialect: this.#options.dialect,
        }),
      );
    }
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
