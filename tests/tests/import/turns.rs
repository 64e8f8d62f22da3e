//! One database of drizzle's becomes ours; the two migrators in turn.

use std::fs;

use dualect_cli::Exit;
use dualect_tests::drizzle::Kit;
use dualect_tests::engine::{Database, Engine};
use dualect_tests::project::Project;

use super::{folder, generate, import, made, record, schema};

/// A user, and what a second one needs.
const ADA: &str = "INSERT INTO users (email, name) VALUES ('ada@example.org', 'Ada')";

async fn users(database: &Database) -> String {
    let rows = database.rows("SELECT count(*) FROM users").await;
    rows[0][0].clone().unwrap()
}

/// A project of one engine, imported, with a database that drizzle-orm has migrated.
async fn taken_over(kit: Kit, engine: Engine) -> (Project, Database) {
    let project = made(kit, &[engine]);
    let database = engine.database().await;
    assert_eq!(
        kit.migrate(&database, &project.path(folder(engine))),
        Ok(())
    );
    database.execute(ADA).await;
    import(&project, &[engine]);
    (project, database)
}

#[tokio::test]
async fn a_database_of_drizzles_runs_nothing_again_and_goes_on() {
    for kit in Kit::ALL {
        for engine in Engine::ALL {
            let (project, database) = taken_over(kit, engine).await;
            let before = record(&database).await;
            let generated = project.run(&["db-generate"], None);
            generated.assert_ended(Exit::Done);
            assert!(
                !generated.out.contains("new migration"),
                "{}",
                generated.out
            );
            let migrated = project.run(&["db-migrate"], Some(&database));
            migrated.assert_ended(Exit::Done);
            assert!(migrated.out.contains("adopted "), "{}", migrated.out);
            assert!(!migrated.out.contains("applied 2"), "{}", migrated.out);
            assert_eq!(record(&database).await, before, "{kit:?} {engine:?}");

            let more = project.schema().replacen(
                "[tables.users.columns]\n",
                "[tables.users.columns]\nnote = \"text?\"\n",
                1,
            );
            project.change_to(&more);
            project.migrate(&database);
            assert_eq!(users(&database).await, "1");
            let check = project.run(&["db-check", "--database", &database.url()], None);
            check.assert_ended(Exit::Done);

            // drizzle's migrator finds its own, and nothing to do.
            let after = record(&database).await;
            assert_eq!(
                kit.migrate(&database, &project.path(folder(engine))),
                Ok(())
            );
            assert_eq!(record(&database).await, after);
            // The newer one takes our whole history.
            let ours = project.migrations(engine);
            assert_eq!(Kit::New.migrate(&database, &ours), Ok(()));
            assert_eq!(record(&database).await, after);
            assert_eq!(users(&database).await, "1");
        }
    }
}

#[tokio::test]
async fn a_database_that_is_behind_runs_the_rest_of_drizzles_own_history() {
    for kit in Kit::ALL {
        for engine in Engine::ALL {
            let (project, database) = {
                let project = made(kit, &[engine]);
                let database = engine.database().await;
                assert_eq!(
                    kit.migrate(&database, &project.path(folder(engine))),
                    Ok(())
                );
                // Another second, as drizzle-kit names by seconds.
                std::thread::sleep(std::time::Duration::from_millis(1_100));
                let more = schema(engine).replacen(
                    "  title: text(\"title\").notNull(),",
                    "  title: text(\"title\").notNull(),\n  body: text(\"body\"),",
                    1,
                );
                generate(&project, kit, engine, &more, "bodies");
                import(&project, &[engine]);
                (project, database)
            };
            let migrated = project.run(&["db-migrate"], Some(&database));
            migrated.assert_ended(Exit::Done);
            assert!(
                migrated.out.contains("adopted ") && migrated.out.contains("_init"),
                "{}",
                migrated.out
            );
            assert!(
                migrated.out.contains("applied ") && migrated.out.contains("_bodies"),
                "{}",
                migrated.out
            );
            database.rows("SELECT body FROM posts").await;
            let before = record(&database).await;
            let again = kit.migrate(&database, &project.path(folder(engine)));
            match kit {
                // It goes by milliseconds alone, and we record seconds: until a later migration is there, it tries again what we ran, is
                // refused by the database, and leaves it as it was.
                Kit::Old => assert!(again.is_err_and(|error| error.contains("body"))),
                Kit::New => assert_eq!(again, Ok(())),
            }
            assert_eq!(record(&database).await, before);
            // A new database runs all of it.
            let new = engine.database().await;
            project.migrate(&new);
            let check = project.run(&["db-check", "--database", &new.url()], None);
            check.assert_ended(Exit::Done);
        }
    }
}

#[tokio::test]
async fn an_edited_and_an_unknown_migration_are_refused_before_anything_is_touched() {
    for kit in Kit::ALL {
        for engine in Engine::ALL {
            let (project, database) = taken_over(kit, engine).await;
            let tag = project.tags(engine).remove(0);
            let file = project.migrations(engine).join(&tag).join("migration.sql");
            let sql = fs::read_to_string(&file).unwrap();
            fs::write(
                &file,
                format!("{sql}\n--> statement-breakpoint\nDROP TABLE likes;"),
            )
            .unwrap();
            let before = record(&database).await;
            let refused = project.run(&["db-migrate"], Some(&database));
            refused.assert_ended(Exit::Database);
            assert!(
                refused.err.contains(&tag) && refused.err.contains("changed"),
                "{}",
                refused.err
            );
            assert_eq!(record(&database).await, before);
            fs::write(&file, sql).unwrap();

            // Somebody goes on with drizzle-kit, and we do not know of it.
            std::thread::sleep(std::time::Duration::from_millis(1_100));
            let more = schema(engine).replacen(
                "  title: text(\"title\").notNull(),",
                "  title: text(\"title\").notNull(),\n  body: text(\"body\"),",
                1,
            );
            generate(&project, kit, engine, &more, "bodies");
            assert_eq!(
                kit.migrate(&database, &project.path(folder(engine))),
                Ok(())
            );
            let before = record(&database).await;
            let refused = project.run(&["db-migrate"], Some(&database));
            refused.assert_ended(Exit::Database);
            assert!(refused.err.contains("not among"), "{}", refused.err);
            assert_eq!(record(&database).await, before);
        }
    }
}
