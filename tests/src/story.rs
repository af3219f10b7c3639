//! A person at a screen: opens, types, chooses, presses, waits until something can be read.
//!
//! Everything waits for a condition with a deadline; what is on the screen is printed when it does not
//! come, with a screenshot beside it.

use std::{
    collections::BTreeSet,
    path::PathBuf,
    sync::atomic::{AtomicUsize, Ordering},
    time::Instant,
};

use shared::{
    form::model::{ChoiceList, Field, Kind},
    forms,
};
use thirtyfour::{By, Key, WebElement, error::WebDriverResult};

use crate::chromium::{Browser, STEP_TIMEOUT};

/// One browser in somebody's hand.
pub struct Person<'b> {
    /// The browser.
    pub browser: &'b Browser,
    /// The story's name, for pictures of where it broke.
    pub story: &'static str,
    /// Touches so far: of buttons, links and options, and of boxes that had not the focus. An option of
    /// the phone's own list counts once.
    n_taps: AtomicUsize,
}

impl<'b> Person<'b> {
    /// Somebody with a browser.
    #[must_use]
    pub const fn new(browser: &'b Browser, story: &'static str) -> Self {
        Self { browser, story, n_taps: AtomicUsize::new(0) }
    }

    /// Touches since this was last asked.
    #[must_use]
    pub fn taps(&self) -> usize {
        self.n_taps.swap(0, Ordering::Relaxed)
    }

    fn counts_a_tap(&self) {
        self.n_taps.fetch_add(1, Ordering::Relaxed);
    }

    /// Goes to an address.
    ///
    /// # Panics
    /// When the browser does not; an address that cannot be reached is not a panic.
    pub async fn open(&self, url: &str) {
        // Without a network `goto` reports the error page; the story looks at the screen itself.
        let _ = self.browser.web.goto(url).await;
    }

    /// What can be read on the page; empty while there is no page.
    pub async fn screen(&self) -> String {
        let script = "return document.body ? document.body.innerText : ''";
        match self.browser.web.execute(script, vec![]).await {
            // A true minus sign and a space that does not break read as those of a keyboard.
            Ok(answer) => {
                answer.json().as_str().unwrap_or_default().replace('−', "-").replace('\u{a0}', " ")
            }
            Err(_) => String::new(),
        }
    }

    /// Waits until a condition holds.
    ///
    /// # Panics
    /// When it does not within [`STEP_TIMEOUT`]; the panic holds the screen's words.
    pub async fn until(&self, what: &str, condition: impl AsyncFn() -> bool) {
        let started = Instant::now();
        while !condition().await {
            if started.elapsed() > STEP_TIMEOUT {
                let picture = self.broken_picture();
                let _ = self.browser.web.screenshot(&picture).await;
                let screen = self.screen().await;
                let url = self.browser.web.current_url().await.map(|url| url.to_string());
                panic!(
                    "waited in vain: {what}\nat {url:?}\npicture: {}\n--- screen ---\n{screen}",
                    picture.display()
                );
            }
            tokio::time::sleep(std::time::Duration::from_millis(30)).await;
        }
    }

    fn broken_picture(&self) -> PathBuf {
        std::env::temp_dir().join(format!("mutakhir-story-{}.png", self.story))
    }

    /// Waits until these words can be read.
    ///
    /// # Panics
    /// As [`Self::until`].
    pub async fn reads(&self, words: &str) {
        self.until(&format!("to read “{words}”"), async || self.screen().await.contains(words))
            .await;
    }

    /// Waits until these words cannot be read any more.
    ///
    /// # Panics
    /// As [`Self::until`].
    pub async fn reads_no_more(&self, words: &str) {
        self.until(&format!("no longer to read “{words}”"), async || {
            !self.screen().await.contains(words)
        })
        .await;
    }

    /// True when a script of the page says so now; false also while the page is being left.
    pub async fn is_true(&self, script: &str) -> bool {
        let answer = self.browser.web.execute(script, vec![]).await;
        answer.is_ok_and(|answer| answer.json() == true)
    }

    /// Waits for an element that can be seen.
    ///
    /// # Panics
    /// As [`Self::until`].
    pub async fn finds(&self, css: &str) -> WebElement {
        // Pages draw themselves anew: the element is taken at the very moment it is seen.
        let found = std::cell::RefCell::new(None);
        self.until(&format!("to see `{css}`"), async || {
            let element = self.visible(By::Css(css)).await;
            let is_there = element.is_some();
            found.replace(element);
            is_there
        })
        .await;
        found.into_inner().expect("waiting ends only when it is there")
    }

    /// True when an element can be seen now.
    pub async fn sees(&self, css: &str) -> bool {
        self.visible(By::Css(css)).await.is_some()
    }

    async fn visible(&self, by: By) -> Option<WebElement> {
        for element in self.browser.web.find_all(by).await.ok()? {
            if element.is_displayed().await.unwrap_or(false) {
                return Some(element);
            }
        }
        None
    }

    /// Presses the button or link with these words.
    ///
    /// # Panics
    /// As [`Self::until`].
    pub async fn presses(&self, words: &str) {
        let path = format!(
            "//*[self::button or self::a or @role='button'][contains(normalize-space(.), \"{words}\")]"
        );
        self.acts(&format!("to press “{words}”"), async || {
            match self.visible(By::XPath(path.as_str())).await {
                Some(element) if element.is_enabled().await? => self.click(&element).await,
                _ => Ok(false),
            }
        })
        .await;
    }

    /// Presses what carries this action (`data-action`), wherever its words may move to.
    ///
    /// # Panics
    /// As [`Self::until`].
    pub async fn touches(&self, action: &str) {
        self.touches_css(&format!("[data-action='{action}']")).await;
    }

    /// Presses the first element of a selector that can be seen and is not disabled.
    ///
    /// # Panics
    /// As [`Self::until`].
    pub async fn touches_css(&self, css: &str) {
        self.acts(&format!("to touch `{css}`"), async || match self.visible(By::Css(css)).await {
            Some(element) if element.is_enabled().await? => self.click(&element).await,
            _ => Ok(false),
        })
        .await;
    }

    /// Opens everything that is folded away.
    ///
    /// # Panics
    /// When the page is gone.
    pub async fn opens_details(&self) {
        let script = "document.querySelectorAll('details').forEach(one => one.open = true)";
        self.browser.web.execute(script, vec![]).await.expect("the page is there");
    }

    /// Types into the box with this name or id, over what was there.
    ///
    /// # Panics
    /// As [`Self::until`].
    pub async fn types(&self, name: &str, text: &str) {
        let css = format!("input[name='{name}'], textarea[name='{name}'], input[id='{name}']");
        if let Some(element) = self.visible(By::Css(css.as_str())).await {
            let focused = self.browser.web.active_element().await.ok();
            if focused.is_none_or(|focused| focused.element_id() != element.element_id()) {
                self.counts_a_tap();
            }
        }
        self.acts(&format!("to type into {name}"), async || {
            let Some(element) = self.visible(By::Css(css.as_str())).await else { return Ok(false) };
            element.focus().await?;
            element.send_keys(Key::Control + "a").await?;
            element.send_keys(Key::Delete + "").await?;
            element.send_keys(text).await?;
            Ok(element.prop("value").await?.as_deref() == Some(text))
        })
        .await;
    }

    /// Chooses an option (a radio, a tick, or of the phone's own list) by its stable name.
    ///
    /// # Panics
    /// As [`Self::until`].
    pub async fn chooses(&self, name: &str, option: &str) {
        let value = value_of(name, option);
        let input = format!("input[name='{name}'][value='{value}']");
        let select = format!("select[name='{name}']");
        self.acts(&format!("to choose {option} for {name}"), async || {
            if let Some(list) = self.visible(By::Css(select.as_str())).await {
                let script = "arguments[0].value = arguments[1]; \
                    arguments[0].dispatchEvent(new Event('change', { bubbles: true }));";
                let arguments = vec![list.to_json()?, serde_json::json!(value)];
                self.browser.web.execute(script, arguments).await?;
                self.counts_a_tap();
                return Ok(list.prop("value").await?.as_deref() == Some(value.as_str()));
            }
            let long = format!("button[data-long-list='{name}']");
            if let Some(list) = self.visible(By::Css(long.as_str())).await {
                let option = format!("button[name='{name}'][value='{value}']");
                self.click(&list).await?;
                let option = self.browser.web.find(By::Css(option)).await?;
                return self.click(&option).await;
            }
            let Ok(element) = self.browser.web.find(By::Css(input.as_str())).await else {
                return Ok(false);
            };
            if !element.is_selected().await? {
                // The card around a radio is what a thumb hits.
                let card = element.find(By::XPath("ancestor::label")).await?;
                self.click(&card).await?;
            }
            element.is_selected().await
        })
        .await;
    }

    /// Types a day into its three boxes.
    ///
    /// # Panics
    /// As [`Self::until`].
    pub async fn types_day(&self, name: &str, (day, month, year): (u32, u32, i32)) {
        self.types(&format!("{name}.hari"), &day.to_string()).await;
        self.types(&format!("{name}.bulan"), &month.to_string()).await;
        self.types(&format!("{name}.tahun"), &year.to_string()).await;
    }

    /// Waits until a field shows the problem with this code.
    ///
    /// # Panics
    /// As [`Self::until`].
    pub async fn is_told(&self, field: &str, code: &str) {
        let css = format!("[data-field='{field}'] [data-code='{code}']");
        self.finds(&css).await;
    }

    /// Repeats an action that pages may interrupt by drawing themselves anew.
    async fn acts(&self, what: &str, action: impl AsyncFn() -> WebDriverResult<bool>) {
        self.until(what, async || action().await.unwrap_or(false)).await;
    }

    async fn click(&self, element: &WebElement) -> WebDriverResult<bool> {
        // A person reads a screen before touching it; what comes sooner does nothing there.
        let is_unread = "return document.documentElement.hasAttribute('data-unread')";
        if self.browser.web.execute(is_unread, vec![]).await?.json() == true {
            return Ok(false);
        }
        element.scroll_into_view().await?;
        element.click().await?;
        self.counts_a_tap();
        Ok(true)
    }
}

/// What stands in a page for an option of a question: its code, or itself for yes and no.
///
/// # Panics
/// When questions of this name in two kinds of form have different codes for it.
#[must_use]
pub fn value_of(question: &str, option: &str) -> String {
    let is_name = |part: &&str| part.parse::<usize>().is_err();
    let way: Vec<&str> = question.split('.').filter(is_name).collect();
    let fields = forms::ALL.iter().flat_map(|kind| kind.fields());
    let codes: BTreeSet<u16> = fields
        .filter_map(|(_, field)| list_at(field, &way))
        .filter_map(|list| list.options.iter().find(|known| known.name == option))
        .map(|known| known.code)
        .collect();
    assert!(codes.len() < 2, "{option} of {question} has several codes: {codes:?}");
    codes.first().map_or_else(|| option.to_owned(), u16::to_string)
}

/// The list of the question that is found this way.
fn list_at(field: &Field, way: &[&str]) -> Option<&'static ChoiceList> {
    let (name, below) = way.split_first()?;
    match &field.kind {
        _ if field.name != *name => None,
        Kind::Choice(list) | Kind::Choices { list, .. } if below.is_empty() => Some(list),
        Kind::Group(fields) | Kind::Rows { fields, .. } => {
            fields.iter().find_map(|field| list_at(field, below))
        }
        _ => None,
    }
}
