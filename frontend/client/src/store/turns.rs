//! A queue of those who want to do something one after the other, in the order in which they asked.

use core::{
    cell::RefCell,
    future::poll_fn,
    task::{Poll, Waker},
};
use std::{collections::VecDeque, rc::Rc};

/// The queue. Whoever stands first has the turn.
#[derive(Debug, Default)]
pub struct Turns {
    queue: RefCell<VecDeque<Rc<Ticket>>>,
}

/// A place in the queue, with who waits at it.
#[derive(Debug, Default)]
struct Ticket {
    waker: RefCell<Option<Waker>>,
}

/// The right to go on; dropped, it passes to the next one.
#[derive(Debug)]
pub struct Turn<'a> {
    turns: &'a Turns,
    ticket: Rc<Ticket>,
}

impl Turns {
    /// Waits until all who asked before have dropped their turn, or stopped to wait for it.
    pub async fn turn(&self) -> Turn<'_> {
        let ticket = Rc::<Ticket>::default();
        self.queue.borrow_mut().push_back(Rc::clone(&ticket));
        // Made before the wait: one that is dropped while it waits leaves the queue too.
        let turn = Turn { turns: self, ticket };
        poll_fn(|cx| {
            if self.is_first(&turn.ticket) {
                return Poll::Ready(());
            }
            turn.ticket.waker.replace(Some(cx.waker().clone()));
            Poll::Pending
        })
        .await;
        turn
    }

    fn is_first(&self, ticket: &Rc<Ticket>) -> bool {
        self.queue.borrow().front().is_some_and(|first| Rc::ptr_eq(first, ticket))
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let mut queue = self.turns.queue.borrow_mut();
        queue.retain(|ticket| !Rc::ptr_eq(ticket, &self.ticket));
        let next = queue.front().and_then(|ticket| ticket.waker.take());
        drop(queue);
        if let Some(waker) = next {
            waker.wake();
        }
    }
}

#[cfg(test)]
mod tests {
    use core::{future::Future, pin::pin, task::Context};

    use super::*;

    #[test]
    fn turns_come_in_the_order_asked_and_one_that_is_given_up_holds_up_nobody() {
        let turns = Turns::default();
        let mut cx = Context::from_waker(Waker::noop());
        let mut first = pin!(turns.turn());
        let mut third = pin!(turns.turn());
        let Poll::Ready(held) = first.as_mut().poll(&mut cx) else { panic!("nobody was before") };
        let mut second = Box::pin(turns.turn());
        assert!(second.as_mut().poll(&mut cx).is_pending());
        assert!(third.as_mut().poll(&mut cx).is_pending());
        drop(second);
        assert!(third.as_mut().poll(&mut cx).is_pending(), "the first one is not done");
        drop(held);
        assert!(third.as_mut().poll(&mut cx).is_ready());
    }
}
