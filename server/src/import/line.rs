//! A row of a list of people, parsed: what it says of somebody, or why it is refused.

use sha2::{Digest as _, Sha256};
use shared::{
    day::Day,
    digits::{Unreadable, says_none},
    forms::lists::{self, assistance},
    kk::{NoKk, NoKkError},
    nik::{Nik, NikContext, NikError, NikFinding},
    region::VillageCode,
    sex::Sex,
    text::{Text, t},
};

use super::{
    columns::{Columns, Field},
    date::{Order, date},
    place::{PlaceError, Places},
    report::{Remark, Weight},
    table::{Cell, Row},
};
use crate::store::register::PersonState;

/// Characters of a name, as everywhere.
const NAME_CHARS_MAX: usize = 200;
/// Characters of an address.
const ADDRESS_CHARS_MAX: usize = 300;
/// The highest RT or RW.
const RT_MAX: u16 = 999;

/// What a row says of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Where it stands in the file.
    pub line: u64,
    /// Where the person lives.
    pub village: VillageCode,
    /// What the list itself calls the row.
    pub key: Option<[u8; 16]>,
    /// NIK.
    pub nik: Option<u64>,
    /// Number of the family card.
    pub no_kk: Option<u64>,
    /// Name.
    pub name: String,
    /// What he is called.
    pub nickname: String,
    /// Sex.
    pub sex: Option<Sex>,
    /// Day of birth.
    pub birth: Option<Day>,
    /// Relation to the head; 0 when it is not said.
    pub relation: u16,
    /// RT.
    pub rt: Option<u16>,
    /// RW.
    pub rw: Option<u16>,
    /// Hamlet.
    pub hamlet: String,
    /// Address or landmark.
    pub address: String,
    /// A programme that the family receives.
    pub program: Option<u16>,
    /// Whether he is still there, where the list says so.
    pub state: Option<PersonState>,
}

/// What a row is read with.
pub struct Reading<'r> {
    /// Where everything stands.
    pub columns: &'r Columns,
    /// Villages.
    pub places: &'r Places,
    /// The village of all rows that name none.
    pub village: Option<VillageCode>,
    /// How dates are written.
    pub order: Order,
    /// The day of the import.
    pub today: Day,
    /// Names the list; keys of two lists are different things.
    pub source: &'r str,
}

impl Reading<'_> {
    /// Reads a row. `None` when it is refused; the remarks say why.
    pub fn line(&self, row: &Row<'_>, remarks: &mut Vec<Remark>) -> Option<Line> {
        let mut said = Said { reading: self, row, remarks, is_refused: false };
        let is_family = !self.columns.has(Field::Name);
        let name = said.name(if is_family { Field::HeadName } else { Field::Name });
        let village = said.village();
        let (nik, no_kk) = (said.nik(), said.no_kk());
        if nik.is_some() && nik == no_kk {
            said.refuse(Field::Nik, NoKkError::SameAsNik.message(), LOOK_AT_CARD);
        }
        let (sex, birth) = (said.sex(), said.birth());
        said.note_odd_nik(nik, sex, birth);
        let (rt, rw) = said.rt_rw();
        let relation = if is_family { 1 } else { said.relation() };
        let line = Line {
            line: row.line,
            village: village.unwrap_or(VillageCode::from_number(0)),
            key: said.key(),
            nik,
            no_kk,
            name,
            nickname: said.words(Field::Nickname, NAME_CHARS_MAX),
            sex,
            birth,
            relation,
            rt,
            rw,
            hamlet: said.words(Field::Hamlet, NAME_CHARS_MAX),
            address: said.words(Field::Address, ADDRESS_CHARS_MAX),
            program: said.program(),
            state: said.state(),
        };
        (!said.is_refused).then_some(line)
    }

    /// The village of a row, for other lists than that of people.
    pub fn village(&self, row: &Row<'_>, remarks: &mut Vec<Remark>) -> Option<VillageCode> {
        Said { reading: self, row, remarks, is_refused: false }.village()
    }

    /// The NIK and the family card of a row that has no others.
    pub fn numbers(
        &self,
        row: &Row<'_>,
        remarks: &mut Vec<Remark>,
    ) -> Result<(Option<u64>, Option<u64>), Refused> {
        let mut said = Said { reading: self, row, remarks, is_refused: false };
        let numbers = (said.nik(), said.no_kk());
        if said.is_refused { Err(Refused) } else { Ok(numbers) }
    }

    /// The words of a column on one line, never longer than so many characters.
    pub fn words(&self, row: &Row<'_>, field: Field, chars_max: usize) -> String {
        one_line(self.columns.cell(row.cells, field), chars_max)
    }
}

/// A row that is not stored; the remarks say why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused;

const LOOK_AT_CARD: Text =
    t("Cocokkan dengan KTP atau KK, lalu perbaiki.", "Compare with the cards and correct it.");
const AS_TEXT: Text = t(
    "Ubah format kolom menjadi Teks di file asalnya, isi lagi 16 angkanya dari sumbernya, lalu impor ulang.",
    "Format the column as text in the original file, fill in the 16 digits again from their source, and import again.",
);
const IS_NUMBER: Text = t(
    "Sel ini berisi angka, bukan teks. Excel hanya menyimpan 15 angka; nomornya sudah berubah.",
    "This cell holds a number, no text. A spreadsheet keeps 15 digits; the number is not the same any more.",
);

struct Said<'s, 'r> {
    reading: &'s Reading<'r>,
    row: &'s Row<'s>,
    remarks: &'s mut Vec<Remark>,
    is_refused: bool,
}

impl Said<'_, '_> {
    fn cell(&self, field: Field) -> &Cell {
        self.reading.columns.cell(self.row.cells, field)
    }

    fn remark(&mut self, field: Field, weight: Weight, what: Text, remedy: Text, param: String) {
        self.remarks.push(Remark {
            line: self.row.line,
            column: self.reading.columns.title(field).to_owned(),
            weight,
            what,
            remedy,
            param,
        });
    }

    fn refuse(&mut self, field: Field, what: Text, remedy: Text) {
        self.is_refused = true;
        self.remark(field, Weight::Refused, what, remedy, String::new());
    }

    fn left_out(&mut self, field: Field, what: Text) {
        let remedy =
            t("Dikosongkan. Lengkapi bila perlu.", "Left empty. Fill it in if it is needed.");
        self.remark(field, Weight::Note, what, remedy, String::new());
    }

    fn words(&mut self, field: Field, chars_max: usize) -> String {
        one_line(self.cell(field), chars_max)
    }

    fn name(&mut self, field: Field) -> String {
        let remedy = t("Isi namanya.", "Fill in the name.");
        let name = match self.cell(field) {
            Cell::TooLong => {
                let what = t(
                    "Isi sel terlalu panjang; mungkin ada tanda kutip yang tidak ditutup.",
                    "The cell is too long; perhaps a quote was not closed.",
                );
                self.refuse(
                    field,
                    what,
                    t("Periksa baris ini di filenya.", "Look at this row in the file."),
                );
                return String::new();
            }
            cell => one_line(cell, NAME_CHARS_MAX + 1),
        };
        if !name.chars().any(char::is_alphabetic) {
            self.refuse(field, t("Tidak ada nama.", "There is no name."), remedy);
        } else if name.chars().count() > NAME_CHARS_MAX {
            self.refuse(
                field,
                t("Nama lebih dari 200 huruf.", "A name of more than 200 letters."),
                remedy,
            );
        }
        name
    }

    fn village(&mut self) -> Option<VillageCode> {
        let places = self.reading.places;
        let code = self.cell(Field::VillageCode).words();
        let parts = [Field::KecamatanNo, Field::VillageNo]
            .map(|field| self.cell(field).words().and_then(|digits| digits.parse::<u32>().ok()));
        let (field, found) = if let Some(code) = code {
            (Field::VillageCode, places.coded(&code))
        } else if let Some(name) = self.cell(Field::Village).words() {
            let kecamatan = self.cell(Field::Kecamatan).words();
            (Field::Village, places.named(&name, kecamatan.as_deref()))
        } else if let [Some(kecamatan), Some(village)] = parts {
            (Field::VillageNo, places.coded(&format!("3523{kecamatan:02}{village:04}")))
        } else if let Some(village) = self.reading.village {
            (Field::Village, Ok(village))
        } else {
            let remedy = t(
                "Isi desanya, atau pakai --village bila semua baris satu desa.",
                "Fill in the village, or use --village when all rows are of one.",
            );
            self.refuse(Field::Village, t("Tidak ada desa.", "There is no village."), remedy);
            return None;
        };
        match found {
            Ok(village) => return Some(village),
            Err(PlaceError::Several) => self.refuse(
                field,
                t(
                    "Beberapa kecamatan punya desa dengan nama ini.",
                    "Several kecamatan have a village of this name.",
                ),
                t(
                    "Tambahkan kolom kecamatan atau kode desa.",
                    "Add a column with the kecamatan or the code of the village.",
                ),
            ),
            Err(PlaceError::Unknown { similar: Some(similar) }) => {
                self.is_refused = true;
                let what = t(
                    "Desa ini tidak ada di Kabupaten Tuban. Mungkin maksudnya {0}.",
                    "Tuban has no such village. Perhaps {0} is meant.",
                );
                let remedy = t("Perbaiki nama desanya.", "Correct the name of the village.");
                self.remark(field, Weight::Refused, what, remedy, similar.to_owned());
            }
            Err(PlaceError::Unknown { similar: None }) => self.refuse(
                field,
                t("Desa ini tidak ada di Kabupaten Tuban.", "Tuban has no such village."),
                t(
                    "Perbaiki nama atau kode desanya.",
                    "Correct the name or the code of the village.",
                ),
            ),
        }
        None
    }

    /// The digits of a cell as text; `None` for none, and for a number of a spreadsheet.
    fn digits(&mut self, field: Field) -> Option<String> {
        match self.cell(field) {
            Cell::Empty => None,
            Cell::Number(number) if *number == 0.0 => None,
            Cell::Number(_) | Cell::Date(_) => {
                self.refuse(field, IS_NUMBER, AS_TEXT);
                None
            }
            Cell::TooLong => {
                self.refuse(
                    field,
                    t("Isi sel terlalu panjang.", "The cell is too long."),
                    LOOK_AT_CARD,
                );
                None
            }
            Cell::Text(text) => {
                let is_zero = text.chars().all(|sign| matches!(sign, '0' | '-' | '.' | '\''));
                (!is_zero && !says_none(text)).then(|| text.clone())
            }
        }
    }

    fn nik(&mut self) -> Option<u64> {
        let text = self.digits(Field::Nik)?;
        match Nik::parse(&text) {
            Ok(nik) => return u64::try_from(nik.number()).ok(),
            Err(NikError::LeadingZero) => {
                // OpenSID numbers those without a NIK so.
                self.left_out(
                    Field::Nik,
                    t(
                        "NIK sementara (diawali 0) tidak dipakai.",
                        "A temporary NIK (beginning with 0) is not used.",
                    ),
                );
            }
            Err(NikError::Unreadable(Unreadable::Rounded)) => {
                self.refuse(
                    Field::Nik,
                    NikError::Unreadable(Unreadable::Rounded).message(),
                    AS_TEXT,
                );
            }
            Err(error) => self.refuse_digits(Field::Nik, error.message(), digits_in(&text)),
        }
        None
    }

    fn no_kk(&mut self) -> Option<u64> {
        let text = self.digits(Field::NoKk)?;
        match NoKk::parse(&text) {
            Ok(no_kk) => return u64::try_from(no_kk.number()).ok(),
            Err(error @ NoKkError::Unreadable(Unreadable::Rounded)) => {
                self.refuse(Field::NoKk, error.message(), AS_TEXT);
            }
            Err(error) => self.refuse_digits(Field::NoKk, error.message(), digits_in(&text)),
        }
        None
    }

    fn refuse_digits(&mut self, field: Field, what: Text, n_digits: usize) {
        self.is_refused = true;
        self.remark(field, Weight::Refused, what, LOOK_AT_CARD, n_digits.to_string());
    }

    /// Says what is odd about a NIK beside sex and birth, as everywhere. It is stored all the same.
    fn note_odd_nik(&mut self, nik: Option<u64>, sex: Option<Sex>, birth: Option<Day>) {
        let nik = nik.and_then(|nik| Nik::from_number(nik.cast_signed()).ok());
        let Some(nik) = nik else { return };
        let ctx = NikContext { today: self.reading.today, sex, birth, regions: None };
        for finding in nik.findings(&ctx) {
            self.remark(
                Field::Nik,
                Weight::Note,
                NikFinding::message(finding),
                LOOK_AT_CARD,
                String::new(),
            );
        }
    }

    fn sex(&mut self) -> Option<Sex> {
        let words = self.cell(Field::Sex).words()?.to_lowercase();
        let letters: String = words.chars().filter(|sign| sign.is_alphanumeric()).collect();
        match letters.as_str() {
            "l" | "1" | "lk" | "lakilaki" | "laki" | "pria" | "m" => Some(Sex::Male),
            "p" | "2" | "pr" | "perempuan" | "wanita" | "f" => Some(Sex::Female),
            "" | "0" => None,
            _ => {
                self.left_out(
                    Field::Sex,
                    t("Jenis kelamin tidak dikenal.", "The sex is not understood."),
                );
                None
            }
        }
    }

    fn birth(&mut self) -> Option<Day> {
        let found = date(self.cell(Field::Birth), self.reading.order);
        let remedy = t(
            "Tulis seperti 31/12/1980, atau sebut urutannya dengan --date-order.",
            "Write it like 31/12/1980, or say the order with --date-order.",
        );
        match found {
            Ok(Some(day)) if day > self.reading.today || day.ymd().0 < 1_900 => {
                self.refuse(
                    Field::Birth,
                    t("Tanggal lahir tidak mungkin.", "No possible date of birth."),
                    remedy,
                );
                None
            }
            Ok(found) => found,
            Err(what) => {
                self.refuse(Field::Birth, what.message(), remedy);
                None
            }
        }
    }

    fn relation(&mut self) -> u16 {
        let Some(words) = self.cell(Field::Relation).words() else { return 0 };
        let known = option_of(lists::RELATION.options, &words).or_else(|| {
            let letters = letters(&words);
            match letters.as_str() {
                "kk" | "kepala" | "kepalarumahtangga" => Some(1),
                "isteri" => Some(3),
                "anakkandung" | "anaktiri" | "anakangkat" => Some(4),
                "orangtua" | "ortu" => Some(7),
                "famili" | "famililain" | "saudara" => Some(9),
                "pembantu" | "sopir" => Some(10),
                _ => None,
            }
        });
        known.unwrap_or_else(|| {
            self.left_out(
                Field::Relation,
                t("Hubungan keluarga tidak dikenal.", "The relation is not understood."),
            );
            0
        })
    }

    fn rt_rw(&mut self) -> (Option<u16>, Option<u16>) {
        if let Some(both) =
            self.cell(Field::RtRw).words().filter(|_| !self.reading.columns.has(Field::Rt))
        {
            let mut numbers =
                both.split(|sign: char| !sign.is_ascii_digit()).filter(|part| !part.is_empty());
            let mut next = || numbers.next().and_then(rt);
            return (next(), next());
        }
        let [one, other] = [Field::Rt, Field::Rw].map(|field| {
            let words = self.cell(field).words()?.into_owned();
            let digits: String = words.chars().filter(char::is_ascii_digit).collect();
            let found = rt(&digits);
            if found.is_none() && digits.chars().any(|sign| sign != '0') {
                self.left_out(field, t("RT/RW tidak dikenal.", "The RT or RW is not understood."));
            }
            found
        });
        (one, other)
    }

    fn key(&self) -> Option<[u8; 16]> {
        let words = self.cell(Field::Key).words()?;
        Some(key_of(self.reading.source, &words))
    }

    fn program(&mut self) -> Option<u16> {
        let words = self.cell(Field::Program).words()?;
        let found = option_of(assistance::PROGRAM.options, &words).or_else(|| {
            let letters = letters(&words);
            let begins = |start: &str| letters.starts_with(start);
            match () {
                () if begins("bpnt") || begins("sembako") => Some(assistance::PROGRAM_FOOD),
                () if begins("pkhplus") => Some(13),
                () if begins("pkh") => Some(assistance::PROGRAM_PKH),
                () if begins("pbi") || begins("kis") => Some(3),
                () if begins("bltdd") || begins("bltdanadesa") => Some(4),
                () => None,
            }
        });
        if found.is_none() && !letters(&words).is_empty() {
            self.left_out(
                Field::Program,
                t("Program bantuan tidak dikenal.", "The programme is not understood."),
            );
        }
        found
    }

    fn state(&self) -> Option<PersonState> {
        let words = letters(&self.cell(Field::Status).words()?);
        match words.as_str() {
            "1" | "hidup" | "aktif" => Some(PersonState::Alive),
            "2" | "mati" | "meninggal" | "meninggaldunia" => Some(PersonState::Dead),
            "3" | "pindah" | "pindahkeluar" => Some(PersonState::Moved),
            _ => None,
        }
    }
}

/// What a list's own name of a row is remembered by.
#[must_use]
pub fn key_of(source: &str, words: &str) -> [u8; 16] {
    let hash = Sha256::new().chain_update(source).chain_update([0]).chain_update(words).finalize();
    let mut key = [0; 16];
    key.copy_from_slice(&hash[..16]);
    key
}

/// An option by its code, its name or its label.
fn option_of(options: &[shared::form::model::Opt], words: &str) -> Option<u16> {
    if let Ok(code) = words.trim().parse::<u16>() {
        return options.iter().find(|option| option.code == code).map(|option| option.code);
    }
    let wanted = letters(words);
    let is_it = |option: &&shared::form::model::Opt| {
        letters(option.name) == wanted || letters(option.label.id) == wanted
    };
    options.iter().find(is_it).map(|option| option.code)
}

fn rt(digits: &str) -> Option<u16> {
    digits.parse().ok().filter(|number| (1..=RT_MAX).contains(number))
}

fn digits_in(text: &str) -> usize {
    text.chars().filter(char::is_ascii_digit).count()
}

fn letters(words: &str) -> String {
    words.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The words of a cell on one line, with single spaces.
fn one_line(cell: &Cell, chars_max: usize) -> String {
    let Some(words) = cell.words() else { return String::new() };
    let mut line = String::with_capacity(words.len());
    for word in words.split(|sign: char| sign.is_whitespace() || sign.is_control()) {
        if !word.is_empty() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    if line == "-" {
        line.clear();
    }
    if let Some((end, _)) = line.char_indices().nth(chars_max) {
        line.truncate(end);
    }
    line
}
