//! What the tests stand on: a real server, a real browser, a line that can be cut, and a simulation
//! of many phones over a bad line.

pub mod axe;
pub mod bench;
pub mod chromium;
pub mod cost;
pub mod desk_files;
pub mod doorstep;
pub mod drawn;
pub mod forms_doc;
pub mod load;
pub mod people;
pub mod process;
pub mod proxy;
pub mod sample;
pub mod server;
pub mod sim;
pub mod story;
pub mod torture;
pub mod tus;
