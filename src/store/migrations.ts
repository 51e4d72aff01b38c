import type { StoreTables } from "./store_tables.ts";

/** One step in the life of a dataset's tables. */
export interface Migration {
  /** Counted from 1; what was once released is never changed. */
  readonly version: number;
  /** What it does. */
  readonly description: string;
  /**
   * Statements that may run twice: MySQL has no transaction around CREATE and
   * ALTER, so a migration may break off between them.
   */
  readonly statements: (tables: StoreTables) => readonly string[];
}

/** Ids are compared by their bytes: "A" is not "a", and no accent is lost. */
const OPTIONS = "ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";

/**
 * What both MySQL 8 and MariaDB 10.11 understand. The names of our own columns
 * begin with `_` where they stand beside columns that presets name, which begin
 * with a letter; those are added when they are first loaded.
 */
export const MIGRATIONS: readonly Migration[] = [
  {
    version: 1,
    description: "events, with indexes on session, user and time",
    statements: ({ events }) => [
      `CREATE TABLE IF NOT EXISTS ${events} (
        \`_id\` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
        \`_key\` BINARY(16) NOT NULL,
        \`_copy\` INT UNSIGNED NOT NULL,
        \`session\` VARCHAR(255),
        \`user\` VARCHAR(255),
        \`time\` DATETIME(3) NOT NULL,
        \`item\` VARCHAR(255) NOT NULL,
        \`cart\` BOOLEAN,
        UNIQUE KEY \`by_key\` (\`_key\`),
        KEY \`by_session\` (\`session\`, \`time\`),
        KEY \`by_user\` (\`user\`, \`time\`),
        KEY \`by_time\` (\`time\`)
      ) ${OPTIONS}`,
    ],
  },
  {
    version: 2,
    description: "products, versioned by the time of their validity",
    statements: ({ products }) => [
      `CREATE TABLE IF NOT EXISTS ${products} (
        \`item\` VARCHAR(255) NOT NULL,
        \`since\` DATETIME(3) NOT NULL,
        \`known\` DATETIME(3) NOT NULL,
        \`valid_from\` DATETIME(3) NOT NULL,
        \`valid_to\` DATETIME(3) NOT NULL,
        PRIMARY KEY (\`item\`, \`since\`, \`known\`),
        KEY \`by_validity\` (\`item\`, \`valid_from\`, \`valid_to\`)
      ) ${OPTIONS}`,
    ],
  },
  {
    version: 3,
    description: "prepared features, and the dataset that they make up",
    statements: ({ prepared }) => [
      `CREATE TABLE IF NOT EXISTS \`nextcart_datasets\` (
        \`name\` VARCHAR(64) NOT NULL PRIMARY KEY,
        \`digest\` CHAR(64) NOT NULL,
        \`features\` LONGTEXT NOT NULL,
        \`loaded_at\` DATETIME(3) NOT NULL
      ) ${OPTIONS}`,
      `CREATE TABLE IF NOT EXISTS ${prepared} (
        \`_split\` ENUM('train', 'validation', 'test') NOT NULL,
        \`session\` INT NOT NULL,
        \`_position\` INT NOT NULL,
        \`user\` INT NOT NULL,
        \`time\` DATETIME(3) NOT NULL,
        \`item\` INT NOT NULL,
        \`cart\` BOOLEAN NOT NULL,
        \`target\` BOOLEAN NOT NULL,
        PRIMARY KEY (\`_split\`, \`session\`, \`_position\`),
        KEY \`by_time\` (\`time\`)
      ) ${OPTIONS}`,
    ],
  },
];
