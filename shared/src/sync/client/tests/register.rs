//! The registers of villages: each a stream of its own, after own records.

use super::*;
use crate::{
    id::TaskId,
    region::VillageCode,
    register::{
        family::{self, Families1, Family1},
        task::{self, Ended1, Tasks1},
    },
    sync::feed::Cursor,
};

const HERE: VillageCode = VillageCode::from_number(3_523_161_003);
const THERE: VillageCode = VillageCode::from_number(3_523_161_004);

impl Bench {
    fn with_villages(villages: &[VillageCode]) -> Self {
        let mut streams = vec![Stream::from(Feed::OWN_RECORDS)];
        streams.extend(villages.iter().map(|village| Stream::register(*village)));
        let machine = Machine::new(&streams);
        let mut bench = Self { machine, now_ms: START_MS, effects: Vec::new() };
        let book = Book { epoch: EPOCH, ..Book::default() };
        let (entries, blobs) = (Vec::new(), Vec::new());
        bench.step(Event::Loaded(Durable { entries, blobs, book }));
        bench.answer_pull(pulled(5, false));
        bench
    }

    fn asked(&self) -> Option<(u32, Stream, u64)> {
        self.effects.iter().find_map(|effect| match effect {
            Effect::Pull { request, stream, after, .. } => Some((*request, *stream, *after)),
            _ => None,
        })
    }

    /// Answers what is asked; what is to be stored of it.
    fn tell(&mut self, next: u64, more: bool, events: Vec<Vec<u8>>) -> RegisterNews {
        let (request, ..) = self.asked().unwrap();
        let result =
            pulled_of(Feed::REGISTER, next, more).map(|reply| PullReply2 { events, ..reply });
        self.step(Event::PullReply { request, result });
        let news = self.effects.iter().find_map(|effect| match effect {
            Effect::Persist(outcomes) => outcomes.register.clone(),
            _ => None,
        });
        news.unwrap()
    }
}

fn families(numbers: &[u32]) -> Vec<Vec<u8>> {
    let one = |number: &u32| Family1 { number: *number, ..Family1::default() };
    let families = numbers.iter().map(one).collect();
    vec![family::event(&Families1 { families, gone: Vec::new() })]
}

#[test]
fn each_village_is_asked_from_its_own_cursor_and_said_to_be_whole_when_it_is() {
    let mut bench = Bench::with_villages(&[HERE, THERE]);
    assert_eq!(
        bench.asked().map(|(_, stream, after)| (stream, after)),
        Some((Stream::register(HERE), 0))
    );
    let news = bench.tell(70, true, families(&[1, 2]));
    assert_eq!((news.village, news.is_from_start, news.is_whole), (HERE, true, false));
    bench.step(Event::Persisted);
    let news = bench.tell(90, false, families(&[1]));
    assert_eq!((news.village, news.is_from_start, news.is_whole), (THERE, true, true));
    bench.step(Event::Persisted);
    assert_eq!(
        bench.asked().map(|(_, stream, after)| (stream, after)),
        Some((Stream::register(HERE), 70))
    );
    let news = bench.tell(95, false, families(&[3]));
    assert_eq!((news.is_from_start, news.is_whole, news.families.families.len()), (false, true, 1));
    bench.step(Event::Persisted);
    let seq = |village| bench.machine.book().cursor(Stream::register(village)).seq;
    assert_eq!((seq(HERE), seq(THERE)), (95, 90));
}

#[test]
fn a_village_of_somebody_else_leaves_no_cursor_and_is_rarely_asked() {
    let mut bench = Bench::with_villages(&[HERE]);
    bench.tell(70, false, families(&[1]));
    bench.step(Event::Persisted);
    bench.pass(limits::PULL_EVERY_MS);
    while bench.asked().is_some_and(|(_, stream, _)| stream.village.is_none()) {
        bench.answer_pull(pulled(5, false));
    }
    let news = bench.tell(70, false, vec![family::not_here()]);
    assert!(news.is_from_start && !news.is_whole);
    assert_eq!(news.families, Families1::default());
    bench.step(Event::Persisted);
    let unknown = Cursor { stream: Stream::register(HERE), seq: 0, unread_from: None };
    assert_eq!(bench.machine.book().cursor(Stream::register(HERE)), unknown);
    bench.pass(limits::PULL_EVERY_MS);
    while let Some((_, stream, _)) = bench.asked() {
        assert_eq!(stream.village, None, "not so soon");
        bench.answer_pull(pulled(5, false));
    }
}

#[test]
fn what_cannot_be_read_is_asked_for_from_its_start_whoever_finds_it() {
    let mut bench = Bench::with_villages(&[HERE]);
    let stream = Stream::register(HERE);
    bench.tell(70, false, families(&[1]));
    bench.step(Event::Persisted);

    // The screen.
    bench.step(Event::Unreadable { stream, is_of_persist: false });
    assert_eq!(bench.asked().map(|(_, stream, after)| (stream, after)), Some((stream, 0)));

    // The write: nothing of it was done.
    bench.tell(80, true, families(&[2]));
    bench.step(Event::Unreadable { stream, is_of_persist: true });
    assert_eq!(bench.asked().map(|(_, stream, after)| (stream, after)), Some((stream, 0)));
    bench.tell(80, false, families(&[2]));

    // The screen, while another answer is being written.
    bench.step(Event::Unreadable { stream, is_of_persist: false });
    bench.step(Event::Persisted);
    bench.step(Event::Kick);
    let after = loop {
        match bench.asked() {
            Some((_, asked, after)) if asked == stream => break after,
            Some(_) => bench.answer_pull(pulled(5, false)),
            None => panic!("it is not asked for"),
        }
    };
    assert_eq!(after, 0);
}

#[test]
fn a_village_that_is_given_later_is_asked_for_at_once() {
    let mut bench = Bench::with_villages(&[]);
    assert_eq!(bench.asked(), None);
    bench.step(Event::Ask(vec![Stream::register(HERE), Feed::OWN_RECORDS.into()]));
    assert_eq!(bench.asked().map(|(_, stream, _)| stream), Some(Stream::register(HERE)));
}

#[test]
fn what_the_office_asks_for_comes_by_a_stream_of_its_own_and_goes_with_the_village() {
    let mut bench = Bench::with_villages(&[]);
    bench.step(Event::Ask(vec![Stream::tasks(HERE)]));
    let tell = |bench: &mut Bench, next, events: Vec<Vec<u8>>| {
        let (request, stream, _) = bench.asked().unwrap();
        assert_eq!(stream, Stream::tasks(HERE));
        let result = pulled_of(Feed::TASKS, next, false);
        let result = result.map(|reply| PullReply2 { events, ..reply });
        bench.step(Event::PullReply { request, result });
        let news = bench.effects.iter().find_map(|effect| match effect {
            Effect::Persist(outcomes) => outcomes.tasks.clone(),
            _ => None,
        });
        bench.step(Event::Persisted);
        news.unwrap()
    };
    let ended = vec![Ended1 { id: TaskId([7; 16]), how: Ended1::DIED }];
    let tasks = Tasks1 { open: Vec::new(), ended };
    let news = tell(&mut bench, 70, vec![task::event(&tasks), vec![250]]);
    assert_eq!((news.is_from_start, news.is_here, news.tasks), (true, true, tasks));
    let cursor = bench.machine.book().cursor(Stream::tasks(HERE));
    assert_eq!((cursor.seq, cursor.unread_from), (70, Some(0)), "a kind of a newer server");

    bench.step(Event::Unreadable { stream: Stream::tasks(HERE), is_of_persist: false });
    let news = tell(&mut bench, 70, vec![task::not_here()]);
    assert_eq!((news.is_from_start, news.is_here, news.tasks), (true, false, Tasks1::default()));
    assert_eq!(bench.machine.book().cursor(Stream::tasks(HERE)).seq, 0);
}
