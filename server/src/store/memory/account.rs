//! Accounts, where they work, their browsers and invitations in memory.

use shared::{
    id::{AccountId, DeviceId},
    kk::NoKk,
    region::KecamatanCode,
};

use super::{
    super::{
        StoreError,
        account::{
            Account, AccountReads, Accounts, Assignment, Device, Invitation, Office, Role,
            TokenHash,
        },
    },
    MemoryTx,
};

impl AccountReads for MemoryTx<'_> {
    fn account(&self, id: AccountId) -> Result<Option<Account>, StoreError> {
        Ok(self.people().accounts.get(&id).cloned())
    }

    fn account_named(&self, user_name: &str) -> Result<Option<Account>, StoreError> {
        let mut accounts = self.people().accounts.values();
        Ok(accounts.find(|account| account.user_name.as_deref() == Some(user_name)).cloned())
    }

    fn accounts(&self, role: Role) -> Result<Vec<Account>, StoreError> {
        let accounts = self.people().accounts.values().filter(|account| account.role == role);
        let mut found: Vec<_> = accounts.cloned().collect();
        found.sort_by(|one, other| (&one.name, one.id).cmp(&(&other.name, other.id)));
        Ok(found)
    }

    fn n_accounts(&self) -> Result<u64, StoreError> {
        Ok(self.people().accounts.len() as u64)
    }

    fn assignments(&self, account: AccountId) -> Result<Vec<Assignment>, StoreError> {
        Ok(self.people().assignments_of(account).collect())
    }

    fn office(&self, kecamatan: KecamatanCode) -> Result<Option<Office>, StoreError> {
        Ok(self.people().offices.get(&kecamatan).cloned())
    }

    fn invitation(&self, token_hash: &TokenHash) -> Result<Option<Invitation>, StoreError> {
        Ok(self.people().invitations.get(token_hash).copied())
    }

    fn device_revoked_at_ms(
        &self,
        account: AccountId,
        device: DeviceId,
    ) -> Result<Option<u64>, StoreError> {
        Ok(self.people().devices.get(&(account, device)).and_then(|device| device.revoked_at_ms))
    }

    fn devices(&self, account: AccountId) -> Result<Vec<Device>, StoreError> {
        let people = self.people();
        let seen_at_ms = |device: &Device| {
            let sessions = people.sessions.values().map(|(session, _)| session);
            let of_device = sessions
                .filter(|session| session.account == account && session.device == Some(device.id));
            of_device.map(|session| session.seen_at_ms).max()
        };
        let own = people.devices.iter().filter(|((whose, _), _)| *whose == account);
        let mut found: Vec<_> =
            own.map(|(_, device)| Device { seen_at_ms: seen_at_ms(device), ..*device }).collect();
        found.sort_by_key(|device| (device.bound_at_ms, device.id));
        Ok(found)
    }
}

impl Accounts for MemoryTx<'_> {
    fn add_account(&mut self, account: &Account) -> Result<(), StoreError> {
        let is_taken = |other: &Account| {
            other.id == account.id
                || (account.user_name.is_some() && other.user_name == account.user_name)
        };
        if self.people().accounts.values().any(is_taken) {
            return Err(StoreError::broken("the id or user name of an account is taken"));
        }
        self.people_mut().accounts.insert(account.id, account.clone());
        Ok(())
    }

    fn set_account_active(
        &mut self,
        account: AccountId,
        is_active: bool,
    ) -> Result<(), StoreError> {
        self.change_account(account, |account| account.is_active = is_active);
        Ok(())
    }

    fn set_own_kk(&mut self, account: AccountId, own_kk: Option<NoKk>) -> Result<(), StoreError> {
        self.change_account(account, |account| account.own_kk = own_kk);
        Ok(())
    }

    fn set_password(&mut self, account: AccountId, password_hash: &str) -> Result<(), StoreError> {
        self.change_account(account, |account| {
            account.password_hash = Some(String::from(password_hash));
        });
        Ok(())
    }

    fn set_assignment(
        &mut self,
        account: AccountId,
        assignment: &Assignment,
    ) -> Result<(), StoreError> {
        self.expect_account(account)?;
        let Assignment { village, from, to } = *assignment;
        if to.is_some_and(|to| to < from) {
            return Err(StoreError::broken("an assignment ends before it begins"));
        }
        self.people_mut().assignments.insert((account, from, village), to);
        Ok(())
    }

    fn set_office(&mut self, office: &Office) -> Result<(), StoreError> {
        self.people_mut().offices.insert(office.kecamatan, office.clone());
        Ok(())
    }

    fn add_invitation(&mut self, invitation: &Invitation) -> Result<(), StoreError> {
        self.expect_account(invitation.account)?;
        if self.people().invitations.contains_key(&invitation.token_hash) {
            return Err(StoreError::broken("the token of an invitation is taken"));
        }
        self.people_mut().invitations.insert(invitation.token_hash, *invitation);
        Ok(())
    }

    fn bind_device(
        &mut self,
        invitation: &Invitation,
        device: DeviceId,
        now_ms: u64,
    ) -> Result<(), StoreError> {
        let people = self.people_mut();
        if let Some(stored) = people.invitations.get_mut(&invitation.token_hash) {
            stored.consumed = Some((device, now_ms));
        }
        let bound =
            Device { id: device, bound_at_ms: now_ms, seen_at_ms: None, revoked_at_ms: None };
        people.devices.insert((invitation.account, device), bound);
        Ok(())
    }

    fn settle_invitations(
        &mut self,
        account: AccountId,
        device: DeviceId,
    ) -> Result<(), StoreError> {
        for invitation in self.people_mut().invitations.values_mut() {
            let is_of_device = invitation.consumed.is_some_and(|(by, _)| by == device);
            invitation.is_settled |= invitation.account == account && is_of_device;
        }
        Ok(())
    }

    fn revoke_device(
        &mut self,
        account: AccountId,
        device: DeviceId,
        now_ms: u64,
    ) -> Result<(), StoreError> {
        if let Some(bound) = self.people_mut().devices.get_mut(&(account, device)) {
            bound.revoked_at_ms.get_or_insert(now_ms);
        }
        self.settle_invitations(account, device)
    }
}

impl MemoryTx<'_> {
    fn change_account(&mut self, account: AccountId, change: impl FnOnce(&mut Account)) {
        if let Some(account) = self.people_mut().accounts.get_mut(&account) {
            change(account);
        }
    }
}
