//! Why a step is not allowed: what was asked, why not, and what to do. Never a judgement on the filing itself.

use std::fmt;

use law::{Cite, Wording, cite};

use super::{Context, Need, State, open_to};
use crate::rights::{Act, Role};

/// 不能办理: why a step is not allowed now, or not for this person.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[doc(alias = "不能办理")]
pub enum NotAllowed {
    /// The table has no such row for this kind of case.
    NoSuchStep {
        /// Where the case stands.
        state: State,
        /// What was asked.
        act: Act,
        /// What this role may do now.
        open: Vec<Act>,
    },
    /// The act belongs to others.
    WrongRole {
        /// What was asked.
        act: Act,
        /// By whom.
        role: Role,
        /// Whose it is.
        may: &'static [Role],
    },
    /// The person did something in this case that the act must be apart from.
    BothEnds {
        /// What was asked.
        act: Act,
        /// What the same person did earlier.
        earlier: Act,
    },
    /// The person belongs to the handler whose case it is.
    OwnHandler {
        /// What was asked.
        act: Act,
    },
    /// Something is lacking.
    Lacks {
        /// What was asked.
        act: Act,
        /// What it lacks, at least one.
        needs: Vec<Need>,
    },
}

impl NotAllowed {
    pub(super) fn no_such_step(state: State, act: Act, context: &Context) -> NotAllowed {
        NotAllowed::NoSuchStep { state, act, open: open_to(state, context.role, context.kind).collect() }
    }

    /// What was asked.
    pub fn act(&self) -> Act {
        match self {
            NotAllowed::NoSuchStep { act, .. }
            | NotAllowed::WrongRole { act, .. }
            | NotAllowed::BothEnds { act, .. }
            | NotAllowed::OwnHandler { act }
            | NotAllowed::Lacks { act, .. } => *act,
        }
    }

    /// Who asks for it to be refused: this platform, in every case.
    pub fn basis(&self) -> Cite {
        match self {
            NotAllowed::BothEnds { .. } | NotAllowed::OwnHandler { .. } => cite("house/second-person"),
            _ => cite("house/review-steps"),
        }
    }

    /// What was refused.
    pub fn what(&self) -> Wording {
        let act = self.act().name();
        Wording::new(format!("现在不能「{}」", act.zh), format!("not possible now: {}", act.en))
    }

    /// Why.
    pub fn why(&self) -> Wording {
        match self {
            NotAllowed::NoSuchStep { state, .. } => {
                let state = state.name();
                Wording::new(format!("事项的状态是「{}」", state.zh), format!("the case is in the state `{}`", state.en))
            }
            NotAllowed::WrongRole { role, may, .. } => {
                let (role, may) = (role.name(), joined(may.iter().map(|it| it.name()), "、", ", "));
                Wording::new(
                    format!("这由{}办理，您现在的角色是{}", may.zh, role.zh),
                    format!("it is for: {}; you act as: {}", may.en, role.en),
                )
            }
            NotAllowed::BothEnds { earlier, .. } => {
                let earlier = earlier.name();
                Wording::new(
                    format!("同一个人已经在这件事项里办过「{}」，一件事项的两头不能是同一个人", earlier.zh),
                    format!("the same person has already done this in the case: {}; nobody is both ends of one case", earlier.en),
                )
            }
            NotAllowed::OwnHandler { .. } => Wording::new(
                "您是这家处理者的人，一件事项的两头不能是同一个人",
                "you belong to this handler; nobody is both ends of one case",
            ),
            NotAllowed::Lacks { needs, .. } => joined(needs.iter().map(|it| it.why()), "；", "; "),
        }
    }

    /// What to do.
    pub fn remedy(&self) -> Wording {
        match self {
            NotAllowed::NoSuchStep { open, .. } if open.is_empty() => Wording::new(
                "这个状态下您没有要办的；请看事项的历史",
                "there is nothing for you to do in this state; see the history of the case",
            ),
            NotAllowed::NoSuchStep { open, .. } => {
                let open = joined(open.iter().map(|it| it.name()), "、", ", ");
                Wording::new(format!("现在可以：{}", open.zh), format!("possible now: {}", open.en))
            }
            NotAllowed::WrongRole { .. } => Wording::new(
                "请有这个角色的人办理，或者换用您的另一个角色",
                "let somebody in that role do it, or act in another role of yours",
            ),
            NotAllowed::BothEnds { .. } | NotAllowed::OwnHandler { .. } => {
                Wording::new("请另一位有这个角色的人办理", "let another person in that role do it")
            }
            NotAllowed::Lacks { needs, .. } => joined(needs.iter().map(|it| it.remedy()), "；", "; "),
        }
    }

    /// All three in one sentence.
    pub fn message(&self) -> Wording {
        let (what, why, remedy) = (self.what(), self.why(), self.remedy());
        Wording::new(
            format!("{}：{}。{}。", what.zh, why.zh, remedy.zh),
            format!("{}. Why: {}. What to do: {}.", what.en, why.en, remedy.en),
        )
    }
}

impl fmt::Display for NotAllowed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = self.message();
        write!(f, "{} / {}", message.zh, message.en)
    }
}

fn joined(parts: impl Iterator<Item = Wording>, zh: &str, en: &str) -> Wording {
    let parts: Vec<Wording> = parts.collect();
    let join = |of: fn(&Wording) -> &str, with: &str| parts.iter().map(of).collect::<Vec<_>>().join(with);
    Wording::new(join(|it| &it.zh, zh), join(|it| &it.en, en))
}
