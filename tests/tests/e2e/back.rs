//! The phone's own back button, and where the focus is after a question was put aside.

use tests::story::Person;
use thirtyfour::Key;

use crate::stage::{self, Stage};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn back_is_one_step_in_a_form_and_leaves_a_finished_one_at_once() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("back").await;
    let person = Person::new(&browser, "back");
    stage::makes_a_visit(&person, "Sukirman").await;
    person.touches_css("[data-kind='balita']").await;
    stage::names_the_child(&person, "Bagas Pratama").await;
    person.touches("next").await;
    person.finds("[name='pengasuh.nama']").await;
    browser.web.back().await.expect("back is pressed");
    person.finds("[name='anak.nama']").await;
    person.touches("next").await;
    stage::measures_the_child(&person).await;
    person.finds("[data-fold='ukuran_lain']").await;
    browser.web.refresh().await.expect("the page is loaded again");
    person.finds("[data-fold='ukuran_lain']").await;
    stage::finishes_the_child(&person).await;

    // The form came from the visit's page, the visit from home: one press each.
    browser.web.back().await.expect("back is pressed");
    person.touches_css("[href='/atur']").await;

    // Escape gives the focus back to what opened the question.
    person.touches("sign-out").await;
    person.finds("dialog[open]").await;
    browser.web.action_chain().send_keys(Key::Escape + "").perform().await.expect("a key");
    person
        .until("the focus to be back", async || {
            let focused = browser.web.active_element().await;
            match focused {
                Ok(element) => {
                    element.attr("data-action").await.ok().flatten().as_deref() == Some("sign-out")
                }
                Err(_) => false,
            }
        })
        .await;
}
