//! Connections of one kind, and the jobs that wait for one.
//!
//! A thread takes a job together with a connection; a short call may borrow a connection that is free and run where it is
//! awaited. Whoever has the connection has it alone.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::Connection;

use super::catch;
use crate::error::{Error, ErrorKind, Result};

/// What a database thread runs.
pub(super) type Job = Box<dyn FnOnce(&mut Connection) + Send>;

/// How long one idle thread looks out for the next job before it sleeps: about what waking it would take.
const LOOK_OUT: Duration = Duration::from_micros(20);

/// How often it looks before it offers its processor to others.
const LOOKS: u32 = 64;

/// Connections that are alike, and jobs for any of them, in order.
pub(super) struct Pool {
    state: Mutex<State>,
    /// A job has come, a connection has come back, or the pool was closed.
    changed: Condvar,
    /// How many jobs wait: for looking without the lock.
    waiting: AtomicUsize,
    /// A thread looks out for jobs: one does, the others sleep.
    looked_out: AtomicBool,
    /// Looking out keeps a processor from the one who would bring a job where there is no other.
    may_look_out: bool,
}

struct State {
    jobs: VecDeque<Job>,
    /// The one that came back last stands last.
    idle: Vec<Idle>,
    /// How many connections there are, idle or not.
    connections: usize,
    /// How many threads sleep.
    asleep: usize,
    closed: bool,
}

/// A connection that nobody uses.
struct Idle {
    connection: Connection,
    user: ThreadMark,
}

/// Which thread it is, among those that live.
#[derive(Clone, Copy, PartialEq, Eq)]
struct ThreadMark(usize);

impl ThreadMark {
    fn here() -> Self {
        thread_local! {
            static MARK: u8 = const { 0 };
        }
        Self(MARK.with(|mark| std::ptr::from_ref(mark).addr()))
    }
}

impl State {
    /// A connection that is free: the one that this thread had last, whose pages are in its processor's cache; else the one that
    /// nobody has had for longest.
    fn take(&mut self) -> Option<Connection> {
        if self.idle.is_empty() {
            return None;
        }
        let here = ThreadMark::here();
        let own = self.idle.iter().rposition(|idle| idle.user == here);
        Some(self.idle.remove(own.unwrap_or(0)).connection)
    }

    fn give_back(&mut self, connection: Connection) {
        let user = ThreadMark::here();
        self.idle.push(Idle { connection, user });
    }
}

impl Pool {
    pub(super) fn new() -> Self {
        Self {
            state: Mutex::new(State {
                jobs: VecDeque::new(),
                idle: Vec::new(),
                connections: 0,
                asleep: 0,
                closed: false,
            }),
            changed: Condvar::new(),
            waiting: AtomicUsize::new(0),
            looked_out: AtomicBool::new(false),
            may_look_out: thread::available_parallelism().is_ok_and(|cores| cores.get() > 1),
        }
    }

    /// Adds a connection.
    pub(super) fn add(&self, connection: Connection) {
        let mut state = self.lock();
        state.connections += 1;
        state.give_back(connection);
        self.tell(state);
    }

    /// Adds a job; after [`Pool::close`] none is taken.
    pub(super) fn push(&self, job: Job) -> Result<()> {
        let mut state = self.lock();
        if state.closed {
            // Dropped outside the lock: what a job owns may come back here.
            drop(state);
            drop(job);
            return Err(Error::new(ErrorKind::Closed));
        }
        state.jobs.push_back(job);
        self.waiting.store(state.jobs.len(), Ordering::Release);
        self.tell(state);
        Ok(())
    }

    /// Gives back the connection of the last job, if there was one, and waits for the next job and a connection for it. `None`
    /// once the pool is closed and no job waits.
    pub(super) fn next(&self, last: Option<Connection>) -> Option<(Job, Connection)> {
        let mut state = self.lock();
        if let Some(connection) = last {
            state.give_back(connection);
        }
        let mut looked = !self.may_look_out;
        loop {
            if !state.jobs.is_empty() {
                if let Some(connection) = state.take()
                    && let Some(job) = state.jobs.pop_front()
                {
                    self.waiting.store(state.jobs.len(), Ordering::Release);
                    if !state.idle.is_empty() {
                        self.tell(state);
                    }
                    return Some((job, connection));
                }
            } else if state.closed {
                return None;
            } else if !looked {
                looked = true;
                drop(state);
                self.look_out();
                state = self.lock();
                continue;
            }
            state.asleep += 1;
            state = self
                .changed
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
            state.asleep -= 1;
        }
    }

    /// A connection that is to be closed, when it is idle. `None` when there is none any more.
    pub(super) fn retire(&self) -> Option<Connection> {
        let mut state = self.lock();
        loop {
            if let Some(Idle { connection, .. }) = state.idle.pop() {
                state.connections -= 1;
                if state.connections == 0 {
                    self.changed.notify_all();
                }
                return Some(connection);
            }
            if state.connections == 0 {
                return None;
            }
            state.asleep += 1;
            state = self
                .changed
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
            state.asleep -= 1;
        }
    }

    /// Runs something here and now on a connection that is free. `None` where there is none but for the jobs that wait.
    pub(super) fn borrow<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T>,
    ) -> Option<Result<T>> {
        let mut state = self.lock();
        if state.closed || state.idle.len() <= state.jobs.len() {
            return None;
        }
        let connection = state.take()?;
        drop(state);
        let outcome = catch(|| work(&connection));
        let mut state = self.lock();
        state.give_back(connection);
        self.tell(state);
        Some(outcome)
    }

    /// How many connections there are, how many of them are idle, and how many jobs wait.
    pub(super) fn counts(&self) -> (usize, usize, usize) {
        let state = self.lock();
        (state.connections, state.idle.len(), state.jobs.len())
    }

    /// Takes no more jobs. Those that wait are still done.
    pub(super) fn close(&self) {
        self.lock().closed = true;
        self.changed.notify_all();
    }

    /// Waits a moment for a job without sleeping, unless another thread does.
    fn look_out(&self) {
        if self.looked_out.swap(true, Ordering::AcqRel) {
            return;
        }
        let started = Instant::now();
        'waiting: while started.elapsed() < LOOK_OUT {
            for _ in 0..LOOKS {
                if self.waiting.load(Ordering::Acquire) > 0 {
                    break 'waiting;
                }
                std::hint::spin_loop();
            }
            thread::yield_now();
        }
        self.looked_out.store(false, Ordering::Release);
    }

    /// Wakes who can go on, if anybody sleeps: a thread that looks out sees by itself, and one at work comes by.
    fn tell(&self, state: MutexGuard<'_, State>) {
        let asleep = state.asleep > 0;
        let closed = state.closed;
        let wanted = !state.jobs.is_empty()
            && !state.idle.is_empty()
            && !self.looked_out.load(Ordering::Acquire);
        drop(state);
        if asleep && closed {
            self.changed.notify_all();
        } else if asleep && wanted {
            self.changed.notify_one();
        }
    }

    /// No code of a job runs under the lock, so that a panic cannot leave it half changed.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
