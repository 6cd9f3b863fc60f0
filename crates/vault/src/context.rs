//! What a sealed value belongs to.

/// 封存内容的种类: what a sealed value is. The labels are written into what is sealed: they are permanent and never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// 备案材料: a file of a packet.
    Material,
    /// 联系方式: a telephone number, an address, a name to reach somebody by.
    Contact,
    /// 动态口令密钥: the secret that an authenticator program shares with us.
    TotpSecret,
    /// 填报内容: the answer to one field of a draft.
    Answer,
    /// 说明: words of a person in a case: a reason, a correction request, a note.
    Words,
    /// 文件名: the name a file was uploaded under.
    FileName,
    /// 识读结果: what was read from a file.
    Facts,
    /// 查阅件: the copy of a file that is made of its pixels.
    Copy,
    /// 上传分片: a piece of a file on its way in.
    Piece,
    /// 文书: a letter, a notice.
    Letter,
}

impl Kind {
    fn label(self) -> &'static str {
        match self {
            Kind::Material => "material",
            Kind::Contact => "contact",
            Kind::TotpSecret => "totp-secret",
            Kind::Answer => "answer",
            Kind::Words => "words",
            Kind::FileName => "file-name",
            Kind::Facts => "facts",
            Kind::Copy => "copy",
            Kind::Piece => "piece",
            Kind::Letter => "letter",
        }
    }
}

/// 归属: whose a sealed value is, what it is and which record holds it. It is bound into the seal and not stored with it: a value that
/// was moved to another record, kind or tenant does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Context<'a> {
    /// Id of the handler or office the record belongs to.
    pub tenant: &'a str,
    /// What the value is.
    pub kind: Kind,
    /// Id of the record, unique within tenant and kind, and never used again for another.
    pub record: &'a str,
}

/// For what a key is used: the same context never serves two uses.
#[derive(Clone, Copy)]
pub(crate) enum Use {
    Value,
    FileKey,
    File,
    Blinding,
}

impl Context<'_> {
    /// The context as bytes that no other use and context has: every part with its length before it.
    pub(crate) fn encode(&self, used_for: Use) -> Vec<u8> {
        let label = match used_for {
            Use::Value => "value",
            Use::FileKey => "file-key",
            Use::File => "file",
            Use::Blinding => "blinding",
        };
        let parts = [label, self.kind.label(), self.tenant, self.record];
        parts.iter().flat_map(|it| (it.len() as u64).to_be_bytes().into_iter().chain(it.bytes())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_border_between_tenant_and_record_cannot_be_moved() {
        let encode = |tenant, record| Context { tenant, kind: Kind::Contact, record }.encode(Use::Value);
        assert_ne!(encode("ab", "c"), encode("a", "bc"));
        assert_ne!(encode("", "abc"), encode("abc", ""));
        assert_ne!(encode("a\0", ""), encode("a", "\0"));
    }
}
