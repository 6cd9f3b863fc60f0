//! A person as the vault seals it, and the digest under which a sign-in name is found.

use casework::rights::Role;
use casework::words::{Private, fold};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::tables::{Credential, Membership, Person};
use store::{Hidden, MembershipId, OrganisationId, PersonId, Reader, Tx};
use vault::{Context, Kind};

use crate::{Platform, Refusal};

/// What is sealed of a person.
#[derive(Serialize, Deserialize)]
pub(crate) struct Profile {
    pub name: Private<String>,
    pub login: Private<String>,
}

/// A person who comes to the platform, hashed and sealed and ready to be written.
pub(crate) struct NewPerson {
    person: Person,
    credential: Credential,
    memberships: Vec<Membership>,
}

/// Names people sign in with are found by their blinded digest: nobody reads them from the database.
pub(crate) fn login_digest(platform: &Platform, login: &str) -> [u8; 32] {
    let context = Context { tenant: "", kind: Kind::Contact, record: "login" };
    platform.keyring().blind(&context, fold(login).to_lowercase().as_bytes())
}

/// What a person is called.
pub(crate) async fn name_of(platform: &Platform, reader: &mut Reader, id: &PersonId) -> Result<Private<String>, Refusal> {
    let person = reader.person(id).await?;
    Ok(person.map(|it| unsealed(platform, &it)).transpose()?.map_or_else(|| Private::new("—".to_owned()), |it| it.name))
}

pub(crate) fn unsealed(platform: &Platform, person: &Person) -> Result<Profile, Refusal> {
    platform.unseal_json(person.id.as_str(), Kind::Contact, person.id.as_str(), &person.profile_sealed)
}

impl NewPerson {
    /// `password_hash` is made before: hashing takes long, and nothing long stands in a write.
    pub fn new(
        platform: &Platform,
        profile: &Profile,
        password_hash: String,
        roles: &[Role],
        organisation: &OrganisationId,
        at: Timestamp,
    ) -> Result<NewPerson, Refusal> {
        let id = PersonId::new(at)?;
        let plain = serde_json::to_vec(profile).unwrap_or_default();
        let person = Person {
            login_digest: login_digest(platform, profile.login.reveal()),
            profile_sealed: platform.seal(id.as_str(), Kind::Contact, id.as_str(), &plain)?,
            created_at: at,
            closed_at: None,
            version: 1,
            id: id.clone(),
        };
        let credential = Credential {
            person_id: id.clone(),
            password_hash: Some(Hidden(password_hash)),
            totp_sealed: None,
            totp_last_step: None,
            passkeys: "[]".to_owned(),
            version: 1,
        };
        let membership = |role: &Role| {
            Ok(Membership {
                id: MembershipId::new(at)?,
                person_id: id.clone(),
                organisation_id: organisation.clone(),
                role: role.id().to_owned(),
                from_at: at,
                until_at: None,
                version: 1,
            })
        };
        let memberships = roles.iter().map(membership).collect::<Result<_, Refusal>>()?;
        Ok(NewPerson { person, credential, memberships })
    }

    pub fn id(&self) -> &PersonId {
        &self.person.id
    }

    pub async fn insert(&self, tx: &mut Tx) -> Result<(), Refusal> {
        let taken = |err| match err {
            store::Error::Duplicate(_) => {
                Refusal::new(("这个登录名已经有人用了。", "This sign-in name is taken."), ("请换一个登录名。", "Choose another one."))
            }
            other => other.into(),
        };
        tx.insert(&self.person).await.map_err(taken)?;
        tx.insert(&self.credential).await?;
        for it in &self.memberships {
            tx.insert(it).await?;
        }
        Ok(())
    }
}
