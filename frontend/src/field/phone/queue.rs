//! One piece of work at a time: whoever comes while another is under way waits for its turn.

use core::{
    cell::{Cell, RefCell},
    future::poll_fn,
    task::{Poll, Waker},
};

/// A queue for work on storage.
#[derive(Default)]
pub struct Queue {
    is_taken: Cell<bool>,
    waiting: RefCell<Vec<Waker>>,
}

/// The right to work; the next one's turn comes when it is dropped.
pub struct Turn<'a>(&'a Queue);

impl Queue {
    /// Waits for a turn. Those who wait are served in the order in which they came.
    pub async fn turn(&self) -> Turn<'_> {
        poll_fn(|cx| {
            if self.is_taken.replace(true) {
                self.waiting.borrow_mut().push(cx.waker().clone());
                return Poll::Pending;
            }
            Poll::Ready(Turn(self))
        })
        .await
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.0.is_taken.set(false);
        // All are woken and the first takes it: one that was given up meanwhile blocks nobody.
        for waker in self.0.waiting.take() {
            waker.wake();
        }
    }
}

#[cfg(test)]
mod tests {
    use core::{
        future::Future as _,
        pin::pin,
        task::{Context, Waker},
    };

    use super::*;

    #[test]
    fn a_second_piece_of_work_waits_and_is_not_dropped() {
        let (queue, mut cx) = (Queue::default(), Context::from_waker(Waker::noop()));
        let mut first = pin!(queue.turn());
        let Poll::Ready(turn) = first.as_mut().poll(&mut cx) else { panic!("nobody has it") };
        let mut second = pin!(queue.turn());
        assert!(second.as_mut().poll(&mut cx).is_pending());
        {
            let given_up = pin!(queue.turn());
            assert!(given_up.poll(&mut cx).is_pending());
        }
        drop(turn);
        assert!(second.as_mut().poll(&mut cx).is_ready());
    }
}
