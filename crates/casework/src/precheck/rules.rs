//! The rules. One rule is one page (`rules/<name>.md`), one function (`rules/<name>.rs`) and one line below.
//! Codes are permanent: a withdrawn rule keeps its code and says since when.

use std::fmt;

use law::{Cite, Law, Wording};

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
    R001 materials_present,
    R002 rules_and_procedures,
    R003 required_fields,
    R004 form_edition,
    R005 uscc_check_digit,
    R006 id_check_digit,
    R007 name_on_certificate,
    R008 code_on_certificate,
    R009 representative_on_certificate,
    R010 representative_id,
    R011 agent_id,
    R012 pia_before_use,
    R013 name_across_materials,
    R014 code_across_materials,
    R015 certificate_valid,
    R016 id_valid,
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
    R039 pia_risk_levels,
    R040 pia_third_party,
    R042 mandate_seal,
    R043 undertaking_seal,
    R044 certificate_copy_seal,
    R045 mandate_agent,
    R046 mandate_scope,
    R047 claimed_mandate_words,
    R048 mandate_term,
    R049 dates_in_order,
    R050 file_readable,
    R051 file_duplicated,
    R052 file_blank,
    R053 claimed_dpi,
    R054 claimed_size,
    R055 claimed_retention,
    R056 claimed_penetration_test,
    R057 claimed_cloud_certificate,
    R058 electronic_version,
    R059 minors_agree,
    R060 slot_once,
    R061 answers_well_formed,
    R062 unknown_field,
    R063 parties_contradict,
    R064 retention_contradicts,
    R065 storage_contradicts,
    R066 headcount_contradicts,
    R067 purpose_contradicts,
    R068 minors_contradict,
    R069 dates_contradict,
    R070 security_contradicts,
    R071 pia_necessity,
    R072 pia_redone,
    R073 pia_signed,
    R074 records_kept,
    R075 parties_in_order,
    R076 agreement_terms,
    R077 claimed_leak_compensation,
    R078 forced_consent,
    R079 logs_kept,
    R080 mlps_and_cii,
    R081 pipo_reported,
    R082 case_particulars,
    R083 claimed_group_note,
    R084 raw_faces,
    R085 seal_names_company,
    R086 page_sharp,
    R087 page_complete,
    R088 page_upright,
    R089 right_document,
    R090 id_both_sides,
}

/// A law folder without a clause that a rule cites: nothing can be judged by it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct Uncited(pub Vec<(&'static str, Cite)>);

impl Uncited {
    /// What is missing for whom, and what to do.
    pub fn message(&self) -> Wording {
        let missing: Vec<String> = self.0.iter().map(|(code, cite)| format!("{code} {cite}")).collect();
        Wording::new(
            format!("规则库缺少预检规则引用的条款：{}。请把这些条款补回 law/texts，或者改用程序自带的规则库", missing.join("、")),
            format!(
                "the law folder lacks clauses that rules cite: {}. Put them back into law/texts, or use the law this program came with",
                missing.join(", ")
            ),
        )
    }
}

impl fmt::Display for Uncited {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = self.message();
        write!(f, "{} / {}", message.zh, message.en)
    }
}

/// Whether what every rule cites stands in this law.
///
/// # Errors
/// All that do not.
pub fn all_cited(law: &Law) -> Result<(), Uncited> {
    let missing: Vec<_> = RULES.iter().filter(|it| law.basis(&it.cite).is_none()).map(|it| (it.code, it.cite.clone())).collect();
    if missing.is_empty() { Ok(()) } else { Err(Uncited(missing)) }
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
