//! One library's side of the comparison, told by `runtime` what to do.

mod diesel_async_peer;
mod diesel_peer;
mod sea_orm_peer;
mod sqlx_postgres;
mod sqlx_sqlite;

use dualect_measure::{POOL, READERS, serve, serve_blocking};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [who, database, url] = arguments.as_slice() else {
        panic!("dualect-bench-peers <who> <database> <url>");
    };
    match (who.as_str(), database.as_str()) {
        ("diesel", "sqlite") => serve_blocking(READERS, 1, || diesel_peer::sqlite::open(url)),
        ("diesel", "postgres") => serve_blocking(POOL, POOL, || diesel_peer::postgres::open(url)),
        _ => tokio::runtime::Runtime::new()
            .expect("a runtime")
            .block_on(concurrent(who, database, url)),
    }
}

async fn concurrent(who: &str, database: &str, url: &str) {
    match (who, database) {
        ("sqlx", "sqlite") => serve(sqlx_sqlite::connect(url).await).await,
        ("sqlx", "postgres") => serve(sqlx_postgres::connect(url).await).await,
        ("sea-orm", "sqlite") => serve(sea_orm_peer::sqlite::connect(url).await).await,
        ("sea-orm", "postgres") => serve(sea_orm_peer::postgres::connect(url).await).await,
        ("diesel-async", "sqlite") => serve(diesel_async_peer::sqlite::connect(url).await).await,
        ("diesel-async", "postgres") => {
            serve(diesel_async_peer::postgres::connect(url).await).await;
        }
        (who, database) => panic!("nobody called {who} for {database}"),
    }
}
