//! How much files may take, all of them of one server.

/// Most records in one file: 450,000 in five, and a workbook takes a million rows. With some 60 columns
/// of 12 bytes it is 70 MB before it is packed.
pub const ROWS_MAX: u64 = 100_000;
/// Records that are read from the store at once. Each change is at most 64 kB, so a slice is at most
/// 13 MB; usually it is 200 kB.
pub const SLICE_ROWS: u32 = 200;
/// Files of one person that are kept or being made. More would be forgotten ones.
pub const FILES_PER_ACCOUNT: usize = 5;
/// Files of all people that are kept or being made: five for each of sixty desks.
pub const FILES_MAX: usize = 300;
/// Bytes of all files on the disk; a new one waits until there is room.
pub const BYTES_MAX: u64 = 2_000_000_000;
/// A file is deleted after so long, milliseconds (24 hours): long enough to come back tomorrow morning,
/// and no archive of people's data.
pub const LIVES_MS: u64 = 24 * 3_600_000;
/// Lists that are made at once, and again short files; others wait. Making one takes a whole core.
pub const AT_ONCE: usize = 1;
/// Characters of one cell in a workbook, which takes 32,767.
pub const CELL_CHARS_MAX: usize = 32_000;
/// Records of one operator file. A village has some hundred proposals in a month.
pub const OPERATOR_ROWS_MAX: usize = 2_000;
/// Titles in SIKS-NG, characters (domain G″ 14).
pub const TITLE_CHARS_MAX: usize = 100;
/// Descriptions there, characters (domain G″ 14).
pub const DESCRIPTION_CHARS_MAX: usize = 1_000;
/// Bytes of one file, and of the rows of a workbook before they are packed.
pub const FILE_BYTES_MAX: u64 = 400_000_000;
