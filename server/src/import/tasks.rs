//! Lists of what PSM are to do: a row is a family or a person to be visited, why and until when. The same
//! list again changes nothing; what was answered meanwhile stays answered.

use shared::{
    day::Day,
    forms,
    id::{FamilyId, PersonId, TaskId},
    region::VillageCode,
    text::{Text, t},
};

use super::{
    Import, ImportError, SLICE_ROWS,
    columns::Field,
    date::date,
    line::key_of,
    merge::random,
    report::{Outcome, Remark, Report, Weight},
    table::{Row, each_row},
};
use crate::store::{
    StoreError, Writes,
    register::{FamilyState, PersonState, folded},
    tasks::{Task, TaskEnd, TaskSource},
};

/// Characters of a reason; the phone shows them in a list.
pub const REASON_CHARS_MAX: usize = 200;
/// Characters of a name.
const NAME_CHARS_MAX: usize = 200;
/// People of one number or name that are looked at.
const SAME_MAX: u32 = 16;

/// What a row asks for.
struct Asked {
    line: u64,
    key: [u8; 16],
    village: VillageCode,
    nik: Option<u64>,
    no_kk: Option<u64>,
    name: String,
    rt: Option<u16>,
    reason: String,
    due: Option<Day>,
    kind: u16,
    is_taken_back: bool,
}

impl Import<'_> {
    /// Stores a list of tasks; see [`Import::run`].
    ///
    /// # Errors
    /// [`ImportError`].
    pub fn run_tasks(
        &self,
        bytes: &[u8],
        report: &mut Report<'_>,
        progress: &mut dyn FnMut(u64),
    ) -> Result<(), ImportError> {
        let (mut slice, mut remarks) = (Vec::new(), Vec::new());
        each_row::<ImportError>(bytes, &mut |row| {
            if row.line <= self.title_line {
                return Ok(true);
            }
            match self.asked(&row, &mut remarks) {
                Some(asked) => slice.push(asked),
                None => report.count(Outcome::Refused),
            }
            for remark in remarks.drain(..) {
                report.remark(&remark)?;
            }
            if slice.len() >= SLICE_ROWS {
                self.store_tasks(std::mem::take(&mut slice), report)?;
                progress(report.counts.n_read);
            }
            Ok(true)
        })?;
        self.store_tasks(slice, report)?;
        progress(report.counts.n_read);
        Ok(())
    }

    fn asked(&self, row: &Row<'_>, remarks: &mut Vec<Remark>) -> Option<Asked> {
        let reading = &self.reading;
        let village = reading.village(row, remarks);
        let numbers = reading.numbers(row, remarks);
        let refuse = |field: Field, what: Text, remedy: Text, remarks: &mut Vec<Remark>| {
            remarks.push(Remark {
                line: row.line,
                column: reading.columns.title(field).to_owned(),
                weight: Weight::Refused,
                what,
                remedy,
                param: String::new(),
            });
        };
        let due = date(reading.columns.cell(row.cells, Field::Due), reading.order);
        if let Err(error) = due {
            let remedy = t("Tulis seperti 31/12/2026.", "Write it like 31/12/2026.");
            refuse(Field::Due, error.message(), remedy, remarks);
        }
        let name = [Field::Name, Field::HeadName]
            .map(|field| reading.words(row, field, NAME_CHARS_MAX))
            .into_iter()
            .find(|name| !name.is_empty());
        let (nik, no_kk) = numbers.ok()?;
        if name.is_none() && nik.is_none() && no_kk.is_none() {
            let remedy = t("Isi nama, NIK atau No. KK.", "Fill in a name, a NIK or a family card.");
            refuse(
                Field::Name,
                t("Tidak ada nama atau nomor.", "There is no name and no number."),
                remedy,
                remarks,
            );
            return None;
        }
        let (village, due, name) = (village?, due.ok()?, name.unwrap_or_default());
        let reason = reading.words(row, Field::Reason, REASON_CHARS_MAX);
        let status = reading.words(row, Field::Status, 20).to_lowercase();
        let words = [
            village.to_string(),
            nik.map_or_else(String::new, |nik| nik.to_string()),
            no_kk.map_or_else(String::new, |no_kk| no_kk.to_string()),
            folded(&name),
            reason.to_lowercase(),
        ];
        let own = reading.columns.cell(row.cells, Field::Key).words();
        let key = own.map_or_else(|| words.join("\n"), |own| own.into_owned());
        Some(Asked {
            line: row.line,
            key: key_of(&format!("tugas:{}", reading.source), &key),
            village,
            nik,
            no_kk,
            name,
            rt: reading.words(row, Field::Rt, 9).parse().ok(),
            reason,
            due,
            kind: kind_of(&reading.words(row, Field::Form, 60)),
            is_taken_back: status.starts_with("batal"),
        })
    }

    fn store_tasks(&self, asked: Vec<Asked>, report: &mut Report<'_>) -> Result<(), ImportError> {
        let (is_dry, now_ms, today) = (self.is_dry, self.now_ms, self.reading.today);
        let done = self.store.write(move |tx| {
            if is_dry {
                tx.begin_item()?;
            }
            let mut outcomes = Vec::with_capacity(asked.len());
            for one in &asked {
                outcomes.push((one.line, store_task(tx, one, today, now_ms)?));
            }
            if is_dry {
                tx.undo_item()?;
            }
            Ok(outcomes)
        });
        for (line, (outcome, is_found)) in done.wait()? {
            report.count(outcome);
            if !is_found {
                report.remark(&Remark {
                    line,
                    column: String::from(Field::Name.word()),
                    weight: Weight::Note,
                    what: t(
                        "Tidak ditemukan di register; PSM melihat namanya saja.",
                        "Not found in the register; the PSM sees the name only.",
                    ),
                    remedy: t("Tambahkan NIK atau No. KK.", "Add the NIK or the family card."),
                    param: String::new(),
                })?;
            }
        }
        Ok(())
    }
}

/// What became of a row, and whether the register knows whom it is about.
fn store_task(
    tx: &mut dyn Writes,
    asked: &Asked,
    today: Day,
    now_ms: u64,
) -> Result<(Outcome, bool), StoreError> {
    let whom = whom(tx, asked)?;
    let (family, person, end) = whom.unwrap_or((None, None, TaskEnd::Open));
    let before = match tx.imported(&asked.key)? {
        Some(id) => tx.task(TaskId(id))?,
        None => None,
    };
    let is_new = before.is_none();
    let task = match before.clone() {
        Some(before) => Task {
            due: asked.due,
            kind: asked.kind,
            family: before.family.or(family),
            person: before.person.or(person),
            ended: match (before.ended, asked.is_taken_back) {
                (TaskEnd::Open, true) => TaskEnd::TakenBack,
                (TaskEnd::TakenBack, false) => end,
                (ended, _) => ended,
            },
            ..before
        },
        None => Task {
            id: TaskId::new(now_ms, random()?),
            village: asked.village,
            family,
            person,
            kind: asked.kind,
            name: asked.name.clone(),
            reason: asked.reason.clone(),
            due: asked.due,
            source: TaskSource::Dinsos,
            made: today,
            ended: if asked.is_taken_back { TaskEnd::TakenBack } else { end },
            ended_by: None,
            last_seq: 0,
        },
    };
    let outcome = match before {
        None => Outcome::New,
        Some(before) if before == task => Outcome::Same,
        Some(_) => Outcome::Changed,
    };
    if outcome != Outcome::Same {
        tx.put_task(&task)?;
    }
    if is_new {
        tx.set_imported(&asked.key, &task.id.0)?;
    }
    Ok((outcome, family.is_some()))
}

type Whom = (Option<FamilyId>, Option<PersonId>, TaskEnd);

/// Whom a row means: by NIK, by family card, or by a name that is one person's in the village. Nobody of
/// another village: a PSM would learn of somebody who is not his.
fn whom(tx: &dyn Writes, asked: &Asked) -> Result<Option<Whom>, StoreError> {
    if let Some(nik) = asked.nik {
        for (of, id) in tx.people_with_nik(nik, SAME_MAX)? {
            if let Some(found) = person_in(tx, asked, of, id)? {
                return Ok(Some(found));
            }
        }
    }
    if let Some(no_kk) = asked.no_kk {
        for of in tx.families_with_kk(no_kk, SAME_MAX)? {
            let family = tx.family(of)?.filter(|family| family.village == asked.village);
            if let Some(family) = family.filter(|family| family.merged_into.is_none()) {
                let end = match family.state {
                    FamilyState::Active => TaskEnd::Open,
                    FamilyState::Moved | FamilyState::Dissolved => TaskEnd::Moved,
                    FamilyState::Merged => TaskEnd::Merged,
                };
                let name = folded(&asked.name);
                let person = family.members.iter().find(|one| folded(&one.name) == name);
                // The head stands for the family.
                let person = person.filter(|one| one.relation != 1).map(|one| one.id);
                return Ok(Some((Some(of), person, end)));
            }
        }
    }
    if asked.nik.is_some() || asked.no_kk.is_some() || asked.name.is_empty() {
        return Ok(None);
    }
    let mut found = Vec::new();
    for (of, id) in tx.people_named(asked.village, &asked.name, None, SAME_MAX)? {
        let family = tx.family(of)?;
        let is_there = |rt: u16| family.as_ref().is_some_and(|family| family.rt == Some(rt));
        if asked.rt.is_none_or(is_there) {
            found.extend(person_in(tx, asked, of, id)?);
        }
    }
    let one = found.pop();
    Ok(one.filter(|_| found.is_empty()))
}

fn person_in(
    tx: &dyn Writes,
    asked: &Asked,
    of: FamilyId,
    id: PersonId,
) -> Result<Option<Whom>, StoreError> {
    let family = tx.family(of)?.filter(|family| family.village == asked.village);
    let Some(family) = family else { return Ok(None) };
    let Some(person) = family.members.iter().find(|one| one.id == id) else { return Ok(None) };
    let end = match person.state {
        PersonState::Alive => TaskEnd::Open,
        PersonState::Dead => TaskEnd::Died,
        PersonState::Moved => TaskEnd::Moved,
        PersonState::Merged => return Ok(None),
    };
    // A visit of the head is one of the family.
    Ok(Some((Some(of), (person.relation != 1).then_some(id), end)))
}

/// The kind of form that is meant by its name or title; 0 for a visit.
fn kind_of(words: &str) -> u16 {
    let words = words.to_lowercase();
    if words.is_empty() {
        return 0;
    }
    let named = forms::ALL.iter().find(|kind| {
        kind.name.eq_ignore_ascii_case(&words) || kind.title.id.to_lowercase() == words
    });
    named.map_or(0, |kind| kind.id.0)
}
