//! The papers of a decision, printed away from the threads that answer requests.

use casework::correction::Correction;
use casework::filing_number::FilingNumber;
use law::Wording;
use press::letter::{Content, Letter, Notice, Return, letter};
use store::tables::Organisation;

use super::read::Submitted;
use crate::{Ctx, Refusal};

/// What every letter of a case says of it.
struct Head {
    sender: Wording,
    case: String,
    kind: casework::words::CaseKind,
    handler: String,
    uscc: String,
}

impl Head {
    fn of(submitted: &Submitted, office: &Organisation) -> Head {
        let handler = &submitted.packet.answers.handler;
        Head {
            sender: Wording::new(office.name.as_str(), office.name.as_str()),
            case: submitted.dossier.case.id.to_string(),
            kind: submitted.dossier.case.kind,
            handler: handler.name.clone().unwrap_or_default(),
            uscc: handler.uscc.clone().unwrap_or_default(),
        }
    }
}

/// 退回补正通知
pub(super) async fn return_letter(
    ctx: &Ctx,
    submitted: &Submitted,
    office: &Organisation,
    asked: &[Correction],
) -> Result<Vec<u8>, Refusal> {
    let (head, asked) = (Head::of(submitted, office), asked.to_vec());
    let (form, snapshot) = (submitted.dossier.case.form.clone(), submitted.snapshot.clone());
    printed(ctx, head, move |print| print(Content::Return(Return { corrections: &asked, form: &form, submitted: &snapshot }))).await
}

/// 备案结果通知
pub(super) async fn notice(ctx: &Ctx, submitted: &Submitted, office: &Organisation, number: &str) -> Result<Vec<u8>, Refusal> {
    let head = Head::of(submitted, office);
    let filing = FilingNumber::from_elsewhere(number).ok_or_else(Refusal::absent)?;
    let accepted_on = ctx.today();
    printed(ctx, head, move |print| print(Content::Notice(Notice { filing: &filing, accepted_on, publicity: None }))).await
}

type Printed = Result<Vec<u8>, press::engine::PressError>;

async fn printed(
    ctx: &Ctx,
    head: Head,
    content: impl FnOnce(&dyn Fn(Content) -> Printed) -> Printed + Send + 'static,
) -> Result<Vec<u8>, Refusal> {
    let (law, on, is_demo) = (ctx.law(), ctx.today(), ctx.platform().is_demo());
    let work = move || {
        let print = |content: Content| {
            let whole = Letter {
                sender: &head.sender,
                number: None,
                on,
                case: &head.case,
                kind: head.kind,
                handler: &head.handler,
                uscc: &head.uscc,
                contact: None,
                is_demo,
                content,
            };
            letter(&whole, law)
        };
        content(&print)
    };
    let pdf = tokio::task::spawn_blocking(work).await.map_err(|_| store::Error::Panicked)?;
    pdf.map_err(|err| Refusal::said(err.message()))
}
