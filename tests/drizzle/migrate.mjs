// Applies a folder of migrations with drizzle-orm's own migrator, as an app on Node.js does.
//
//     node migrate.mjs sqlite   <file> <folder>
//     node migrate.mjs postgres <url>  <folder>
//
// The connection is an ordinary one: better-sqlite3 checks foreign keys by default. Exit code 0 once the folder is applied, 1 where the
// database refuses it; standard error then holds the reason, the driver's own words last.
import BetterSqlite3 from "better-sqlite3";
import { drizzle as overSqlite } from "drizzle-orm/better-sqlite3";
import { migrate as migrateSqlite } from "drizzle-orm/better-sqlite3/migrator";
import { drizzle as overPostgres } from "drizzle-orm/node-postgres";
import { migrate as migratePostgres } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";

const [dialect, database, migrationsFolder] = process.argv.slice(2);

async function migrate() {
  switch (dialect) {
    case "sqlite": {
      const client = new BetterSqlite3(database);
      try {
        migrateSqlite(overSqlite({ client }), { migrationsFolder });
      } finally {
        client.close();
      }
      return;
    }
    case "postgres": {
      const client = new pg.Client({ connectionString: database });
      await client.connect();
      try {
        await migratePostgres(overPostgres({ client }), { migrationsFolder });
      } finally {
        await client.end();
      }
      return;
    }
    default:
      throw new Error(`"${dialect}" is neither sqlite nor postgres`);
  }
}

try {
  await migrate();
} catch (error) {
  for (let cause = error; cause; cause = cause.cause) {
    console.error(cause.message);
  }
  process.exitCode = 1;
}
