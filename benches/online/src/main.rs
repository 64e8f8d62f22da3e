//! How long those who use a table of a million rows wait while it is changed: each change by the simple and by the online route, under
//! the same load of reads and writes, on a server of its own. Prints a Markdown table.
//!
//! `cargo run --release -p dualect-bench-online [-- rows]`

mod changes;
mod load;

use std::time::{Duration, Instant};

use changes::{Change, Route};
use dualect::migrate::{Scripts, Settings, postgres};
use dualect::{Dialect, Migration, Migrations};
use dualect_tests::postgres::Database;
use load::{Load, Waits};

/// The load alone, before anything is migrated.
const CALM: Duration = Duration::from_secs(5);

#[tokio::main]
async fn main() {
    let rows: u32 = std::env::args().nth(1).map_or(1_000_000, |text| text.parse().expect("a number of rows"));
    let database = Database::create().await;
    let client = database.connect().await;
    client.batch_execute(&changes::first()).await.expect("the tables can be made");
    client.batch_execute(&changes::fill(rows)).await.expect("the tables can be filled");
    client.batch_execute("VACUUM ANALYZE").await.expect("the tables can be analysed");
    println!("| change | route | took | statements | 99 of 100 within | longest | over 100 ms |");
    println!("|---|---|---|---|---|---|---|");
    let load = Load::start(&database, rows).await;
    tokio::time::sleep(CALM).await;
    print("none", "", CALM, &load.stop().await);
    for change in changes::all() {
        for route in [Route::Simple, Route::Online] {
            let (took, waits) = measured(&database, rows, &change, route).await;
            print(change.name, route.name(), took, &waits);
        }
    }
}

async fn measured(database: &Database, rows: u32, change: &Change, route: Route) -> (Duration, Waits) {
    let (up, down) = change.files(route);
    let migration = [Migration { tag: "20260101000000_change", up: &up, down: &down }];
    let migrations = Migrations { schema_hash: "", sqlite: &[], postgres: &migration };
    let scripts = Scripts::read(&migrations, Dialect::Postgres).expect("they are in order");
    let settings = Settings { accept_lossy: true, ..Settings::default() };
    let mut client = database.connect().await;
    let load = Load::start(database, rows).await;
    // What waits because of it has to be seen to wait.
    tokio::time::sleep(Duration::from_millis(200)).await;
    let start = Instant::now();
    postgres::migrate(&mut client, &scripts, &settings).await.expect("it can be migrated");
    let took = start.elapsed();
    let waits = load.stop().await.since(start);
    postgres::rollback(&mut client, &scripts, 1, &settings).await.expect("it can be rolled back");
    client.batch_execute("VACUUM ANALYZE").await.expect("it can be analysed");
    (took, waits)
}

fn print(change: &str, route: &str, took: Duration, waits: &Waits) {
    let millis = |time: Duration| format!("{:.1} ms", time.as_secs_f64() * 1000.0);
    println!(
        "| {change} | {route} | {:.2} s | {} | {} | {} | {} |",
        took.as_secs_f64(),
        waits.count(),
        millis(waits.percentile(99)),
        millis(waits.longest()),
        waits.over(Duration::from_millis(100)),
    );
}
