//! Where a case stands.

use law::Wording;
use serde::{Deserialize, Serialize};

/// 办理状态: where a case stands. The names are this platform's: no source tells the states of the official system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[doc(alias = "办理状态")]
pub enum State {
    /// 草稿
    Draft,
    /// 已提交
    Submitted,
    /// 已受理
    Admitted,
    /// 退回补正
    Returned,
    /// 已重新提交
    Resubmitted,
    /// 拟通过
    Proposed,
    /// 已通过
    Accepted,
    /// 公示中
    InPublicity,
    /// 已公开
    Published,
    /// 移送中
    Transferred,
    /// 已移送他处
    MovedAway,
    /// 已撤回
    Withdrawn,
    /// 已放弃
    Discarded,
    /// 已终结
    Closed,
    /// 已在别处提交
    FiledElsewhere,
    /// 别处退回
    ReturnedElsewhere,
    /// 别处已备案
    AcceptedElsewhere,
}

impl State {
    /// Every state, in the order in which a case may see them.
    pub const ALL: [State; 17] = [
        State::Draft,
        State::Submitted,
        State::Admitted,
        State::Returned,
        State::Resubmitted,
        State::Proposed,
        State::Accepted,
        State::InPublicity,
        State::Published,
        State::Transferred,
        State::MovedAway,
        State::Withdrawn,
        State::Discarded,
        State::Closed,
        State::FiledElsewhere,
        State::ReturnedElsewhere,
        State::AcceptedElsewhere,
    ];

    /// `in-publicity`: as it is kept and sent. Permanent.
    pub fn id(self) -> &'static str {
        match self {
            State::Draft => "draft",
            State::Submitted => "submitted",
            State::Admitted => "admitted",
            State::Returned => "returned",
            State::Resubmitted => "resubmitted",
            State::Proposed => "proposed",
            State::Accepted => "accepted",
            State::InPublicity => "in-publicity",
            State::Published => "published",
            State::Transferred => "transferred",
            State::MovedAway => "moved-away",
            State::Withdrawn => "withdrawn",
            State::Discarded => "discarded",
            State::Closed => "closed",
            State::FiledElsewhere => "filed-elsewhere",
            State::ReturnedElsewhere => "returned-elsewhere",
            State::AcceptedElsewhere => "accepted-elsewhere",
        }
    }

    /// The state with this id.
    pub fn parse(id: &str) -> Option<State> {
        State::ALL.into_iter().find(|it| it.id() == id)
    }

    /// Its name, as a list of cases shows it.
    pub fn name(self) -> Wording {
        let (zh, en) = match self {
            State::Draft => ("草稿", "draft"),
            State::Submitted => ("已提交", "submitted"),
            State::Admitted => ("已受理", "admitted"),
            State::Returned => ("退回补正", "returned for correction"),
            State::Resubmitted => ("已重新提交", "resubmitted"),
            State::Proposed => ("拟通过", "acceptance proposed"),
            State::Accepted => ("已通过", "accepted"),
            State::InPublicity => ("公示中", "in publicity"),
            State::Published => ("已公开", "published"),
            State::Transferred => ("移送中", "being transferred"),
            State::MovedAway => ("已移送他处", "moved to another platform"),
            State::Withdrawn => ("已撤回", "withdrawn"),
            State::Discarded => ("已放弃", "discarded"),
            State::Closed => ("已终结", "closed"),
            State::FiledElsewhere => ("已在别处提交", "filed elsewhere"),
            State::ReturnedElsewhere => ("别处退回", "returned elsewhere"),
            State::AcceptedElsewhere => ("别处已备案", "accepted elsewhere"),
        };
        Wording::new(zh, en)
    }

    /// Whether a case may stay here for ever. Some of these have a way back all the same.
    pub fn rests(self) -> bool {
        use State::{Accepted, AcceptedElsewhere, Closed, Discarded, MovedAway, Published, Withdrawn};
        matches!(self, Accepted | Published | Closed | Discarded | Withdrawn | MovedAway | AcceptedElsewhere)
    }

    /// Whether nothing can be done any more.
    pub fn is_final(self) -> bool {
        matches!(self, State::Discarded | State::Withdrawn | State::MovedAway)
    }

    /// Whether answers and materials may be changed: it is the handler's turn.
    pub fn is_editable(self) -> bool {
        matches!(self, State::Draft | State::Returned | State::ReturnedElsewhere)
    }
}
