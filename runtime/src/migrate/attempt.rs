//! One migration's run: how long it takes, and who is told of it.

use std::time::Instant;

use super::error::ScriptFile;
use super::ledger::Execution;
use super::progress::Progress;
use super::script::Script;
use super::settings::Settings;

/// A run of a file that has begun.
pub(super) struct Attempt<'a> {
    script: &'a Script,
    file: ScriptFile,
    settings: &'a Settings,
    started: Instant,
    sections: usize,
}

impl<'a> Attempt<'a> {
    /// Begins the run of the file that is the first of `of`, or whichever `number` says.
    pub(super) fn begin(
        script: &'a Script,
        file: ScriptFile,
        (number, of): (usize, usize),
        settings: &'a Settings,
    ) -> Self {
        settings.observer.tell(|| Progress::Began {
            tag: script.tag.to_string(),
            file,
            number,
            of,
        });
        Self {
            script,
            file,
            settings,
            started: Instant::now(),
            sections: 0,
        }
    }

    /// Says how many sections there are.
    pub(super) fn of(&mut self, sections: usize) {
        self.sections = sections;
    }

    /// Tells how many sections are done.
    pub(super) fn reached(&self, done: usize) {
        self.settings.observer.tell(|| Progress::Section {
            tag: self.script.tag.to_string(),
            done,
            of: self.sections,
        });
    }

    /// What is to be recorded of it now.
    pub(super) fn execution(&self) -> Execution<'a> {
        Execution {
            by: &self.settings.by,
            took: self.started.elapsed(),
        }
    }

    /// Tells that it is committed.
    pub(super) fn end(&self, out_of_order: bool) {
        self.settings.observer.tell(|| Progress::Ended {
            tag: self.script.tag.to_string(),
            file: self.file,
            out_of_order,
            took: self.started.elapsed(),
        });
    }
}
