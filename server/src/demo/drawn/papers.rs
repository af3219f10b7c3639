//! Papers as photos: bars where words would be, so that nothing on them belongs to anybody.

use super::{
    VARIANTS,
    canvas::{Canvas, Colour, Point},
};

/// Pixels of a photo of a paper that stands.
const UPRIGHT: (usize, usize) = (480, 640);
/// Pixels of one that lies.
const LYING: (usize, usize) = (640, 480);

const PAPER: Colour = [244, 242, 234];
const INK: Colour = [66, 68, 74];
const BAR: Colour = [168, 170, 174];
const FAINT: Colour = [206, 206, 204];
const STAMP: Colour = [96, 92, 158];
/// Of the table below the paper, which tells the variants apart.
const TABLES: [Colour; VARIANTS] = [[132, 98, 70], [96, 108, 112], [150, 122, 96]];

fn on_table(size: (usize, usize), variant: usize) -> Canvas {
    let table = TABLES[variant];
    Canvas::new(size, table, table.map(|part| part - 20))
}

/// A family card: a heading, two columns of bars, a table of rows.
pub fn family_card(variant: usize) -> Canvas {
    let mut card = on_table(LYING, variant);
    card.fill([90, 70, 54], &[(36, 44), (612, 38), (618, 448), (32, 452)]);
    card.fill(PAPER, &[(28, 36), (606, 30), (612, 440), (24, 444)]);
    card.oval(FAINT, (72, 78), (24, 24));
    card.oval(PAPER, (72, 78), (16, 16));
    bar(&mut card, INK, (220, 62), 200);
    bar(&mut card, BAR, (250, 84), 140);
    for (idx, y) in (118..170).step_by(18).enumerate() {
        bar(&mut card, BAR, (56, y), 90 + if idx == 1 { 40 } else { 0 });
        bar(&mut card, BAR, (360, y), 80 + if idx == 2 { 60 } else { 0 });
    }
    let n_rows = 4 + i32::try_from(variant).unwrap_or(0);
    card.block([222, 226, 220], (48, 186), (590, 206));
    for row in 0..=n_rows {
        let y = 186 + row * 24;
        card.line(INK, 1, &[(48, y), (590, y)]);
        if row > 0 && row < n_rows {
            for (x, width) in [(58, 16), (90, 110), (220, 130), (372, 40), (432, 60), (516, 50)] {
                bar(&mut card, BAR, (x, y + 9), width - row * 2);
            }
        }
    }
    for x in [48, 82, 212, 364, 424, 508, 590] {
        card.line(INK, 1, &[(x, 186), (x, 186 + n_rows * 24)]);
    }
    stamp(&mut card, (500, 384));
    scribble(&mut card, INK, (390, 390), 2);
    card
}

/// A letter with a heading, lines and a stamp.
pub fn letter(variant: usize) -> Canvas {
    let mut letter = sheet(variant);
    letter.oval(FAINT, (88, 92), (24, 24));
    bar(&mut letter, INK, (140, 80), 220);
    bar(&mut letter, BAR, (170, 102), 160);
    letter.line(INK, 2, &[(56, 130), (424, 130)]);
    bar(&mut letter, INK, (170, 162), 140);
    lines(&mut letter, 200, 8 + variant);
    stamp(&mut letter, (320, 520));
    scribble(&mut letter, INK, (222, 526), 2);
    letter
}

/// A paper with three boxes, one of them ticked, a signature and a thumb print.
pub fn agreement(variant: usize) -> Canvas {
    let mut paper = sheet(variant);
    bar(&mut paper, INK, (130, 84), 220);
    lines(&mut paper, 124, 4);
    for (idx, y) in [244, 288, 332].into_iter().enumerate() {
        paper.block(INK, (62, y), (86, y + 24));
        paper.block(PAPER, (65, y + 3), (83, y + 21));
        bar(&mut paper, BAR, (104, y + 8), 240);
        if idx == variant {
            paper.line([40, 70, 130], 3, &[(66, y + 10), (74, y + 20), (92, y - 6)]);
        }
    }
    paper.line(INK, 1, &[(240, 520), (410, 520)]);
    scribble(&mut paper, [40, 70, 130], (230, 500), 3);
    for radius in [30, 25, 20, 15, 10, 5] {
        let colour = if radius % 10 == 0 { [150, 140, 196] } else { [104, 96, 160] };
        paper.oval(colour, (120, 480), (radius, radius * 4 / 3));
    }
    paper
}

/// A letter with a shield, as schools have them.
pub fn school_letter(variant: usize) -> Canvas {
    let mut letter = sheet(variant);
    let shield = [(64, 64), (112, 64), (112, 100), (88, 124), (64, 100)];
    letter.fill([86, 132, 96], &shield);
    letter.fill([232, 214, 120], &[(74, 84), (88, 78), (102, 84), (102, 94), (88, 88), (74, 94)]);
    bar(&mut letter, INK, (140, 76), 240);
    bar(&mut letter, BAR, (176, 98), 170);
    letter.line(INK, 2, &[(56, 140), (424, 140)]);
    letter.line(INK, 1, &[(56, 145), (424, 145)]);
    for (idx, y) in (176..260).step_by(22).enumerate() {
        bar(&mut letter, BAR, (64, y), 70);
        bar(&mut letter, BAR, (170, y), 150 + if idx % 2 == 0 { 50 } else { 0 });
    }
    lines(&mut letter, 290, 5 + variant);
    stamp(&mut letter, (320, 520));
    scribble(&mut letter, INK, (212, 526), 2);
    letter
}

/// A name as nobody can read it.
pub fn signature(variant: usize) -> Canvas {
    let mut paper = Canvas::new((480, 200), [255; 3], [255; 3]);
    let ink = [24, 36, 84];
    match variant {
        0 => scribble(&mut paper, ink, (70, 100), 5),
        1 => {
            scribble(&mut paper, ink, (60, 90), 4);
            paper.line(ink, 3, &[(50, 150), (250, 136), (420, 146)]);
        }
        _ => {
            paper.line(ink, 3, &[(80, 150), (130, 50), (160, 150), (110, 104), (190, 100)]);
            scribble(&mut paper, ink, (160, 110), 4);
        }
    }
    paper
}

fn sheet(variant: usize) -> Canvas {
    let mut sheet = on_table(UPRIGHT, variant);
    sheet.fill([84, 66, 52], &[(40, 44), (446, 38), (452, 608), (36, 612)]);
    sheet.fill(PAPER, &[(32, 36), (440, 30), (446, 600), (28, 604)]);
    sheet
}

/// Where words would be.
fn bar(paper: &mut Canvas, colour: Colour, (x, y): Point, width: i32) {
    paper.block(colour, (x, y), (x + width, y + 8));
}

fn lines(paper: &mut Canvas, from: i32, n_lines: usize) {
    const WIDTHS: [i32; 4] = [352, 344, 356, 230];
    for (y, width) in (from..).step_by(24).zip(WIDTHS.into_iter().cycle()).take(n_lines) {
        bar(paper, BAR, (64, y), width);
    }
}

fn stamp(paper: &mut Canvas, centre: Point) {
    for (radius, colour) in [(44, STAMP), (40, PAPER), (32, STAMP), (30, PAPER)] {
        paper.oval(colour, centre, (radius, radius));
    }
    paper.block(STAMP, (centre.0 - 40, centre.1 - 6), (centre.0 + 40, centre.1 + 6));
}

fn scribble(paper: &mut Canvas, ink: Colour, (x, y): Point, width: i32) {
    let turns = [
        (0, 10),
        (14, -34),
        (30, 22),
        (40, -12),
        (54, 12),
        (70, -26),
        (84, 20),
        (100, -6),
        (118, 8),
        (150, -4),
        (190, -14),
    ];
    let stretch = if width > 3 { (3, 2) } else { (1, 1) };
    let points: Vec<Point> = turns
        .iter()
        .map(|(dx, dy)| (x + dx * stretch.0 / stretch.1, y + dy * stretch.0 / stretch.1))
        .collect();
    paper.line(ink, width, &points);
}
