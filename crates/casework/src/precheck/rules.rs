//! The rules. One rule is one page (`rules/<name>.md`), one function (`rules/<name>.rs`) and one line below.
//! Codes are permanent: a withdrawn rule keeps its code and says since when.

use law::{Cite, Wording};

use super::{Subject, Verdict};

/// 预检规则: one rule, with its page.
#[doc(alias = "预检规则")]
pub struct Rule {
    /// `R012`
    pub code: &'static str,
    module: &'static str,
    /// The page a person reads, which is also the rule's test.
    pub page: &'static str,
    /// Who asks for it.
    pub cite: Cite,
    /// The rule itself.
    pub check: fn(&Subject) -> Verdict,
}

macro_rules! rules {
    ($($code:ident $module:ident,)*) => {
        $(pub mod $module;)*

        /// Every rule, in the order in which faults are best mended.
        pub const RULES: &[Rule] = &[$(Rule {
            code: stringify!($code),
            module: stringify!($module),
            page: include_str!(concat!("rules/", stringify!($module), ".md")),
            cite: $module::CITE,
            check: $module::check,
        },)*];
    };
}

rules! {
    R012 pia_before_use,
    R017 mode_and_words,
    R018 retention_bounded,
    R019 retention_agrees,
    R020 alternative_offered,
    R021 public_place,
    R022 private_space,
    R023 separate_consent,
    R024 guardian_consent,
    R025 minor_rules,
    R026 internet_transfer,
    R027 stored_outside_device,
    R028 notice_items,
    R029 safety_measures,
    R030 cross_border,
    R031 purpose_specific,
    R032 threshold,
    R033 reached_on,
    R034 filing_window,
    R035 headcount_adds_up,
    R036 people_total,
    R037 pia_four_contents,
    R038 pia_covers_uses,
    R040 pia_third_party,
    R042 mandate_seal,
    R043 undertaking_seal,
    R044 certificate_copy_seal,
    R046 mandate_scope,
    R047 claimed_mandate_words,
    R048 mandate_term,
    R049 dates_in_order,
    R055 claimed_retention,
    R056 claimed_penetration_test,
    R057 claimed_cloud_certificate,
    R059 minors_agree,
}

impl Rule {
    /// The rule with this code or name.
    pub fn find(code_or_name: &str) -> Option<&'static Rule> {
        RULES.iter().find(|it| it.code.eq_ignore_ascii_case(code_or_name) || it.name() == code_or_name)
    }

    /// `pia-before-use`
    pub fn name(&self) -> String {
        self.module.replace('_', "-")
    }

    /// The title in the first line of the page: `# R012 pia-before-use · 中文 · English`.
    pub fn title(&self) -> Wording {
        let mut parts = self.page.lines().next().unwrap_or_default().split(" · ").skip(1);
        let mut next = || parts.next().unwrap_or_default().trim().to_owned();
        Wording { zh: next(), en: next() }
    }

    /// What to do: the page's lines `**怎么改：** …` and `**Fix:** …`.
    pub fn fix(&self) -> Wording {
        let after = |mark: &str| self.page.lines().find_map(|it| it.strip_prefix(mark)).unwrap_or_default().trim().to_owned();
        Wording { zh: after("**怎么改：**"), en: after("**Fix:**") }
    }
}
