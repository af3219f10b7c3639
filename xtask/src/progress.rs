//! Says what is being done, which of how many steps it is and how long it took.

use std::time::{Duration, Instant};

use anyhow::Result;

/// Counts the steps of one command. Writes to the error stream, so that results alone go to the
/// output.
pub struct Progress {
    n_steps: usize,
    n_begun: usize,
    begun: Instant,
}

impl Progress {
    /// Starts the clock of a command with so many steps.
    pub fn new(n_steps: usize) -> Self {
        Self { n_steps, n_begun: 0, begun: Instant::now() }
    }

    /// Does one step and says how long it took.
    ///
    /// # Errors
    /// Those of the work.
    pub fn step<T>(&mut self, what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        self.n_begun += 1;
        eprintln!("[{}/{}] {what} …", self.n_begun, self.n_steps);
        let begun = Instant::now();
        let result = work()?;
        eprintln!("      done in {}", seconds(begun.elapsed()));
        Ok(result)
    }

    /// The time since the command began, for its last line.
    pub fn elapsed(&self) -> String {
        seconds(self.begun.elapsed())
    }
}

/// A remark below the step that is running.
pub fn note(text: &str) {
    eprintln!("      {text}");
}

/// A duration for people: `4.2 s`, `3 min 05 s`.
pub fn seconds(duration: Duration) -> String {
    let whole = duration.as_secs();
    if whole < 60 {
        return format!("{:.1} s", duration.as_secs_f64());
    }
    format!("{} min {:02} s", whole / 60, whole % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_well() {
        for (millis, text) in
            [(40, "0.0 s"), (4_240, "4.2 s"), (59_000, "59.0 s"), (185_900, "3 min 05 s")]
        {
            assert_eq!(seconds(Duration::from_millis(millis)), text);
        }
    }
}
