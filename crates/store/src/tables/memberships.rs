//! 成员: which role a person has where, and since and until when.

use jiff::Timestamp;

use crate::row::row;
use crate::value::values;
use crate::{Error, MembershipId, OrganisationId, PersonId, Reader};

row! {
    /// 成员: a person's role in an organisation or office.
    versioned Membership in "memberships" by (id) {
        /// Its id.
        id: MembershipId,
        /// Who.
        person_id: PersonId,
        /// Where.
        organisation_id: OrganisationId,
        /// A word of the policies, such as `reviewer`.
        role: String,
        /// Since when.
        from_at: Timestamp,
        /// Until when, if that is known.
        until_at: Option<Timestamp>,
        /// Counted up with each change.
        version: i64,
    }
}

impl Reader {
    /// The roles of a person that hold at an instant.
    ///
    /// # Errors
    /// The database fails.
    pub async fn memberships_of(&mut self, person: &PersonId, at: Timestamp) -> Result<Vec<Membership>, Error> {
        let rest = "WHERE person_id = $1 AND from_at <= $2 AND (until_at IS NULL OR until_at > $2) ORDER BY id";
        self.all(rest, values![*person, at]).await
    }

    /// The people of an organisation, present and former, after an id (none: from the first on), at most so many.
    ///
    /// # Errors
    /// The database fails.
    pub async fn members(
        &mut self,
        organisation: &OrganisationId,
        after: Option<&MembershipId>,
        limit: u16,
    ) -> Result<Vec<Membership>, Error> {
        let after = after.map_or("", MembershipId::as_str).to_owned();
        self.all("WHERE organisation_id = $1 AND id > $2 ORDER BY id LIMIT $3", values![*organisation, after, i64::from(limit)]).await
    }

    /// One membership.
    ///
    /// # Errors
    /// The database fails.
    pub async fn membership(&mut self, id: &MembershipId) -> Result<Option<Membership>, Error> {
        self.by_key(values![*id]).await
    }
}
