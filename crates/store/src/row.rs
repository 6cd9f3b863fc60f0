//! A row as a Rust type. One macro writes what every table has in common; a file in `tables/` has the rest.

use crate::value::Value;

/// A table: its name, its columns in the order of the Rust fields, and which of them name a row.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// Also the name of its file in `tables/`.
    pub name: &'static str,
    /// In order.
    pub columns: &'static [&'static str],
    /// A part of them.
    pub key: &'static [&'static str],
}

impl Table {
    /// The values of the key, from those of a row.
    pub(crate) fn key_of(&self, values: &[Value]) -> Vec<Value> {
        let place = |name: &&str| self.columns.iter().position(|it| it == name);
        self.key.iter().filter_map(place).filter_map(|at| values.get(at).cloned()).collect()
    }

    /// `SELECT` of all columns.
    pub(crate) fn select(&self, rest: &str) -> String {
        format!("SELECT {} FROM {} {rest}", self.columns.join(", "), self.name)
    }

    /// `INSERT` of one row.
    pub(crate) fn insert(&self) -> String {
        let places: Vec<String> = (1..=self.columns.len()).map(|at| format!("${at}")).collect();
        format!("INSERT INTO {} ({}) VALUES ({})", self.name, self.columns.join(", "), places.join(", "))
    }

    /// `INSERT`, or `UPDATE` of what is there under the same key.
    pub(crate) fn upsert(&self) -> String {
        let rest = self.columns.iter().filter(|it| !self.key.contains(it));
        let set: Vec<String> = rest.map(|it| format!("{it} = excluded.{it}")).collect();
        format!("{} ON CONFLICT ({}) DO UPDATE SET {}", self.insert(), self.key.join(", "), set.join(", "))
    }

    /// `UPDATE` of all columns of the row with this key; the version seen is the last value.
    pub(crate) fn update(&self) -> String {
        let set: Vec<String> = self.columns.iter().zip(1..).map(|(it, at)| format!("{it} = ${at}")).collect();
        let seen = self.columns.len() + 1;
        format!("UPDATE {} SET {} WHERE {} AND version = ${seen}", self.name, set.join(", "), self.where_key_in_row())
    }

    /// `key = $…` where the values are those of a whole row.
    fn where_key_in_row(&self) -> String {
        let place = |name: &&str| self.columns.iter().position(|it| it == name).map_or(0, |it| it + 1);
        self.key.iter().map(|it| format!("{it} = ${}", place(it))).collect::<Vec<_>>().join(" AND ")
    }

    /// `key = $1 AND …` where the values are those of the key.
    pub(crate) fn where_key(&self) -> String {
        self.key.iter().zip(1..).map(|(it, at)| format!("{it} = ${at}")).collect::<Vec<_>>().join(" AND ")
    }
}

/// What nobody outside can name: the classes of rows are handed out here alone.
pub(crate) mod sealing {
    /// Only the macro implements it.
    pub trait Declared {}
}

/// A row. Implemented by the macro alone.
pub trait Row: sealing::Declared + Sized + Send {
    /// Where it stands.
    const TABLE: Table;

    /// Its values, in the order of the columns.
    fn values(&self) -> Vec<Value>;

    /// From its values; nothing if they are of other kinds.
    fn from_values(values: Vec<Value>) -> Option<Self>;
}

/// A row of the state: the entry of the act that writes it carries its digest.
pub trait State: Row {}

/// A row of the state that may change. Who changes it says which version was seen.
pub trait Versioned: State {
    /// The version, from 1.
    fn version(&self) -> i64;
    /// Where it stands.
    fn version_mut(&mut self) -> &mut i64;
}

/// A row that only helps to work (how far an upload is, when a session was last seen): it may change without an entry, and losing it loses no filing.
pub trait Working: Row {}

/// Declares a row: its type, its table, its key, and whether it is `state` (never changes), `versioned`, `working`, or `guarded` (a working row that is written by
/// statements of its own).
macro_rules! row {
    (
        $(#[$doc:meta])*
        $class:ident $name:ident in $table:literal by ($($key:ident),+) {
            $($(#[$field_doc:meta])* $field:ident: $type:ty,)+
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $type,)+
        }

        impl $crate::row::sealing::Declared for $name {}

        impl $crate::row::Row for $name {
            const TABLE: $crate::row::Table = $crate::row::Table {
                name: $table,
                columns: &[$(stringify!($field)),+],
                key: &[$(stringify!($key)),+],
            };

            fn values(&self) -> Vec<$crate::value::Value> {
                vec![$($crate::value::Column::to_value(&self.$field)),+]
            }

            fn from_values(values: Vec<$crate::value::Value>) -> Option<Self> {
                let mut values = values.into_iter();
                Some($name { $($field: $crate::value::Column::from_value(values.next()?)?),+ })
            }
        }

        $crate::row::row!(@$class $name);
    };
    (@state $name:ident) => {
        impl $crate::row::State for $name {}
    };
    (@versioned $name:ident) => {
        impl $crate::row::State for $name {}
        impl $crate::row::Versioned for $name {
            fn version(&self) -> i64 {
                self.version
            }
            fn version_mut(&mut self) -> &mut i64 {
                &mut self.version
            }
        }
    };
    (@guarded $name:ident) => {};
    (@working $name:ident) => {
        impl $crate::row::Working for $name {}
    };
}
pub(crate) use row;
