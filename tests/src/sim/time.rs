//! Virtual time and the tasks that live in it.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    future::Future,
    pin::Pin,
    rc::Rc,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll, Wake, Waker},
};

use super::dice::Dice;

/// A clock that goes forward only when told.
#[derive(Clone, Debug, Default)]
pub(super) struct Time {
    inner: Rc<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    now_ms: Cell<u64>,
    n_alarms: Cell<u64>,
    alarms: RefCell<BTreeMap<(u64, u64), Waker>>,
}

impl Time {
    /// Milliseconds since the simulation began.
    pub(super) fn now_ms(&self) -> u64 {
        self.inner.now_ms.get()
    }

    /// When the next alarm rings.
    pub(super) fn next_alarm(&self) -> Option<u64> {
        self.inner.alarms.borrow().keys().next().map(|(at, _)| *at)
    }

    /// Goes forward and rings what is due.
    pub(super) fn go_to(&self, at_ms: u64) {
        self.inner.now_ms.set(self.now_ms().max(at_ms));
        let mut alarms = self.inner.alarms.borrow_mut();
        let later = alarms.split_off(&(self.now_ms() + 1, 0));
        for waker in std::mem::replace(&mut *alarms, later).into_values() {
            waker.wake();
        }
    }

    /// Comes back after this long.
    pub(super) fn sleep(&self, ms: u64) -> Sleep {
        let number = self.inner.n_alarms.get();
        self.inner.n_alarms.set(number + 1);
        Sleep { time: self.clone(), key: (self.now_ms() + ms, number) }
    }
}

/// An alarm; dropped, it does not ring.
pub(super) struct Sleep {
    time: Time,
    key: (u64, u64),
}

impl Future for Sleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        if self.time.now_ms() >= self.key.0 {
            return Poll::Ready(());
        }
        self.time.inner.alarms.borrow_mut().insert(self.key, cx.waker().clone());
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        self.time.inner.alarms.borrow_mut().remove(&self.key);
    }
}

/// Whose task it is: all tasks of a phone die with it.
pub(super) type Owner = usize;

/// Tasks on one thread. Which of the ready ones runs next is chance.
#[derive(Default)]
pub(super) struct Tasks {
    tasks: Vec<Task>,
}

struct Task {
    owner: Owner,
    ready: Arc<Ready>,
    future: Pin<Box<dyn Future<Output = ()>>>,
}

struct Ready(AtomicBool);

impl Wake for Ready {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Tasks {
    pub(super) fn spawn(&mut self, owner: Owner, future: Pin<Box<dyn Future<Output = ()>>>) {
        self.tasks.push(Task { owner, ready: Arc::new(Ready(AtomicBool::new(true))), future });
    }

    /// Drops all tasks of an owner where they stand.
    pub(super) fn kill(&mut self, owner: Owner) {
        self.tasks.retain(|task| task.owner != owner);
    }

    /// Runs one ready task until it waits; whose it was, or `None` when none is ready.
    pub(super) fn run_one(&mut self, dice: &Dice) -> Option<Owner> {
        let ready: Vec<usize> = (0..self.tasks.len())
            .filter(|idx| self.tasks[*idx].ready.0.load(Ordering::Relaxed))
            .collect();
        let idx = *dice.pick(&ready)?;
        let task = &mut self.tasks[idx];
        task.ready.0.store(false, Ordering::Relaxed);
        let waker = Waker::from(Arc::clone(&task.ready));
        let owner = task.owner;
        if task.future.as_mut().poll(&mut Context::from_waker(&waker)).is_ready() {
            drop(self.tasks.swap_remove(idx));
        }
        Some(owner)
    }
}
