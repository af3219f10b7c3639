//! Starts the desk: all of it is in `frontend::office`.

fn main() {
    frontend::office::start();
}
