//! A disk that forgets at a power cut whatever was not synced.
//!
//! Loaded with `LD_PRELOAD` into a server, it stands between the program and the kernel for the calls
//! that change files. It keeps a second folder, the *disk*, which holds what is certain to survive:
//! a write reaches it when the file is synced, a removal when the folder is. Some sectors reach it
//! earlier, by chance, as the kernel writes back when it likes; so a page may be torn. To cut the
//! power, kill the program and put the disk's files in the place of its own.
//!
//! - `TORTURE_DATA`: the folder of the program (absolute, without links). Nothing else is touched.
//! - `TORTURE_DISK`: the folder of what survives; begins with the same files.
//! - `TORTURE_SEED`: which sectors reach the disk early.
//! - `TORTURE_LIES`: a part of the names of files whose syncs do nothing, to see losses found out.
//!
//! Of folders inside (`folders`) nothing comes early, and a name is safe once its folder was synced.
//!
//! What it does not know: renames in the program's folder itself, and writes through a shared memory
//! map. SQLite maps only its index of the log for writing, which is made anew after a crash.
#![cfg(all(target_os = "linux", target_pointer_width = "64"))]

mod disk;
mod folders;

use std::ffi::{CStr, OsStr, c_char, c_int, c_long, c_void};
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;

use libc::{off_t, size_t, ssize_t};

use disk::Disk;

/// Asks the kernel.
macro_rules! call {
    ($number:expr, $($arg:expr),*) => {{
        // SAFETY: the arguments are those that the program gave to libc for this very call.
        let result: c_long = unsafe { libc::syscall($number, $($arg),*) };
        result
    }};
}

fn length(result: c_long) -> ssize_t {
    ssize_t::try_from(result).unwrap_or(-1)
}

fn code(result: c_long) -> c_int {
    c_int::try_from(result).unwrap_or(-1)
}

/// Adds functions that programs find before those of libc. The kernel does what was asked; the disk is
/// told afterwards.
macro_rules! calls {
    ($($(#[$doc:meta])* fn $name:ident($($arg:ident: $kind:ty),*) -> $result:ty $body:block)*) => {
        $(
            $(#[$doc])*
            ///
            /// # Safety
            /// As the function of this name in libc.
            #[expect(unsafe_code, reason = "it takes the place of a function of libc")]
            #[unsafe(no_mangle)]
            pub unsafe extern "C" fn $name($($arg: $kind),*) -> $result $body
        )*
    };
}

calls! {
    /// Writes at the file's own position.
    fn write(fd: c_int, bytes: *const c_void, len: size_t) -> ssize_t {
        let n = call!(libc::SYS_write, fd, bytes, len);
        if n > 0 && let Some(disk) = Disk::of_program() {
            disk.appended(fd, n.unsigned_abs());
        }
        length(n)
    }

    /// Writes at a place.
    fn pwrite64(fd: c_int, bytes: *const c_void, len: size_t, at: off_t) -> ssize_t {
        let n = call!(libc::SYS_pwrite64, fd, bytes, len, at);
        if n > 0 && let Some(disk) = Disk::of_program() {
            disk.written(fd, at.unsigned_abs(), n.unsigned_abs());
        }
        length(n)
    }

    /// Writes at a place.
    fn pwrite(fd: c_int, bytes: *const c_void, len: size_t, at: off_t) -> ssize_t {
        // SAFETY: the very same function under its other name.
        unsafe { pwrite64(fd, bytes, len, at) }
    }

    /// Cuts a file, or makes it longer.
    fn ftruncate64(fd: c_int, len: off_t) -> c_int {
        let failed = call!(libc::SYS_ftruncate, fd, len);
        if failed == 0 && let Some(disk) = Disk::of_program() {
            disk.cut(fd, len.unsigned_abs());
        }
        code(failed)
    }

    /// Cuts a file, or makes it longer.
    fn ftruncate(fd: c_int, len: off_t) -> c_int {
        // SAFETY: the very same function under its other name.
        unsafe { ftruncate64(fd, len) }
    }

    /// Makes what was written safe: on our disk, which is quicker than on a real one.
    fn fsync(fd: c_int) -> c_int {
        match Disk::of_program() {
            Some(disk) if disk.synced(fd) => 0,
            _ => code(call!(libc::SYS_fsync, fd)),
        }
    }

    /// As `fsync`.
    fn fdatasync(fd: c_int) -> c_int {
        // SAFETY: takes any number, as the function that it stands for.
        unsafe { fsync(fd) }
    }

    /// Removes a name.
    fn unlink(path: *const c_char) -> c_int {
        let failed = call!(libc::SYS_unlinkat, libc::AT_FDCWD, path, 0);
        if failed == 0 && let Some(disk) = Disk::of_program() {
            // SAFETY: the kernel has just read this text to its end.
            let path = unsafe { CStr::from_ptr(path) };
            disk.removed(Path::new(OsStr::from_bytes(path.to_bytes())));
        }
        code(failed)
    }
}
