//! Which column of a list says what: guessed from its titles, or said by a mapping file.
//!
//! The titles are those of SIAK, of OpenSID, of DTSEN and SIKS-NG extracts, and of lists that villages
//! keep by hand.

use super::table::Cell;

/// Rows at the beginning of a file in which its titles are looked for: above them stands what the list
/// is called.
pub const TITLE_ROWS_MAX: usize = 20;
/// Two titles are the same when they differ by so little; 1 is no difference.
const SIMILAR_MIN: f64 = 0.92;

macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident $word:literal [$($title:literal)*])*) => {
        /// What a column says.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Field {
            $($(#[$doc])* $name,)*
        }

        impl Field {
            /// All of them.
            pub const ALL: &[Field] = &[$(Field::$name,)*];

            /// What a mapping file and the list of errors call it.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Field::$name => $word,)* }
            }

            /// Titles that say it: small letters and digits only, the surest first.
            const fn titles(self) -> &'static [&'static str] {
                match self { $(Field::$name => &[$($title),*],)* }
            }
        }
    };
}

fields! {
    /// NIK.
    Nik "nik" ["nik" "nonik" "nomornik" "noktp" "nikktp" "nomorindukkependudukan" "nikpenerima" "nikanak" "nikart"]
    /// No. KK.
    NoKk "no_kk" ["nokk" "kk" "nomorkk" "nokartukeluarga" "nomorkartukeluarga" "kartukeluarga" "idkk"]
    /// The name of a person.
    Name "nama" ["nama" "namalengkap" "namalgkp" "namaart" "namapenerima" "namapm" "namapenduduk" "namaanak" "namaanggotakeluarga" "namaanggota" "namawarga" "namakpm" "namasesuaiktp"]
    /// What he is called.
    Nickname "panggilan" ["panggilan" "namapanggilan" "alias"]
    /// The head of the family, where a row is a family.
    HeadName "nama_kepala" ["namakepalakeluarga" "kepalakeluarga" "namakk" "namakepala" "namakrt"]
    /// Relation to the head of the family.
    Relation "hubungan" ["shdk" "hubungan" "hubungankeluarga" "stathbkel" "kklevel" "hubkel" "statushubungandalamkeluarga" "hubungandenganrt" "hubkepalakeluarga" "statusdalamkeluarga" "statushubungan"]
    /// Day of birth.
    Birth "tgl_lahir" ["tgllahir" "tanggallahir" "tgllhr" "tgllhir" "tgllahiranak" "dob"]
    /// Sex.
    Sex "jk" ["jk" "jeniskelamin" "jnskelamin" "jenisklmin" "sex" "kelamin" "lp" "jkel"]
    /// RT.
    Rt "rt" ["rt" "nort"]
    /// RW.
    Rw "rw" ["rw" "norw"]
    /// RT and RW in one.
    RtRw "rt_rw" ["rtrw" "rtdanrw"]
    /// Hamlet.
    Hamlet "dusun" ["dusun" "namadusun" "lingkungan" "dukuh"]
    /// Address or landmark.
    Address "alamat" ["alamat" "alamatlengkap" "alamatktp" "patokan" "alamatkk"]
    /// Name of the village.
    Village "desa" ["desa" "namadesa" "kelurahan" "namakelurahan" "namakel" "desakelurahan" "keldesa" "desakel" "namadesakelurahan" "kelurahandesa"]
    /// Code of the village.
    VillageCode "kode_desa" ["kodedesa" "kodekelurahan" "kodewilayah" "kodedesakelurahan" "kodekemendagri" "iddesa"]
    /// Name of the kecamatan.
    Kecamatan "kecamatan" ["kecamatan" "namakecamatan" "namakec" "kec"]
    /// The last four digits of the village's code, beside [`Field::KecamatanNo`].
    VillageNo "no_desa" ["nokel" "nodesa"]
    /// The last two digits of the kecamatan's code.
    KecamatanNo "no_kecamatan" ["nokec"]
    /// What the list itself calls the row, the same each time.
    Key "kunci" ["kunci" "iddtsen" "iddtks" "idbdt" "idart" "idpenduduk" "idkeluarga" "idsemesta" "idpm" "idpengurus"]
    /// A programme that the family receives.
    Program "program" ["program" "programbansos" "bansos" "jenisbansos" "jenisbantuan" "bantuan"]
    /// Alive, dead or moved.
    Status "status" ["statusdasar" "status" "statushidup" "statuspenduduk" "keadaan"]
    /// Why somebody is to be visited.
    Reason "alasan" ["alasan" "keperluan" "keterangan" "catatan" "tugas" "perihal"]
    /// Until when.
    Due "tenggat" ["tenggat" "bataswaktu" "batas" "jatuhtempo" "sampai" "deadline" "paling lambat"]
    /// Which form is wanted.
    Form "formulir" ["formulir" "jenisformulir" "jenis" "form"]
}

/// Where each thing stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// Pairs of what it says and its position from 0 on.
    found: Vec<(Field, usize)>,
    /// The titles as they stand in the file.
    titles: Vec<String>,
}

/// Why a mapping is of no use.
#[derive(Debug, thiserror::Error)]
pub enum ColumnsError {
    /// A line of the mapping file.
    #[error(
        "line {line} of the mapping file is not understood; write for example: nama = Nama Lengkap"
    )]
    Line {
        /// Which, from 1 on.
        line: usize,
    },
    /// It names something that no column can say.
    #[error("the mapping file names {word}; what it may name: {}", words())]
    Word {
        /// What it names.
        word: String,
    },
    /// It names a column that is not there.
    #[error("no column of the list is called {title}")]
    Title {
        /// What it names.
        title: String,
    },
    /// No row of the beginning looks like titles.
    #[error(
        "no titles of columns were found in the first {TITLE_ROWS_MAX} rows; the list needs at least \
         a column \"nama\"; a mapping file (--map) can say which one that is"
    )]
    NoTitles,
}

/// A mapping file: for each thing the title of its column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping(Vec<(Field, String)>);

impl Mapping {
    /// Reads `nama = Nama Lengkap`, one in a line; `#` begins a remark, and a column that is to be left
    /// out has nothing behind the sign.
    ///
    /// # Errors
    /// [`ColumnsError::Line`] or [`ColumnsError::Word`].
    pub fn parse(text: &str) -> Result<Self, ColumnsError> {
        let mut said = Vec::new();
        for (idx, line) in text.lines().enumerate() {
            let line = line.trim().trim_start_matches('\u{feff}');
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (word, title) = line.split_once('=').ok_or(ColumnsError::Line { line: idx + 1 })?;
            let word = word.trim();
            let field = Field::ALL.iter().find(|field| field.word() == word);
            let field = field.ok_or_else(|| ColumnsError::Word { word: word.to_owned() })?;
            said.push((*field, title.trim().to_owned()));
        }
        Ok(Self(said))
    }
}

impl Columns {
    /// Guesses what the columns of a row of titles say; what the mapping says goes before.
    ///
    /// # Errors
    /// [`ColumnsError::Title`].
    pub fn guess(titles: &[Cell], mapping: &Mapping) -> Result<Self, ColumnsError> {
        let titles: Vec<String> =
            titles.iter().map(|title| title.words().unwrap_or_default().into_owned()).collect();
        let plain: Vec<String> = titles.iter().map(|title| letters(title)).collect();
        let mut found: Vec<(Field, usize)> = Vec::new();
        for (field, title) in &mapping.0 {
            if title.is_empty() {
                continue;
            }
            let wanted = letters(title);
            let at = plain.iter().position(|title| !title.is_empty() && *title == wanted);
            let at = at.ok_or_else(|| ColumnsError::Title { title: title.clone() })?;
            found.push((*field, at));
        }
        let is_said = |field| mapping.0.iter().any(|(said, _)| *said == field);
        // What is written as expected goes before what is written nearly so.
        for is_same in [exactly as fn(&str, &str) -> bool, nearly] {
            for field in Field::ALL.iter().filter(|field| !is_said(**field)) {
                if found.iter().any(|(other, _)| other == field) {
                    continue;
                }
                let free = |at: &usize| !found.iter().any(|(_, other)| other == at);
                let at = field.titles().iter().find_map(|expected| {
                    (0..plain.len()).filter(free).find(|at| is_same(expected, &plain[*at]))
                });
                found.extend(at.map(|at| (*field, at)));
            }
        }
        found.sort_unstable();
        Ok(Self { found, titles })
    }

    /// How many columns are understood, when there is a name among them; else nothing.
    #[must_use]
    pub fn worth(&self) -> usize {
        if self.has(Field::Name) || self.has(Field::HeadName) { self.found.len() } else { 0 }
    }

    /// True when a column says this.
    #[must_use]
    pub fn has(&self, field: Field) -> bool {
        self.found.iter().any(|(other, _)| *other == field)
    }

    /// What a row says of this; empty when no column does.
    #[must_use]
    pub fn cell<'c>(&self, cells: &'c [Cell], field: Field) -> &'c Cell {
        let at = self.found.iter().find(|(other, _)| *other == field).map(|(_, at)| *at);
        at.and_then(|at| cells.get(at)).unwrap_or(&Cell::Empty)
    }

    /// The title of the column that says this, as it stands in the file.
    #[must_use]
    pub fn title(&self, field: Field) -> &str {
        let at = self.found.iter().find(|(other, _)| *other == field).map(|(_, at)| *at);
        at.and_then(|at| self.titles.get(at)).map_or(field.word(), String::as_str)
    }

    /// The mapping as a file that says it, with what was left out.
    #[must_use]
    pub fn words(&self) -> String {
        let mut words = String::new();
        for (field, at) in &self.found {
            words.push_str(&format!("{} = {}\n", field.word(), self.titles[*at]));
        }
        for (at, title) in self.titles.iter().enumerate().filter(|(_, title)| !title.is_empty()) {
            if !self.found.iter().any(|(_, other)| *other == at) {
                words.push_str(&format!("# tidak dipakai · not used: {title}\n"));
            }
        }
        words
    }
}

fn exactly(expected: &str, title: &str) -> bool {
    expected == title
}

/// A slip of the finger in a long title; short ones are too near to each other.
fn nearly(expected: &str, title: &str) -> bool {
    expected.len() >= 7 && strsim::normalized_levenshtein(expected, title) >= SIMILAR_MIN - 0.05
        || expected.len() >= 5 && strsim::jaro_winkler(expected, title) >= 0.96
}

/// Small letters and digits of a title.
fn letters(title: &str) -> String {
    title.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// All that a mapping file may name.
fn words() -> String {
    Field::ALL.iter().map(|field| field.word()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    fn guess(titles: &str, mapping: &str) -> Result<Vec<(&'static str, usize)>, ColumnsError> {
        let titles: Vec<_> = titles.split(',').map(Cell::of_text).collect();
        let columns = Columns::guess(&titles, &Mapping::parse(mapping)?)?;
        let mut found: Vec<_> =
            columns.found.iter().map(|(field, at)| (field.word(), *at)).collect();
        found.sort_by_key(|(_, at)| *at);
        Ok(found)
    }

    #[test]
    fn exports_of_siak_and_opensid_are_understood_as_they_come() {
        let siak = "NO_KK,NIK,NAMA_LGKP,JENIS_KLMIN,TMPT_LHR,TGL_LHR,STAT_HBKEL,ALAMAT,NO_RT,NO_RW,DUSUN,NAMA_KEL,NAMA_KEC";
        assert_eq!(
            guess(siak, "").unwrap(),
            [
                ("no_kk", 0),
                ("nik", 1),
                ("nama", 2),
                ("jk", 3),
                ("tgl_lahir", 5),
                ("hubungan", 6),
                ("alamat", 7),
                ("rt", 8),
                ("rw", 9),
                ("dusun", 10),
                ("desa", 11),
                ("kecamatan", 12)
            ]
        );
        let opensid = "alamat,dusun,rw,rt,nama,no_kk,nik,sex,tempatlahir,tanggallahir,agama_id,kk_level,status_dasar";
        assert_eq!(
            guess(opensid, "").unwrap(),
            [
                ("alamat", 0),
                ("dusun", 1),
                ("rw", 2),
                ("rt", 3),
                ("nama", 4),
                ("no_kk", 5),
                ("nik", 6),
                ("jk", 7),
                ("tgl_lahir", 9),
                ("hubungan", 11),
                ("status", 12)
            ]
        );
        let by_hand = "No,Nama Kepala Keluarga,RT/RW,Desa,Tgl Lahirr";
        assert_eq!(
            guess(by_hand, "").unwrap(),
            [("nama_kepala", 1), ("rt_rw", 2), ("desa", 3), ("tgl_lahir", 4)]
        );
    }

    #[test]
    fn a_mapping_file_goes_before_a_guess() {
        let found = guess("Nama Lengkap,Sebutan,Desa", "# ya\nnama = sebutan\ndesa =\n").unwrap();
        assert_eq!(found, [("nama", 1)]);
        assert!(matches!(guess("a", "nama"), Err(ColumnsError::Line { line: 1 })));
        assert!(matches!(guess("a", "\nname = a"), Err(ColumnsError::Word { .. })));
        assert!(matches!(guess("a", "nama = b"), Err(ColumnsError::Title { .. })));
    }
}
