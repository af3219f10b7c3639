//! Paper to draw on with four tools, in whole numbers so that every machine draws the same bytes.

/// A colour: red, green, blue.
pub type Colour = [u8; 3];
/// A point: from the left and from above, in pixels of the finished picture.
pub type Point = (i32, i32);

/// Everything is drawn at so many times the size and shrunk in the end, which makes edges smooth.
const TIMES: usize = 2;

/// A picture that is being drawn.
pub struct Canvas {
    width: usize,
    height: usize,
    pixels: Vec<Colour>,
}

impl Canvas {
    /// An empty one of this size, from one colour at the top to another at the bottom.
    #[must_use]
    pub fn new((width, height): (usize, usize), top: Colour, bottom: Colour) -> Self {
        let (width, height) = (width * TIMES, height * TIMES);
        let row = |y: usize| {
            let mixed: Vec<u8> =
                top.iter().zip(bottom).map(|(top, bottom)| mix(*top, bottom, y, height)).collect();
            [mixed[0], mixed[1], mixed[2]]
        };
        let pixels = (0..height).flat_map(|y| core::iter::repeat_n(row(y), width)).collect();
        Self { width, height, pixels }
    }

    /// Fills the inside of a ring of points.
    pub fn fill(&mut self, colour: Colour, points: &[Point]) {
        let points: Vec<(i64, i64)> = points.iter().map(|point| scaled(*point)).collect();
        for y in 0..self.height {
            // Through the middle of the row, so that no corner lies on it.
            let middle = number(y) * 2 + 1;
            let edges = points.iter().zip(points.iter().cycle().skip(1));
            let mut crossed: Vec<i64> = edges
                .filter(|((_, from), (_, to))| (from * 2 < middle) != (to * 2 < middle))
                .map(|((x, y), (to_x, to_y))| x + (middle - y * 2) * (to_x - x) / ((to_y - y) * 2))
                .collect();
            crossed.sort_unstable();
            for span in crossed.chunks_exact(2) {
                self.row(y, span[0], span[1], colour);
            }
        }
    }

    /// Fills a box from its upper left to its lower right corner.
    pub fn block(&mut self, colour: Colour, (x, y): Point, (to_x, to_y): Point) {
        self.fill(colour, &[(x, y), (to_x, y), (to_x, to_y), (x, to_y)]);
    }

    /// Fills an oval around a point.
    pub fn oval(&mut self, colour: Colour, centre: Point, radii: Point) {
        let ((x, y), (rx, ry)) = (scaled(centre), scaled(radii));
        for row in 0..self.height {
            let dy = number(row) - y;
            if dy.abs() > ry {
                continue;
            }
            // Half the width of the oval in this row, found by trying.
            let is_inside = |dx: i64| (dx * ry).pow(2) + (dy * rx).pow(2) <= (rx * ry).pow(2);
            let half = (0..=rx).take_while(|dx| is_inside(*dx)).count();
            self.row(row, x - number(half), x + number(half), colour);
        }
    }

    /// Draws along points with a pen of this width.
    pub fn line(&mut self, colour: Colour, width: i32, points: &[Point]) {
        for ends in points.windows(2) {
            let ((x, y), (to_x, to_y)) = (ends[0], ends[1]);
            let n_steps = (to_x - x).abs().max((to_y - y).abs()).max(1);
            for step in 0..=n_steps {
                let at = (x + (to_x - x) * step / n_steps, y + (to_y - y) * step / n_steps);
                self.dot(colour, at, width);
            }
        }
    }

    fn dot(&mut self, colour: Colour, at: Point, width: i32) {
        let ((x, y), radius) = (scaled(at), i64::from(width.max(1)));
        for dy in -radius..=radius {
            let Ok(row) = usize::try_from(y + dy) else { continue };
            let half = (0..=radius).take_while(|dx| dx * dx + dy * dy <= radius * radius).count();
            if row < self.height {
                self.row(row, x - number(half), x + number(half), colour);
            }
        }
    }

    fn row(&mut self, y: usize, from: i64, to: i64, colour: Colour) {
        let within = |x: i64| usize::try_from(x).unwrap_or(0).min(self.width);
        let (from, to) = (y * self.width + within(from), y * self.width + within(to));
        if from < to {
            self.pixels[from..to].fill(colour);
        }
    }

    /// The finished picture: its width, its height, and its pixels row by row.
    #[must_use]
    pub fn finish(self) -> (usize, usize, Vec<u8>) {
        let (width, height) = (self.width / TIMES, self.height / TIMES);
        let mut bytes = Vec::with_capacity(width * height * 3);
        let four = |x: usize, y: usize| {
            let above = y * TIMES * self.width + x * TIMES;
            [above, above + 1, above + self.width, above + self.width + 1]
        };
        for y in 0..height {
            for x in 0..width {
                for part in 0..3 {
                    let sum: u16 =
                        four(x, y).iter().map(|idx| u16::from(self.pixels[*idx][part])).sum();
                    bytes.push(u8::try_from(sum / 4).unwrap_or(u8::MAX));
                }
            }
        }
        (width, height, bytes)
    }
}

fn mix(from: u8, to: u8, at: usize, of: usize) -> u8 {
    let mixed = (usize::from(from) * (of - at) + usize::from(to) * at) / of.max(1);
    u8::try_from(mixed).unwrap_or(u8::MAX)
}

fn number(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn scaled((x, y): Point) -> (i64, i64) {
    (i64::from(x) * number(TIMES), i64::from(y) * number(TIMES))
}
