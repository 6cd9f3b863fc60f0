//! 组织: handlers and authorities.

use jiff::Timestamp;

use crate::row::row;
use crate::value::{Column, Value, values};
use crate::{Error, OrganisationId, Reader};

/// 组织类别: which side of the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrganisationKind {
    /// 个人信息处理者
    Handler,
    /// 主管部门
    Authority,
}

impl Column for OrganisationKind {
    const NULL: Value = Value::Text(None);

    fn to_value(&self) -> Value {
        let word = match self {
            OrganisationKind::Handler => "handler",
            OrganisationKind::Authority => "authority",
        };
        Value::Text(Some(word.to_owned()))
    }
    fn from_value(value: Value) -> Option<Self> {
        match String::from_value(value)?.as_str() {
            "handler" => Some(OrganisationKind::Handler),
            "authority" => Some(OrganisationKind::Authority),
            _ => None,
        }
    }
}

row! {
    /// 组织: an organisation, or an authority's office.
    versioned Organisation in "organisations" by (id) {
        /// Its id.
        id: OrganisationId,
        /// Handler or authority.
        kind: OrganisationKind,
        /// Its name.
        name: String,
        /// 统一社会信用代码, checked by the caller. Once in each kind.
        credit_code: Option<String>,
        /// 上级: the office above it. That no office stands above itself is the caller's to see.
        parent_id: Option<OrganisationId>,
        /// Code of the province, such as `370000`.
        province: String,
        /// When it came.
        created_at: Timestamp,
        /// Counted up with each change.
        version: i64,
    }
}

impl Reader {
    /// One organisation.
    ///
    /// # Errors
    /// The database fails.
    pub async fn organisation(&mut self, id: &OrganisationId) -> Result<Option<Organisation>, Error> {
        self.by_key(values![*id]).await
    }

    /// The organisations of a kind after an id (none: from the first on), oldest first, at most so many.
    ///
    /// # Errors
    /// The database fails.
    pub async fn organisations(
        &mut self,
        kind: OrganisationKind,
        after: Option<&OrganisationId>,
        limit: u16,
    ) -> Result<Vec<Organisation>, Error> {
        let after = after.map_or("", OrganisationId::as_str).to_owned();
        self.all("WHERE kind = $1 AND id > $2 ORDER BY id LIMIT $3", values![kind, after, i64::from(limit)]).await
    }

    /// An office and all that stand below it, at any depth.
    ///
    /// # Errors
    /// The database fails.
    pub async fn offices_below(&mut self, office: &OrganisationId) -> Result<Vec<Organisation>, Error> {
        let rest = "WHERE id IN (WITH RECURSIVE below(id) AS (SELECT id FROM organisations WHERE id = $1
            UNION SELECT o.id FROM organisations o JOIN below ON o.parent_id = below.id) SELECT id FROM below) ORDER BY id";
        self.all(rest, values![*office]).await
    }

    /// An office and all that stand above it.
    ///
    /// # Errors
    /// The database fails.
    pub async fn offices_above(&mut self, office: &OrganisationId) -> Result<Vec<Organisation>, Error> {
        let rest = "WHERE id IN (WITH RECURSIVE above(id, parent_id) AS (SELECT id, parent_id FROM organisations WHERE id = $1
            UNION SELECT o.id, o.parent_id FROM organisations o JOIN above ON o.id = above.parent_id) SELECT id FROM above) ORDER BY id";
        self.all(rest, values![*office]).await
    }

    /// The organisation of a kind with this credit code.
    ///
    /// # Errors
    /// The database fails.
    pub async fn organisation_with_code(&mut self, kind: OrganisationKind, credit_code: &str) -> Result<Option<Organisation>, Error> {
        self.one("WHERE kind = $1 AND credit_code = $2", values![kind, credit_code.to_owned()]).await
    }
}
