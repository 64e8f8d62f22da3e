//! A migrator's progress, told while it works.

use std::time::{Duration, Instant};

use dualect::migrate::{Observer, Progress, ScriptFile};
use serde_json::{Value, json};
use tokio::sync::mpsc;
use tokio::time::{MissedTickBehavior, interval};

use crate::error::Result;
use crate::surroundings::Surroundings;

/// How often the line on a terminal is drawn anew.
const TICK: Duration = Duration::from_millis(120);

/// What a migrator did, as it was told.
#[derive(Debug, Default)]
pub(crate) struct Told {
    ended: Vec<(ScriptFile, Value)>,
    adopted: Vec<String>,
    recorded: Vec<String>,
}

impl Told {
    /// How many migrations were applied, or taken back.
    pub(crate) fn count(&self, file: ScriptFile) -> usize {
        self.of(file).count()
    }

    /// What was applied, or taken back, in that order.
    pub(crate) fn of(&self, file: ScriptFile) -> impl Iterator<Item = &Value> {
        let ended = self.ended.iter().filter(move |(of, _)| *of == file);
        ended.map(|(_, value)| value)
    }

    /// Their tags.
    pub(crate) fn tags(&self, file: ScriptFile) -> impl Iterator<Item = &str> {
        self.of(file).filter_map(|value| value["tag"].as_str())
    }

    /// What `--json` prints of a run of `db-migrate`.
    pub(crate) fn as_json(&self) -> Value {
        json!({
            "applied": self.of(ScriptFile::Up).collect::<Vec<_>>(),
            "adopted": self.adopted,
            "recorded": self.recorded,
        })
    }
}

/// Runs the job, which hands the observer to a migrator, and prints what it tells: lines, or with `--json` nothing, and on a terminal
/// what it is at. What was told comes back whether the job went well or not.
pub(crate) async fn watch<T>(
    around: &mut Surroundings<'_>,
    job: impl AsyncFnOnce(Observer) -> T,
) -> (T, Result<Told>) {
    let (send, mut receive) = mpsc::unbounded_channel();
    // Nobody is left to be told only when this function has ended.
    let observer = Observer::new(move |progress| drop(send.send(progress)));
    let mut job = std::pin::pin!(job(observer));
    let mut watcher = Watcher::new(around);
    let mut ticks = interval(TICK);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let done = loop {
        tokio::select! {
            biased;
            Some(progress) = receive.recv() => watcher.take(progress),
            done = &mut job => break done,
            _ = ticks.tick(), if watcher.is_drawing() => watcher.draw(),
        }
    };
    while let Ok(progress) = receive.try_recv() {
        watcher.take(progress);
    }
    watcher.clear();
    (done, watcher.printed.map(|()| watcher.told))
}

/// Prints what is told, and keeps it.
struct Watcher<'a, 'b> {
    around: &'a mut Surroundings<'b>,
    told: Told,
    printed: Result<()>,
    /// What is at work now, and since when.
    at: Option<(String, Instant)>,
    drawn: bool,
}

impl<'a, 'b> Watcher<'a, 'b> {
    fn new(around: &'a mut Surroundings<'b>) -> Self {
        Self {
            around,
            told: Told::default(),
            printed: Ok(()),
            at: None,
            drawn: false,
        }
    }

    fn take(&mut self, progress: Progress) {
        match progress {
            Progress::Waiting => self.wait(),
            Progress::Adopted { tag } => {
                self.say(&format!(
                    "adopted {tag}, which another migrator had applied"
                ));
                self.told.adopted.push(tag);
            }
            Progress::Recorded { tag } => {
                self.say(&format!(
                    "recorded {tag}, a baseline: all that it replaces is applied"
                ));
                self.told.recorded.push(tag);
            }
            Progress::Began {
                tag, number, of, ..
            } => self.at = Some((format!("[{number}/{of}] {tag}"), Instant::now())),
            Progress::Section { tag: _, done, of } => {
                if let Some((text, _)) = &mut self.at {
                    let head = text.split(", section").next().unwrap_or_default();
                    *text = format!("{head}, section {done} of {of} done");
                }
            }
            Progress::Batch { tag: _, rows } => {
                if let Some((text, _)) = &mut self.at {
                    let head = text.split(", rows").next().unwrap_or_default();
                    *text = format!("{head}, rows done: {rows}");
                }
            }
            Progress::Ended {
                tag,
                file,
                out_of_order,
                took,
            } => {
                let late = if out_of_order {
                    ", after newer ones"
                } else {
                    ""
                };
                let done = match file {
                    ScriptFile::Up => "applied",
                    ScriptFile::Down => "took back",
                };
                self.say(&format!("{done} {tag}{late}"));
                self.at = None;
                let took = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
                let value = match file {
                    ScriptFile::Up => {
                        json!({ "tag": tag, "took_ms": took, "out_of_order": out_of_order })
                    }
                    ScriptFile::Down => json!({ "tag": tag, "took_ms": took }),
                };
                self.told.ended.push((file, value));
            }
        }
    }

    fn wait(&mut self) {
        self.clear();
        let noted = self
            .around
            .note("another migrator is at work here: waiting for it");
        self.keep(noted);
    }

    fn say(&mut self, line: &str) {
        self.clear();
        let said = self.around.say(line);
        self.keep(said);
    }

    /// The first line that could not be printed is what is told in the end; the migrator is not stopped by it.
    fn keep(&mut self, printed: Result<()>) {
        if self.printed.is_ok() {
            self.printed = printed;
        }
    }

    fn is_drawing(&self) -> bool {
        self.around.draws && self.at.is_some()
    }

    fn draw(&mut self) {
        if let Some((text, since)) = &self.at {
            let elapsed = since.elapsed().as_secs_f64();
            // Erases the line first. Where a terminal cannot be written to, there is nobody to tell.
            let _ = write!(self.around.err, "\r\u{1b}[2K{text}, {elapsed:.1} s");
            let _ = self.around.err.flush();
            self.drawn = true;
        }
    }

    fn clear(&mut self) {
        if std::mem::take(&mut self.drawn) {
            let _ = write!(self.around.err, "\r\u{1b}[2K");
            let _ = self.around.err.flush();
        }
    }
}
