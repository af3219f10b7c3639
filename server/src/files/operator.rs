//! What an operator types into SIKS-NG, which takes no files: for one village and one menu a workbook
//! with a sheet of families and one of their members, joined by the number of the family card (domain
//! G″ 14). The official order of its columns was not found: they stand in the order of our screens.

use std::collections::HashSet;
use std::io::{Cursor, Seek, Write};
use std::path::Path;

use shared::{
    day::Day,
    desk::files::CHANNELS,
    form::{
        eval::walk,
        model::{Field, Kind, World},
        value::{Row, Value, Values},
    },
    forms::{
        bansos::{self, BANSOS},
        person,
        visit::{self, VISIT},
    },
    id::FamilyId,
    region::VillageCode,
    register::reference::{PersonRef, Reference},
    sync::state::RecordState,
    text::Lang,
};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::{
    FileError,
    limits::{DESCRIPTION_CHARS_MAX, OPERATOR_ROWS_MAX, TITLE_CHARS_MAX},
    list::village_code,
    menu::Menu,
    photos::{self, Photo, Photos},
    read::{self, Taken},
    table::{Asked, Cell, Column, Reader, code_and_label, columns, columns_of, one_line, plain},
    xlsx::Book,
};
use crate::desk::{home, review};
use crate::places;
use crate::store::{
    Reads, Scope, Store, StoreError,
    desk::RecordFilter,
    register::{Family, Person, PersonState},
};

/// What is typed: which proposals of which village, and by which way they come.
#[derive(Clone, Copy, Debug)]
pub struct Typed {
    /// Which village.
    pub village: VillageCode,
    /// Which menu.
    pub menu: Menu,
    /// The name of the way, of [`CHANNELS`].
    pub channel: &'static str,
    /// The day on which the file is made.
    pub today: Day,
}

/// One proposal with all that is typed of it.
struct Proposal {
    taken: Taken,
    values: Values,
    family: Option<Family>,
    /// Its photos and those of its visit.
    photos: Vec<Named>,
    /// The revision that counts was typed already.
    is_typed: bool,
}

/// A photo, and what its file is called without the ending: `3523161203790001_rumah_depan`.
struct Named {
    photo: Photo,
    name: String,
}

/// Writes an archive with the workbook; how many proposals it holds. Only records that somebody has
/// checked are in it, and none that was typed already. Blocks.
///
/// # Errors
/// [`FileError::Nothing`] when no such record was checked, [`FileError::AllTyped`] when all were typed.
pub fn write(
    scope: Scope,
    typed: &Typed,
    world: World<'_>,
    (folder, to): (&Path, impl Write + Seek),
    photos: &Photos<'_>,
    progress: &dyn Fn(u64) -> Result<(), FileError>,
) -> Result<u64, FileError> {
    let all = proposals(photos.store, scope, typed, world, progress)?;
    let n_all = all.len();
    let mut proposals: Vec<_> = all.into_iter().filter(|proposal| !proposal.is_typed).collect();
    if proposals.is_empty() {
        return Err(if n_all == 0 { FileError::Nothing } else { FileError::AllTyped });
    }
    name_photos(&mut proposals);
    let words = read_me(typed, proposals.len(), n_all - proposals.len());
    let mut book = Cursor::new(Vec::new());
    write_book(&proposals, (typed, &words), folder, &mut book)?;
    let mut archive = ZipWriter::new(to);
    // A workbook is packed already.
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    archive
        .start_file(format!("{}_{}.xlsx", typed.menu.name(), typed.village.number()), options)?;
    archive.write_all(book.get_ref())?;
    archive.start_file("BACA_DULU.txt", options)?;
    archive.write_all(words.as_bytes())?;
    let missing = add_photos(&mut archive, &proposals, photos, progress)?;
    if !missing.is_empty() {
        archive.start_file("FOTO_BELUM_ADA.txt", options)?;
        archive.write_all(missing.join("\r\n").as_bytes())?;
    }
    archive.finish()?.flush()?;
    Ok(proposals.len() as u64)
}

/// Gives each photo a name that no other has.
fn name_photos(proposals: &mut [Proposal]) {
    let mut names = HashSet::new();
    for proposal in proposals {
        let nik = proposal.person().and_then(|group| proposal.nik(group));
        for photo in proposal.named_photos() {
            let whose = nik.map_or_else(|| photo.record.to_string(), |nik| sixteen(Some(nik)));
            let mut name = format!("{whose}_{}", photo.name);
            // Two proposals about one person, or two photos of one kind.
            let mut number = 2;
            while !names.insert(name.clone()) {
                name = format!("{whose}_{}_{number}", photo.name);
                number += 1;
            }
            proposal.photos.push(Named { photo, name });
        }
    }
}

/// Adds the photos, in a folder of their own; the names of those that have not come yet.
fn add_photos<W: Write + Seek>(
    archive: &mut ZipWriter<W>,
    proposals: &[Proposal],
    photos: &Photos<'_>,
    progress: &dyn Fn(u64) -> Result<(), FileError>,
) -> Result<Vec<String>, FileError> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut missing = Vec::new();
    for proposal in proposals {
        progress(proposals.len() as u64)?;
        for Named { photo, name } in &proposal.photos {
            match photos.bytes(photo, proposal.taken.line.author)? {
                Some((bytes, ending)) => {
                    archive.start_file(format!("foto/{name}.{ending}"), options)?;
                    archive.write_all(&bytes)?;
                }
                None => missing.push(name.clone()),
            }
        }
    }
    Ok(missing)
}

fn proposals(
    store: &Store,
    scope: Scope,
    typed: &Typed,
    world: World<'_>,
    progress: &dyn Fn(u64) -> Result<(), FileError>,
) -> Result<Vec<Proposal>, FileError> {
    let filter = RecordFilter {
        village: Some(typed.village),
        kind: Some(typed.menu.kind().id.0),
        state: Some(RecordState::Checked),
        ..RecordFilter::default()
    };
    let mut proposals = Vec::new();
    let mut n_looked_at = 0;
    read::each(store, scope, &filter, &mut |taken| {
        let values = taken.values(world);
        if typed.menu.takes(&values) {
            if proposals.len() >= OPERATOR_ROWS_MAX {
                return Err(FileError::TooMany);
            }
            proposals.push(Proposal {
                taken,
                values,
                family: None,
                photos: Vec::new(),
                is_typed: false,
            });
        }
        n_looked_at += 1;
        progress(n_looked_at)
    })?;
    for proposal in &mut proposals {
        let kind = proposal.taken.line.kind;
        let visit = proposal.taken.visit.clone().unwrap_or_default();
        let signs = home::signs(kind, &proposal.values).and(home::signs(VISIT.id.0, &visit));
        let line = proposal.taken.line.clone();
        let found = store.read_for_desk(move |tx| {
            Ok((family(tx, scope, &signs)?, review::typed(tx, &line)?.is_some()))
        });
        (proposal.family, proposal.is_typed) = found.wait()?;
    }
    Ok(proposals)
}

fn family(tx: &dyn Reads, scope: Scope, signs: &home::Signs) -> Result<Option<Family>, StoreError> {
    let Some(home) = signs.home(tx, scope)? else { return Ok(None) };
    FamilyId::parse(&home.family).map_or(Ok(None), |id| tx.family(id))
}

fn write_book(
    proposals: &[Proposal],
    (typed, words): (&Typed, &str),
    folder: &Path,
    to: impl Write + Seek + Send,
) -> Result<(), FileError> {
    let mut book = Book::new(folder)?;
    let asked = columns(typed.menu.kind());
    // Members have a sheet of their own.
    let asked: Vec<Asked> =
        asked.into_iter().filter(|asked| asked.field.tag != bansos::PEOPLE.tag).collect();
    let of_visit: Vec<Asked> = columns(&VISIT)
        .into_iter()
        .filter(|asked| asked.column.name.starts_with("lokasi"))
        .collect();
    let coded: Vec<Column> =
        own_columns(&asked).into_iter().chain(own_columns(&of_visit)).collect();
    let heads = family_columns();
    let families = book.sheet("Keluarga", heads.iter().chain(&coded))?;
    let member_fields = columns_of(member_fields());
    let member_heads = member_columns();
    let member_coded = own_columns(&member_fields);
    let members = book.sheet("Anggota", member_heads.iter().chain(&member_coded))?;
    let about = book.sheet("Keterangan", [Column::new("", "Keterangan")].iter())?;
    for line in words.lines() {
        book.row(about, &[Cell::text(line)])?;
    }
    for (number, proposal) in (1..).zip(proposals) {
        let mut cells = proposal.cells(number, typed);
        let names: Vec<&str> = proposal.photos.iter().map(|photo| &*photo.name).collect();
        cells.push(Cell::text(names.join(", ")));
        cells.extend(own_cells(&asked, &proposal.values));
        cells.extend(own_cells(&of_visit, proposal.visit()));
        book.row(families, &cells)?;
        for member in proposal.members() {
            let mut cells = vec![Cell::count(number), Cell::text(proposal.no_kk())];
            cells.extend(own_cells(&member_fields, &member));
            book.row(members, &cells)?;
        }
    }
    book.save(to)
}

/// The columns of questions: of a choice its code and its words side by side.
fn own_columns(asked: &[Asked]) -> Vec<Column> {
    let column = |asked: &Asked| match code_and_label(asked.field, None) {
        Some(_) => {
            let code =
                Column { title: format!("{} (kode)", asked.column.title), ..asked.column.clone() };
            vec![code, asked.column.clone()]
        }
        None => vec![asked.column.clone()],
    };
    asked.iter().flat_map(column).collect()
}

fn own_cells(asked: &[Asked], values: &Values) -> Vec<Cell> {
    let cells = |asked: &Asked| match code_and_label(asked.field, asked.value(values)) {
        Some((code, label)) => vec![code, label],
        None => match asked.cell(values, Reader::People, false) {
            Cell::Text(text) => vec![Cell::text(one_line(&text, DESCRIPTION_CHARS_MAX))],
            cell => vec![cell],
        },
    };
    asked.iter().flat_map(cells).collect()
}

/// What a proposal asks of each member, in the order of the form.
fn member_fields() -> &'static [Field] {
    match BANSOS.field(bansos::PEOPLE.tag).map(|field| &field.kind) {
        Some(Kind::Rows { fields, .. }) => fields,
        _ => &[],
    }
}

fn family_columns() -> Vec<Column> {
    [
        "No.",
        "Sudah diketik",
        "Jalur usulan",
        "Menu",
        "Status catatan",
        "No. KK",
        "Kepala keluarga",
        "NIK",
        "Nama",
        "Alamat",
        "RT",
        "RW",
        "Dusun",
        "Kode desa",
        "Desa/kelurahan",
        "Judul",
        "Uraian",
        "Tanggal kunjungan",
        "Nomor catatan",
        "Foto",
    ]
    .map(|title| Column::new(title, title))
    .into()
}

fn member_columns() -> [Column; 2] {
    ["No. keluarga", "No. KK"].map(|title| Column::new(title, title))
}

impl Proposal {
    fn visit(&self) -> &Values {
        static NONE: Values = Values::new();
        self.taken.visit.as_ref().unwrap_or(&NONE)
    }

    /// The group of the person it is about.
    fn person(&self) -> Option<&Values> {
        let path = self.taken.kind()?.person()?;
        match walk(&self.values, path) {
            Some(Value::Group(group)) => Some(group),
            _ => None,
        }
    }

    /// The photos that it and its visit name.
    fn named_photos(&self) -> Vec<Photo> {
        let line = &self.taken.line;
        let of_visit = line.visit.map(|visit| photos::named(visit, &VISIT, self.visit()));
        let own = self.taken.kind().map(|kind| photos::named(line.record, kind, &self.values));
        [of_visit, own].into_iter().flatten().flatten().collect()
    }

    /// The number of the family card: as it was typed at the visit, else of the register.
    fn no_kk(&self) -> String {
        let typed = self.visit().get(visit::KK).and_then(|kk| u64::try_from(kk).ok());
        sixteen(typed.or(self.family.as_ref().and_then(|family| family.no_kk)))
    }

    /// Who of the register a group of answers means.
    fn in_register(&self, group: &Values) -> Option<&Person> {
        let Some(Value::Bytes(bytes)) = group.at(person::REFERENCE) else { return None };
        let members = &self.family.as_ref()?.members;
        match PersonRef::from_bytes(bytes)? {
            Reference::Numbered { number, .. } => members.iter().find(|one| one.number == number),
            Reference::New(id) => members.iter().find(|one| one.id == id),
        }
    }

    /// The NIK of a group: typed, or the one of the register that it was compared with.
    fn nik(&self, group: &Values) -> Option<u64> {
        let typed = group.get(person::NIK).and_then(|nik| u64::try_from(nik).ok());
        typed.or_else(|| self.in_register(group)?.nik)
    }

    fn cells(&self, number: i64, typed: &Typed) -> Vec<Cell> {
        let (line, visit) = (&self.taken.line, self.visit());
        let words = |key| visit.get::<String>(key).unwrap_or_default();
        let nik = self.person().and_then(|group| self.nik(group));
        let name = self.person().and_then(|group| group.get(person::NAME)).unwrap_or_default();
        let count = |key| visit.get(key).map_or(Cell::Empty, Cell::count);
        let channel = CHANNELS.iter().find(|(name, _)| *name == typed.channel);
        vec![
            Cell::count(number),
            Cell::Empty,
            Cell::text(channel.map_or("", |(_, words)| words.id)),
            Cell::text(typed.menu.title()),
            Cell::text(line.state.words().get(Lang::Id)),
            Cell::text(self.no_kk()),
            Cell::text(one_line(&words(visit::HEAD), TITLE_CHARS_MAX)),
            Cell::text(sixteen(nik)),
            Cell::text(one_line(&name, DESCRIPTION_CHARS_MAX)),
            Cell::text(one_line(&words(visit::ADDRESS), DESCRIPTION_CHARS_MAX)),
            count(visit::RT),
            count(visit::RW),
            Cell::text(one_line(&words(visit::HAMLET), TITLE_CHARS_MAX)),
            Cell::text(village_code(line.village)),
            Cell::text(places::village_title(line.village)),
            Cell::text(one_line(&format!("{}: {name}", typed.menu.title()), TITLE_CHARS_MAX)),
            Cell::text(self.description()),
            visit.get(visit::DATE).map_or(Cell::Empty, Cell::Day),
            Cell::text(line.record.to_string()),
        ]
    }

    /// Why, on one line: what was chosen as the reason, and what was explained.
    fn description(&self) -> String {
        let is_reason = |asked: &&Asked| {
            asked.column.name.starts_with("alasan") || asked.column.name == "penjelasan"
        };
        let asked = self.taken.kind().map(columns).unwrap_or_default();
        let reasons = asked.iter().filter(is_reason).filter_map(|asked| {
            let words = plain(&asked.cell(&self.values, Reader::People, false));
            (!words.is_empty()).then_some(words)
        });
        one_line(&reasons.collect::<Vec<_>>().join(". "), DESCRIPTION_CHARS_MAX)
    }

    /// The people of the family: as the form lists them, else as the register knows them.
    fn members(&self) -> Vec<Values> {
        let listed = self.values.rows(bansos::PEOPLE.tag);
        if !listed.is_empty() {
            return listed.iter().map(|row| self.with_nik(row)).collect();
        }
        let members = self.family.iter().flat_map(|family| &family.members);
        members.filter(|one| one.state == PersonState::Alive).map(answers).collect()
    }

    fn with_nik(&self, row: &Row) -> Values {
        let mut values = row.values.clone();
        let nik = self.nik(&values).and_then(|nik| i64::try_from(nik).ok());
        values.put(person::NIK.tag, nik.map(Value::Int));
        values
    }
}

/// A member of the register as the form would have it.
fn answers(member: &Person) -> Values {
    let mut values = Values::new();
    values.set(person::NAME, member.name.clone());
    let nik = member.nik.and_then(|nik| i64::try_from(nik).ok());
    values.put(person::NIK.tag, nik.map(Value::Int));
    values.put(person::BIRTH.tag, member.birth.map(Value::Day));
    values.put(person::SEX.tag, member.sex.map(|sex| Value::Choice(sex.code())));
    let relation = (member.relation > 0).then_some(Value::Choice(member.relation));
    values.put(person::RELATION.tag, relation);
    values
}

fn sixteen(number: Option<u64>) -> String {
    number.map_or_else(String::new, |number| format!("{number:016}"))
}

/// What the operator has to know, also as a file of its own.
fn read_me(typed: &Typed, n_proposals: usize, n_typed: usize) -> String {
    let channel = CHANNELS.iter().find(|(name, _)| *name == typed.channel);
    let lines = [
        format!("Menu: {}. Desa: {}.", typed.menu.title(), places::village_title(typed.village)),
        format!("Jalur usulan: {}.", channel.map_or("-", |(_, words)| words.id)),
        format!("Dibuat {}. Jumlah: {n_proposals}.", typed.today.words(Lang::Id)),
        format!("Tidak disertakan karena sudah ditandai selesai diketik: {n_typed}."),
        String::from("Berkas ini untuk diketik ke SIKS-NG. SIKS-NG tidak menerima unggahan."),
        String::from("Hanya catatan yang selesai diperiksa yang ada di sini."),
        String::from(
            "Urutan kolom mengikuti layar Mutakhir; urutan resmi SIKS-NG belum ditemukan.",
        ),
        String::from("Kode adalah kode Mutakhir, di sampingnya kata-katanya."),
        String::from(
            "Setiap selesai satu baris, tandai \"Sudah diketik\" di Mutakhir, halaman Berkas.",
        ),
        String::from("Lembar Anggota tersambung ke lembar Keluarga lewat No. KK."),
        String::from(
            "Foto ada di map foto, bernama seperti di kolom Foto. Tanda tangan tidak disertakan.",
        ),
        String::from("Tutup setiap bulan tanggal 25."),
        String::from("Data pribadi: simpan di komputer kantor saja, hapus setelah diketik."),
    ];
    lines.join("\r\n")
}
