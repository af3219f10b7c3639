//! A thumb that taps twice: the second tap answers nothing that nobody has read.

use tests::story::Person;
use thirtyfour::By;

use crate::stage::Stage;

/// Taps something twice within a tenth of a second, at the same place.
async fn taps_twice(person: &Person<'_>, css: &str) {
    let element = person.finds(css).await;
    // The screen itself has been read by now.
    let is_read = async || !person.sees("html[data-unread]").await;
    person.until("the screen to be read", is_read).await;
    element.scroll_into_view().await.expect("it is there");
    let chain = person.browser.web.action_chain();
    chain.move_to_element_center(&element).click().click().perform().await.expect("two taps");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_second_of_two_quick_taps_answers_nothing_on_the_next_screen() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("taps").await;
    let person = Person::new(&browser, "taps");
    person.touches("new-visit").await;
    person.chooses("cara_data", "kunjungan_rumah").await;
    taps_twice(&person, "[data-action='next']").await;
    person.finds("[name='responden.nama']").await;
    assert_eq!(n_checked(&person).await, 0, "nothing is answered");
    // Who waits is heard.
    person.chooses("persetujuan", "diberikan").await;
}

/// How many radios and ticks of the screen are on.
async fn n_checked(person: &Person<'_>) -> usize {
    // A tap that did something has done it by now.
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    person.browser.web.find_all(By::Css("input:checked")).await.expect("the page is there").len()
}
