//! One side of the comparison, told by `runtime` what to do: the generated functions, or the same work by hand on the driver.

mod by_hand_postgres;
mod by_hand_sqlite;
mod generated;

use dualect_measure::{POOL, READERS, serve, serve_blocking};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [who, database, url] = arguments.as_slice() else {
        panic!("dualect-bench-worker <who> <database> <url>");
    };
    let runtime = || tokio::runtime::Runtime::new().expect("a runtime");
    match (who.as_str(), database.as_str()) {
        ("dualect", _) => {
            runtime().block_on(async { serve(generated::connect(url, READERS, POOL).await).await });
        }
        ("by-hand", "sqlite") => serve_blocking(READERS, 1, || by_hand_sqlite::open(url)),
        ("by-hand", "postgres") => {
            runtime().block_on(async { serve(by_hand_postgres::connect(url, POOL).await).await });
        }
        (who, database) => panic!("nobody called {who} for {database}"),
    }
}
