//! Several feeds, each with a cursor of its own.

use super::*;

const REVIEWS: Feed = Feed(1);
const TASKS: Feed = Feed(2);

impl Bench {
    fn feed(&self) -> Option<(Feed, u64)> {
        self.effects.iter().find_map(|effect| match effect {
            Effect::Pull { stream, after, .. } => Some((stream.feed, *after)),
            _ => None,
        })
    }
}

fn bench() -> Bench {
    Bench::with(&[Feed::OWN_RECORDS, REVIEWS, TASKS], Vec::new(), Vec::new())
}

#[test]
fn feeds_are_asked_in_turn_and_each_from_its_own_cursor() {
    let mut bench = bench();
    assert_eq!(bench.feed(), Some((Feed::OWN_RECORDS, 0)));
    bench.answer_pull(pulled(5, true));
    assert_eq!(bench.feed(), Some((REVIEWS, 0)), "the others do not wait for all of it");
    bench.answer_pull(pulled_of(REVIEWS, 70, false));
    assert_eq!(bench.feed(), Some((TASKS, 0)));
    bench.answer_pull(pulled_of(TASKS, 3, false));
    assert_eq!(bench.feed(), Some((Feed::OWN_RECORDS, 5)));
    bench.answer_pull(pulled(9, false));
    assert_eq!(bench.feed(), None);
    bench.wake();
    let mut asked = Vec::new();
    while let Some((feed, after)) = bench.feed() {
        asked.push((feed, after));
        bench.answer_pull(pulled_of(feed, after, false));
    }
    assert_eq!(asked, [(REVIEWS, 70), (TASKS, 3), (Feed::OWN_RECORDS, 9)]);
}

#[test]
fn a_feed_that_fails_does_not_keep_the_others_from_the_phone() {
    let mut bench = bench();
    let mut n_answered = 0;
    for _ in 0..20 {
        match bench.feed() {
            Some((REVIEWS, _)) => bench.answer_pull(Err(server_error())),
            Some((feed, after)) => {
                n_answered += 1;
                bench.answer_pull(pulled_of(feed, after + 1, false));
            }
            None => bench.wake(),
        }
    }
    assert!(n_answered >= 2, "{n_answered}");
    assert_eq!(bench.machine.book().cursor(TASKS).seq, 1);
}

#[test]
fn a_server_that_does_not_know_a_feed_is_noticed_and_rarely_asked() {
    let mut bench = bench();
    bench.answer_pull(pulled(5, false));
    for _ in [REVIEWS, TASKS] {
        // It does not see the name of the feed, and answers with own records.
        bench.answer_pull(pulled(5, false));
    }
    assert_eq!(bench.machine.book().cursors.len(), 1, "nothing is known of the others");
    let mut n_asked = 0;
    for _ in 0..5 {
        bench.wake();
        assert_eq!(bench.feed(), Some((Feed::OWN_RECORDS, 5)));
        bench.answer_pull(pulled(5, false));
        n_asked += 1;
    }
    assert_eq!(n_asked, 5);
    bench.pass(limits::FEED_ABSENT_MS);
    let mut asked = Vec::new();
    while let Some((feed, after)) = bench.feed() {
        asked.push(feed);
        bench.answer_pull(pulled_of(feed, after, false));
    }
    assert!(asked.contains(&REVIEWS) && asked.contains(&TASKS), "it may know them now");
}

#[test]
fn another_database_starts_all_cursors_anew_at_once() {
    let mut bench = bench();
    for feed in [Feed::OWN_RECORDS, REVIEWS, TASKS] {
        bench.answer_pull(pulled_of(feed, 50, false));
    }
    bench.wake();
    bench.answer_pull(Ok(PullReply2 { epoch: 8, ..pulled(90, false).unwrap() }));
    let mut asked = Vec::new();
    for _ in 0..3 {
        let (feed, after) = bench.feed().unwrap();
        asked.push((feed, after));
        bench.answer_pull(Ok(PullReply2 { epoch: 8, ..pulled_of(feed, 4, false).unwrap() }));
    }
    asked.sort();
    assert_eq!(asked, [(Feed::OWN_RECORDS, 0), (REVIEWS, 0), (TASKS, 0)]);
    assert_eq!(bench.feed(), None);
}

#[test]
fn what_this_program_steps_over_is_remembered_from_where_it_began() {
    let mut bench = Bench::new(Vec::new());
    bench.answer_pull(pulled(5, false));
    bench.wake();
    let newer =
        |next| Ok(PullReply2 { events: vec![vec![250, 1]], ..pulled(next, false).unwrap() });
    bench.answer_pull(newer(8));
    bench.wake();
    bench.answer_pull(newer(12));
    let cursor = bench.machine.book().cursor(Feed::OWN_RECORDS);
    assert_eq!((cursor.seq, cursor.unread_from), (12, Some(5)));
}
