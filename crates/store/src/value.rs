//! What a column holds, and which Rust types stand for it. Three kinds are enough: both databases keep them alike, so that a row has the same digest in either.

use jiff::Timestamp;
use jiff::civil::Date;

/// A value on its way to or from a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A number, or an instant in microseconds since 1970.
    Int(Option<i64>),
    /// A text, or a day as ISO text.
    Text(Option<String>),
    /// Bytes.
    Bytes(Option<Vec<u8>>),
}

impl Value {
    /// Whether there is nothing.
    pub(crate) fn is_null(&self) -> bool {
        matches!(self, Value::Int(None) | Value::Text(None) | Value::Bytes(None))
    }
}

/// What can stand in a column.
pub trait Column: Sized {
    /// Nothing, of this kind.
    const NULL: Value;

    /// On its way there.
    fn to_value(&self) -> Value;

    /// Back; nothing if it is of another kind.
    fn from_value(value: Value) -> Option<Self>;
}

/// 密封数据: bytes that the vault sealed. This room cannot open them, and they do not print themselves.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed(pub Vec<u8>);

impl std::fmt::Debug for Sealed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "[{} sealed bytes]", self.0.len())
    }
}

/// 不印出的文字: a text that does not print itself, such as the hash of a password.
#[derive(Clone, PartialEq, Eq)]
pub struct Hidden(pub String);

impl std::fmt::Debug for Hidden {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[hidden]")
    }
}

impl Column for Hidden {
    const NULL: Value = Value::Text(None);

    fn to_value(&self) -> Value {
        self.0.to_value()
    }
    fn from_value(value: Value) -> Option<Self> {
        String::from_value(value).map(Hidden)
    }
}

impl Column for i64 {
    const NULL: Value = Value::Int(None);

    fn to_value(&self) -> Value {
        Value::Int(Some(*self))
    }
    fn from_value(value: Value) -> Option<Self> {
        if let Value::Int(it) = value { it } else { None }
    }
}

impl Column for String {
    const NULL: Value = Value::Text(None);

    fn to_value(&self) -> Value {
        Value::Text(Some(self.clone()))
    }
    fn from_value(value: Value) -> Option<Self> {
        if let Value::Text(it) = value { it } else { None }
    }
}

impl Column for Vec<u8> {
    const NULL: Value = Value::Bytes(None);

    fn to_value(&self) -> Value {
        Value::Bytes(Some(self.clone()))
    }
    fn from_value(value: Value) -> Option<Self> {
        if let Value::Bytes(it) = value { it } else { None }
    }
}

impl Column for [u8; 32] {
    const NULL: Value = Value::Bytes(None);

    fn to_value(&self) -> Value {
        Value::Bytes(Some(self.to_vec()))
    }
    fn from_value(value: Value) -> Option<Self> {
        Vec::from_value(value)?.try_into().ok()
    }
}

impl Column for Sealed {
    const NULL: Value = Value::Bytes(None);

    fn to_value(&self) -> Value {
        self.0.to_value()
    }
    fn from_value(value: Value) -> Option<Self> {
        Vec::from_value(value).map(Sealed)
    }
}

/// Kept to the microsecond.
impl Column for Timestamp {
    const NULL: Value = Value::Int(None);

    fn to_value(&self) -> Value {
        Value::Int(Some(self.as_microsecond()))
    }
    fn from_value(value: Value) -> Option<Self> {
        Timestamp::from_microsecond(i64::from_value(value)?).ok()
    }
}

impl Column for Date {
    const NULL: Value = Value::Text(None);

    fn to_value(&self) -> Value {
        Value::Text(Some(self.to_string()))
    }
    fn from_value(value: Value) -> Option<Self> {
        String::from_value(value)?.parse().ok()
    }
}

impl Column for casework::words::CaseKind {
    const NULL: Value = Value::Text(None);

    fn to_value(&self) -> Value {
        let word = serde_json::to_value(self).ok().and_then(|it| it.as_str().map(str::to_owned));
        Value::Text(word)
    }
    fn from_value(value: Value) -> Option<Self> {
        serde_json::from_value(serde_json::Value::String(String::from_value(value)?)).ok()
    }
}

impl Column for casework::words::Slot {
    const NULL: Value = Value::Text(None);

    fn to_value(&self) -> Value {
        Value::Text(Some(self.id().to_owned()))
    }
    fn from_value(value: Value) -> Option<Self> {
        casework::words::Slot::parse(&String::from_value(value)?)
    }
}

impl<T: Column> Column for Option<T> {
    const NULL: Value = T::NULL;

    fn to_value(&self) -> Value {
        self.as_ref().map_or(T::NULL, T::to_value)
    }
    fn from_value(value: Value) -> Option<Self> {
        if value.is_null() { Some(None) } else { T::from_value(value).map(Some) }
    }
}

/// The values of a statement, in the order of `$1`, `$2` …
macro_rules! values {
    ($($it:expr),* $(,)?) => { vec![$($crate::value::Column::to_value(&$it)),*] };
}
pub(crate) use values;
