//! The register: families and their members, as the office knows them.

use shared::{day::Day, region::VillageCode, sex::Sex};

use super::{Scope, StoreError};

/// One family with its members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Family {
    /// UUIDv7.
    pub id: [u8; 16],
    /// Where it lives.
    pub village: VillageCode,
    /// Family card number, sixteen digits as a number.
    pub no_kk: Option<u64>,
    /// Neighbourhood numbers.
    pub rt: Option<u16>,
    /// As above.
    pub rw: Option<u16>,
    /// Address or landmark.
    pub address: String,
    /// The head of the family first.
    pub members: Vec<Person>,
}

/// One member of a family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// UUIDv7.
    pub id: [u8; 16],
    /// NIK, sixteen digits as a number.
    pub nik: Option<u64>,
    /// Name.
    pub name: String,
    /// Sex.
    pub sex: Sex,
    /// Date of birth.
    pub birth: Option<Day>,
    /// Code of the relation to the head of the family.
    pub relation: u16,
}

/// What can be asked of the register.
#[expect(clippy::missing_errors_doc, reason = "every method fails when the engine does")]
pub trait RegisterReads {
    /// How many families there are.
    fn n_families(&self) -> Result<u64, StoreError>;

    /// The families of a village, with their members; none of a village outside of the scope.
    fn families(&self, scope: Scope, village: VillageCode) -> Result<Vec<Family>, StoreError>;
}

/// What can be changed in the register.
pub trait Register: RegisterReads {
    /// Adds a family with its members.
    ///
    /// # Errors
    /// [`StoreError::Constraint`] when an id is taken.
    fn add_family(&mut self, family: &Family) -> Result<(), StoreError>;
}
