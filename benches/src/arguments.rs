//! What is asked for.

use dualect_measure::Work;

use crate::store::Database;

pub struct Arguments {
    pub databases: Vec<Database>,
    pub rounds: usize,
    /// Which of a hundred rounds, from the quickest, stands for all: 50 is the median; on a busy machine 10 is nearer to a quiet one's.
    pub percentile: usize,
    pub work: Vec<Work>,
    /// What is there is measured, whatever stands in the files.
    pub as_built: bool,
    only: Option<Vec<String>>,
}

impl Arguments {
    pub fn of_this_process() -> Self {
        let mut arguments = Self {
            databases: Vec::new(),
            rounds: 25,
            percentile: 50,
            work: Work::ALL.to_vec(),
            as_built: false,
            only: None,
        };
        let mut given = std::env::args().skip(1);
        let list = |text: String| text.split(',').map(str::to_owned).collect::<Vec<_>>();
        while let Some(argument) = given.next() {
            let mut value = || given.next().unwrap_or_else(|| usage());
            match argument.as_str() {
                "sqlite" => arguments.databases.push(Database::Sqlite),
                "postgres" => arguments.databases.push(Database::Postgres),
                "--rounds" => arguments.rounds = value().parse().unwrap_or_else(|_| usage()),
                "--percentile" => {
                    arguments.percentile = value().parse().unwrap_or_else(|_| usage());
                }
                "--as-built" => arguments.as_built = true,
                "--peers" => arguments.only = Some(list(value())),
                "--work" => {
                    let names = list(value());
                    arguments
                        .work
                        .retain(|work| names.contains(&work.to_string()));
                }
                _ => usage(),
            }
        }
        if arguments.databases.is_empty() {
            arguments.databases = vec![Database::Sqlite, Database::Postgres];
        }
        arguments
    }

    /// Who takes part. By hand comes first: the ratios are to it.
    pub fn peers(&self, database: Database) -> Vec<&'static str> {
        let all = match database {
            Database::Sqlite => [
                "by-hand",
                "dualect",
                "diesel",
                "sqlx",
                "sea-orm",
                "diesel-async",
            ],
            Database::Postgres => [
                "by-hand",
                "dualect",
                "diesel",
                "sqlx",
                "sea-orm",
                "diesel-async",
            ],
        };
        let asked = |name: &&'static str| match &self.only {
            Some(only) => only.iter().any(|asked| asked == name),
            None => true,
        };
        all.into_iter().filter(asked).collect()
    }
}

fn usage() -> ! {
    eprintln!(
        "runtime [sqlite] [postgres] [--rounds N] [--percentile P] [--peers a,b] [--work get,insert] [--as-built]"
    );
    std::process::exit(2)
}
