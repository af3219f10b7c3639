//! From a picture's numbers to the paths of a drawing. Pure text.

use shared::growth::picture::{At, Axis, Dot, Line, Picture};

/// The drawing is as wide as a phone's card, so that its letters are as large as they are called.
pub const VIEW_BOX: &str = "0 0 300 220";
const WIDTH: i32 = 300;
const HEIGHT: i32 = 220;
/// Room for the numbers around the picture.
const LEFT: i32 = 30;
const RIGHT: i32 = 26;
const TOP: i32 = 20;
const BOTTOM: i32 = 34;
/// Below a number's own place, so that its middle is there.
const HALF_LETTER: i32 = 5;
/// Two numbers at the ends of lines are at least this far from each other.
const LABEL_APART: i32 = 13;
/// Half the width of a dot.
const DOT: i32 = 4;

/// A number or a word in the drawing.
pub struct Label {
    /// From the left.
    pub x: String,
    /// From the top.
    pub y: String,
    /// `start`, `middle` or `end`: which part of the words stands at `x`.
    pub anchor: &'static str,
    /// What stands there.
    pub words: String,
}

/// The paths of a drawing.
pub struct Plot {
    /// The room between −2 and +2 SD.
    pub band: String,
    /// The lines at the numbers.
    pub grid: String,
    /// The SD lines.
    pub lines: Vec<(i8, String)>,
    /// Numbers at the axes and at the ends of the SD lines.
    pub labels: Vec<Label>,
    /// From dot to dot, but for those that are hardly possible.
    pub way: String,
    /// Earlier measures.
    pub dots: String,
    /// The last measure.
    pub last: String,
    /// Measures that are hardly possible: a cross each.
    pub odd: String,
}

/// Values to places in the drawing, in tenths of its unit.
struct Frame<'a> {
    across: &'a Axis,
    up: &'a Axis,
}

impl Plot {
    /// Of a picture.
    #[must_use]
    pub fn of(picture: &Picture) -> Self {
        let Picture { across, up, lines, dots, .. } = picture;
        let frame = Frame { across, up };
        let of_sd = |sd| lines.iter().find(|line| line.sd == sd);
        let band = of_sd(-2).zip(of_sd(2)).map_or_else(String::new, |(low, high)| {
            let back = high.corners.iter().rev();
            let corners: Vec<At> = low.corners.iter().chain(back).copied().collect();
            [&frame.path(&corners), "Z"].concat()
        });
        let plausible: Vec<At> =
            dots.iter().filter(|dot| !dot.is_flagged).map(|dot| dot.at).collect();
        let shapes = |is_it: fn(&Dot) -> bool, shape: fn(At) -> String| {
            let places = dots.iter().filter(|dot| is_it(dot)).map(|dot| frame.place(dot.at));
            places.map(shape).collect::<String>()
        };
        Self {
            band,
            grid: frame.grid(),
            lines: lines.iter().map(|line| (line.sd, frame.path(&line.corners))).collect(),
            labels: frame.labels(lines),
            way: if plausible.len() > 1 { frame.path(&plausible) } else { String::new() },
            dots: shapes(|dot| !dot.is_flagged && !dot.is_last, |at| circle(at, DOT)),
            last: shapes(|dot| !dot.is_flagged && dot.is_last, |at| circle(at, DOT + 2)),
            odd: shapes(|dot| dot.is_flagged, cross),
        }
    }
}

impl Frame<'_> {
    fn place(&self, (x, y): At) -> At {
        let share = |value: i32, axis: &Axis, length: i32| {
            let (value, span) = (i64::from(value - axis.from), i64::from(axis.to - axis.from));
            i32::try_from(value * i64::from(length) * 10 / span.max(1)).unwrap_or(0)
        };
        let from_left = share(x, self.across, WIDTH - LEFT - RIGHT);
        let from_bottom = share(y, self.up, HEIGHT - TOP - BOTTOM);
        (LEFT * 10 + from_left, (HEIGHT - BOTTOM) * 10 - from_bottom)
    }

    fn path(&self, corners: &[At]) -> String {
        let mut path = String::new();
        for (idx, corner) in corners.iter().enumerate() {
            path.push(if idx == 0 { 'M' } else { 'L' });
            path.push_str(&pair(self.place(*corner)));
        }
        path
    }

    fn grid(&self) -> String {
        let Frame { across, up } = self;
        let upright = across.ticks.iter().map(|(x, _)| [(*x, up.from), (*x, up.to)]);
        let level = up.ticks.iter().map(|(y, _)| [(across.from, *y), (across.to, *y)]);
        upright.chain(level).map(|ends| self.path(&ends)).collect()
    }

    fn labels(&self, lines: &[Line]) -> Vec<Label> {
        let Frame { across, up } = self;
        let mut labels = Vec::new();
        for (value, number) in &across.ticks {
            let (x, y) = self.place((*value, up.from));
            labels.push(at((x, y + 150), "middle", number.to_string()));
        }
        for (value, number) in &up.ticks {
            let (x, y) = self.place((across.from, *value));
            labels.push(at((x - 40, y + HALF_LETTER * 10), "end", number.to_string()));
        }
        // From the bottom up; where lines come too near, the number moves up a little.
        let mut free_y = (HEIGHT - BOTTOM) * 10;
        for line in lines {
            let Some(end) = line.corners.last() else { continue };
            let (x, y) = self.place(*end);
            let y = y.min(free_y);
            free_y = y - LABEL_APART * 10;
            labels.push(at((x + 40, y + HALF_LETTER * 10), "start", sd_words(line.sd)));
        }
        labels
    }
}

/// What the numbers at the left count.
#[must_use]
pub fn unit_up(words: &str) -> Label {
    at((40, (TOP - 8) * 10), "start", String::from(words))
}

/// What the numbers at the bottom count.
#[must_use]
pub fn unit_across(words: &str) -> Label {
    let middle = LEFT + (WIDTH - LEFT - RIGHT) / 2;
    at((middle * 10, (HEIGHT - 5) * 10), "middle", String::from(words))
}

/// An SD line's number with the sign that a person writes.
#[must_use]
pub fn sd_words(sd: i8) -> String {
    let sign = match sd {
        ..0 => "−",
        0 => "",
        1.. => "+",
    };
    [sign, &sd.unsigned_abs().to_string()].concat()
}

fn at((x, y): At, anchor: &'static str, words: String) -> Label {
    Label { x: tenths(x), y: tenths(y), anchor, words }
}

fn tenths(value: i32) -> String {
    let (whole, rest) = (value.div_euclid(10), value.rem_euclid(10));
    if rest == 0 {
        whole.to_string()
    } else {
        [&whole.to_string(), ".", &rest.to_string()].concat()
    }
}

fn pair((x, y): At) -> String {
    [&tenths(x), " ", &tenths(y)].concat()
}

fn circle((x, y): At, radius: i32) -> String {
    let (from, across) = (pair((x - radius * 10, y)), (radius * 2).to_string());
    let r = radius.to_string();
    [
        "M", &from, "a", &r, " ", &r, " 0 1 0 ", &across, " 0a", &r, " ", &r, " 0 1 0 -", &across,
        " 0z",
    ]
    .concat()
}

fn cross((x, y): At) -> String {
    let half = DOT * 10;
    let falling = [pair((x - half, y - half)), pair((x + half, y + half))];
    let rising = [pair((x - half, y + half)), pair((x + half, y - half))];
    ["M", &falling[0], "L", &falling[1], "M", &rising[0], "L", &rising[1]].concat()
}

#[cfg(test)]
mod tests {
    use shared::growth::picture::Index;

    use super::*;

    fn picture() -> Picture {
        let line = |sd: i8| Line {
            sd,
            corners: vec![(0, 3_000 + i32::from(sd) * 300), (731, 12_000 + i32::from(sd) * 1_000)],
        };
        let dot = |at, is_flagged, is_last| Dot { at, centi: 0, is_flagged, is_last };
        Picture {
            index: Index::WeightForAge,
            across: Axis { from: 0, to: 731, ticks: vec![(0, 0), (366, 12), (731, 24)] },
            up: Axis { from: 0, to: 16_000, ticks: vec![(0, 0), (8_000, 8), (16_000, 16)] },
            lines: [-3, -2, 0, 2, 3].map(line).into(),
            dots: vec![
                dot((100, 5_000), false, false),
                dot((200, 16_000), true, false),
                dot((300, 8_000), false, true),
            ],
        }
    }

    #[test]
    fn values_go_to_the_corners_of_the_frame() {
        let picture = picture();
        let frame = Frame { across: &picture.across, up: &picture.up };
        assert_eq!(frame.place((0, 0)), (LEFT * 10, (HEIGHT - BOTTOM) * 10));
        assert_eq!(frame.place((731, 16_000)), ((WIDTH - RIGHT) * 10, TOP * 10));
        assert_eq!(pair((305, -1)), "30.5 -1.9");
    }

    #[test]
    fn what_is_hardly_possible_is_a_cross_that_no_line_leads_to() {
        let plot = Plot::of(&picture());
        assert_eq!(plot.way.matches(['M', 'L']).count(), 2);
        assert_eq!(plot.odd.matches('M').count(), 2);
        assert_eq!((plot.dots.matches('a').count(), plot.last.matches('a').count()), (2, 2));
        let empty = Picture { dots: Vec::new(), ..picture() };
        assert_eq!(Plot::of(&empty).way, "");
    }

    #[test]
    fn numbers_at_the_ends_of_lines_keep_apart() {
        let close = |sd: i8| Line { sd, corners: vec![(0, 3_000), (731, 3_000 + i32::from(sd))] };
        let picture = Picture { lines: [-3, -2, 0, 2, 3].map(close).into(), ..picture() };
        let labels = Plot::of(&picture).labels;
        let ends: Vec<f64> = labels
            .iter()
            .filter(|label| label.anchor == "start")
            .map(|label| label.y.parse().unwrap_or(0.0))
            .collect();
        assert_eq!(ends.len(), 5);
        assert!(ends.windows(2).all(|two| two[0] - two[1] >= f64::from(LABEL_APART)), "{ends:?}");
    }

    #[test]
    fn a_negative_number_has_a_minus_sign() {
        assert_eq!([-3, 0, 2].map(sd_words), ["−3", "0", "+2"]);
    }
}
