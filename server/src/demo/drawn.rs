//! Pictures for the demo's photos, drawn by code: a house, a kitchen, a paper without any word. No
//! photo of a real house, card or person is in this repository.

mod canvas;
mod papers;

use bytes::Bytes;

use super::photos::Drawn;
use canvas::{Canvas, Colour};

use crate::blobs::drawn_jpeg;

/// How many pictures there are of one kind.
pub const VARIANTS: usize = 3;
/// Pixels of a photo of a scene.
const SCENE: (usize, usize) = (640, 480);

const TILES: Colour = [176, 84, 58];
const WOOD: Colour = [112, 76, 48];
const DARK: Colour = [58, 46, 40];
const LEAVES: Colour = [74, 124, 66];
const SKIN: Colour = [150, 110, 84];

/// The names of all fields with photos.
const FIELDS: [&str; 9] = [
    "foto_rumah_depan",
    "foto_rumah_dalam",
    "foto_kk",
    "foto_dokumen",
    "foto_persetujuan",
    "foto_surat_sekolah",
    "foto_alat",
    "foto_orang",
    "tanda_tangan",
];

/// All pictures, by the name of their field and their variant. Takes a while.
#[must_use]
pub fn all() -> Drawn {
    let each = |field| (0..VARIANTS).map(move |variant| (field, variant));
    let drawn = |key: (&'static str, usize)| Some((key, Bytes::from(photo(key.0, key.1)?)));
    FIELDS.into_iter().flat_map(each).filter_map(drawn).collect()
}

/// A JPEG for a photo in a field of this name; `None` for a name that no form has.
#[must_use]
fn photo(field: &str, variant: usize) -> Option<Vec<u8>> {
    let variant = variant % VARIANTS;
    let canvas = match field {
        "foto_rumah_depan" => house_front(variant),
        "foto_rumah_dalam" => house_inside(variant),
        "foto_alat" => wheelchair(variant),
        "foto_orang" => somebody(variant),
        "foto_kk" => papers::family_card(variant),
        "foto_dokumen" => papers::letter(variant),
        "foto_persetujuan" => papers::agreement(variant),
        "foto_surat_sekolah" => papers::school_letter(variant),
        "tanda_tangan" => papers::signature(variant),
        _ => return None,
    };
    let (width, height, pixels) = canvas.finish();
    drawn_jpeg(u32::try_from(width).ok()?, u32::try_from(height).ok()?, pixels)
}

/// A house with a tiled roof in its yard: of woven bamboo, of bricks, or painted.
fn house_front(variant: usize) -> Canvas {
    const WALLS: [Colour; VARIANTS] = [[206, 176, 124], [182, 112, 88], [226, 226, 206]];
    let wall = WALLS[variant];
    let mut house = Canvas::new(SCENE, [150, 196, 228], [226, 236, 236]);
    house.oval([120, 158, 120], (90, 330), (210, 90));
    house.oval([134, 170, 130], (520, 330), (240, 80));
    house.block([196, 176, 140], (0, 330), (640, 480));
    house.fill([214, 198, 164], &[(290, 380), (350, 380), (440, 480), (220, 480)]);
    // A banana plant beside the house.
    house.line([128, 148, 88], 8, &[(560, 390), (556, 250)]);
    for (x, y) in [(500, 210), (610, 200), (520, 290), (618, 280), (560, 170)] {
        house.fill(LEAVES, &[(556, 250), ((556 + x) / 2 - 16, (250 + y) / 2), (x, y)]);
        house.fill(LEAVES, &[(556, 250), ((556 + x) / 2 + 16, (250 + y) / 2), (x, y)]);
    }
    house.block([150, 140, 128], (110, 372), (520, 392));
    house.block(wall, (130, 220), (500, 374));
    match variant {
        0 => weave(&mut house, [180, 148, 100]),
        1 => bricks(&mut house, [204, 150, 124]),
        _ => house.block([92, 138, 146], (130, 330), (500, 374)),
    }
    house.fill(TILES, &[(84, 232), (210, 108), (420, 108), (546, 232)]);
    for row in 1..6 {
        let (y, inwards) = (108 + row * 20, row * 20);
        house.line([150, 66, 46], 1, &[(214 - inwards, y), (416 + inwards, y)]);
    }
    house.line([134, 58, 40], 4, &[(210, 108), (420, 108)]);
    door_and_windows(&mut house);
    for x in [112, 516] {
        house.line(WOOD, 5, &[(x, 232), (x, 374)]);
    }
    house
}

fn weave(house: &mut Canvas, colour: Colour) {
    for x in (130..500).step_by(14) {
        house.line(colour, 1, &[(x, 234), (x, 372)]);
    }
    for y in (240..372).step_by(10) {
        house.line(colour, 1, &[(130, y), (500, y)]);
    }
}

fn bricks(house: &mut Canvas, colour: Colour) {
    for (row, y) in (238..372).step_by(12).enumerate() {
        house.line(colour, 1, &[(130, y), (500, y)]);
        for x in (130 + if row % 2 == 0 { 0 } else { 14 }..500).step_by(28) {
            house.line(colour, 1, &[(x, y), (x, (y + 12).min(372))]);
        }
    }
}

fn door_and_windows(house: &mut Canvas) {
    house.block(WOOD, (286, 264), (352, 374));
    house.block([138, 98, 62], (292, 270), (346, 374));
    house.line(WOOD, 1, &[(319, 270), (319, 374)]);
    house.oval(DARK, (326, 324), (3, 3));
    for x in [168, 394] {
        house.block([236, 232, 222], (x, 264), (x + 72, 328));
        house.block([96, 122, 132], (x + 6, 270), (x + 66, 322));
        house.line([236, 232, 222], 2, &[(x + 36, 270), (x + 36, 322)]);
        house.line([236, 232, 222], 2, &[(x + 6, 296), (x + 66, 296)]);
    }
}

/// A kitchen: an earthen stove with a pot, a shelf, a mat, light through a window.
fn house_inside(variant: usize) -> Canvas {
    const WALLS: [[Colour; 2]; VARIANTS] = [
        [[196, 166, 120], [176, 146, 102]],
        [[198, 188, 172], [180, 168, 150]],
        [[188, 204, 200], [170, 186, 182]],
    ];
    let [top, bottom] = WALLS[variant];
    let mut room = Canvas::new(SCENE, top, bottom);
    room.fill(
        [142, 116, 92],
        &[(0, 480), (0, 380), (110, 300), (530, 300), (640, 380), (640, 480)],
    );
    for x in [110, 530] {
        room.line(bottom.map(|part| part - 30), 2, &[(x, 0), (x, 300)]);
    }
    // The window and its light on the floor.
    room.block(WOOD, (380, 70), (490, 180));
    room.block([230, 240, 236], (388, 78), (482, 172));
    room.line(WOOD, 4, &[(435, 78), (435, 172)]);
    room.fill([168, 142, 114], &[(330, 330), (430, 330), (400, 420), (270, 420)]);
    // A shelf with glasses and bowls.
    room.block(WOOD, (140, 150), (330, 158));
    for (idx, x) in (160..320).step_by(28).enumerate() {
        let colour = [[210, 222, 226], [190, 96, 76], [232, 222, 190]][idx % 3];
        room.block(colour, (x, 122), (x + 16, 150));
    }
    // The stove with its fire and the pot.
    room.block([120, 92, 74], (150, 260), (330, 350));
    room.block([98, 72, 58], (150, 260), (330, 272));
    room.oval(DARK, (240, 330), (34, 24));
    room.fill([226, 140, 60], &[(222, 344), (232, 312), (240, 330), (250, 308), (260, 344)]);
    room.oval([86, 88, 94], (240, 244), (58, 34));
    room.oval([116, 118, 124], (240, 222), (58, 12));
    room.line([60, 60, 64], 3, &[(232, 212), (248, 212)]);
    // A mat.
    room.fill([190, 150, 90], &[(360, 380), (560, 380), (610, 450), (350, 450)]);
    for step in (0..70).step_by(10) {
        room.line(
            [164, 122, 68],
            1,
            &[(360 - step / 7, 380 + step), (560 + step * 5 / 7, 380 + step)],
        );
    }
    // A bulb on its wire.
    room.line(DARK, 1, &[(300, 0), (300, 60)]);
    room.oval([250, 232, 170], (300, 72), (12, 14));
    room
}

/// A wheelchair before a wall.
fn wheelchair(variant: usize) -> Canvas {
    const WALLS: [Colour; VARIANTS] = [[222, 214, 198], [206, 216, 214], [214, 206, 214]];
    let mut chair = Canvas::new(SCENE, WALLS[variant], WALLS[variant].map(|part| part - 16));
    chair.block([168, 152, 132], (0, 380), (640, 480));
    chair.oval([150, 134, 116], (330, 424), (170, 16));
    let steel = [92, 98, 106];
    chair.line(steel, 7, &[(250, 130), (256, 290), (420, 290), (430, 390), (470, 390)]);
    chair.line(steel, 7, &[(250, 136), (214, 130)]);
    chair.line(steel, 6, &[(256, 210), (400, 210), (410, 290)]);
    chair.block([44, 72, 104], (244, 150), (268, 290));
    chair.block([54, 86, 122], (256, 274), (420, 296));
    for (radius, colour) in [(96, [40, 42, 46]), (84, WALLS[variant].map(|part| part - 12))] {
        chair.oval(colour, (290, 326), (radius, radius));
    }
    for (x, y) in [(0, 84), (42, 73), (73, 42), (84, 0), (73, -42), (42, -73)] {
        chair.line(steel, 1, &[(290 - x, 326 - y), (290 + x, 326 + y)]);
    }
    chair.oval([40, 42, 46], (290, 326), (10, 10));
    chair.oval([40, 42, 46], (436, 396), (26, 26));
    chair.oval([150, 150, 152], (436, 396), (14, 14));
    chair
}

/// Somebody on a chair with a stick, without a face.
fn somebody(variant: usize) -> Canvas {
    const CLOTHES: [Colour; VARIANTS] = [[124, 82, 108], [84, 110, 92], [88, 96, 132]];
    let cloth = CLOTHES[variant];
    let mut person = Canvas::new(SCENE, [216, 208, 192], [198, 188, 170]);
    person.block([160, 142, 122], (0, 390), (640, 480));
    person.oval([142, 126, 108], (320, 430), (150, 16));
    // The chair.
    person.line(WOOD, 8, &[(250, 170), (250, 430)]);
    person.line(WOOD, 8, &[(250, 310), (370, 310), (370, 430)]);
    person.line(WOOD, 6, &[(250, 190), (262, 190)]);
    // Body, lap, legs.
    person.fill(cloth, &[(272, 186), (338, 186), (356, 310), (258, 310)]);
    person.fill(cloth.map(|part| part - 24), &[(262, 290), (400, 290), (404, 330), (262, 330)]);
    person.fill(cloth.map(|part| part - 24), &[(368, 310), (404, 310), (398, 414), (366, 414)]);
    person.oval(DARK, (388, 420), (28, 10));
    // Arms, and the stick in the hand.
    person.line(cloth, 14, &[(330, 206), (372, 256), (418, 262)]);
    person.oval(SKIN, (424, 262), (12, 12));
    person.line([96, 64, 40], 5, &[(424, 252), (440, 424)]);
    // Head with a scarf or a cap.
    if variant == 0 {
        let scarf = [226, 208, 216];
        person.oval(scarf, (308, 146), (48, 56));
        person.fill(scarf, &[(262, 150), (354, 150), (360, 214), (256, 214)]);
        person.oval(SKIN, (314, 148), (27, 33));
    } else {
        person.oval(SKIN, (308, 146), (36, 42));
        person.fill(DARK, &[(270, 132), (276, 98), (340, 98), (346, 132)]);
    }
    person
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use std::collections::BTreeSet;

    use shared::{
        form::model::{Field, Kind},
        forms,
    };

    use super::*;

    /// Bytes of one picture: what a phone makes of a photo is about 120 kB.
    const BYTES_MAX: usize = 60_000;

    fn pictures(fields: &[&'static Field], names: &mut BTreeSet<&'static str>) {
        for field in fields {
            match &field.kind {
                Kind::Picture(_) => drop(names.insert(field.name)),
                Kind::Rows { fields, .. }
                    if fields.iter().any(|field| matches!(field.kind, Kind::Picture(_))) =>
                {
                    names.insert(field.name);
                }
                _ => {}
            }
        }
    }

    #[test]
    fn every_photo_of_the_forms_has_small_pictures_of_its_own() {
        let mut names = BTreeSet::new();
        for kind in forms::ALL {
            pictures(&kind.fields().map(|(_, field)| field).collect::<Vec<_>>(), &mut names);
        }
        assert_eq!(names.len(), 9, "{names:?}");
        let mut all = BTreeSet::new();
        for name in names {
            for variant in 0..VARIANTS {
                let jpeg = photo(name, variant).unwrap_or_else(|| panic!("{name} is not drawn"));
                assert!(jpeg.len() <= BYTES_MAX, "{name}: {} bytes", jpeg.len());
                assert_eq!(photo(name, variant).unwrap(), jpeg);
                if let Some(folder) = std::env::var_os("MUTAKHIR_SHOTS") {
                    let file = format!("{name}_{variant}.jpg");
                    std::fs::write(std::path::Path::new(&folder).join(file), &jpeg).unwrap();
                }
                assert!(all.insert(jpeg), "{name} {variant} is another one's picture");
            }
        }
        assert_eq!(photo("foto_lain", 0), None);
    }
}
