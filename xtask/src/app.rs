//! The two web apps and where each is served.

/// One of the frontend's bundles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum App {
    /// The PSM's phone app, paid for by the byte.
    Field,
    /// The supervisors' desk.
    Office,
}

impl App {
    /// Both, in the order in which they are built.
    pub const ALL: [Self; 2] = [Self::Field, Self::Office];

    /// Names the binary, the style folder, the template and the folder in `dist`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Field => "field",
            Self::Office => "office",
        }
    }

    /// The page that the app starts from, in `frontend/`.
    pub fn template(self) -> &'static str {
        match self {
            Self::Field => "index.html",
            Self::Office => "office.html",
        }
    }

    /// The URL under which the files of its `dist` folder are served.
    pub fn base(self) -> &'static str {
        match self {
            Self::Field => "/",
            Self::Office => "/kantor/",
        }
    }
}
