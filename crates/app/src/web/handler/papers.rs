//! 回执和文书: what a handler takes away.

use actions::case;
use actions::{CaseId, LetterId, Refusal};
use askama::Template;
use axum::extract::Path;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use casework::rights::Act;
use law::Wording;

use super::{address, case_id};
use crate::web::refused::{refused, rendered};
use crate::web::shown::{moment, shell, short};
use crate::web::ui::{Link, ReceiptView, Shell};
use crate::web::visit::Visit;

#[derive(Template)]
#[template(path = "web/handler/receipt.html")]
struct ReceiptPage {
    shell: Shell,
    back: String,
    receipt: ReceiptView,
    index: u64,
    here: String,
    entry: String,
    proof: String,
    vkey: String,
}

/// 回执: that it was handed in, and the proof.
pub async fn receipt(visit: Visit, Path((case, entry)): Path<(String, u64)>) -> Response {
    let id = match case_id(&visit, &case) {
        Ok(id) => id,
        Err(answer) => return answer,
    };
    let proof = match case::prove_receipt(&visit.ctx, &id, entry).await {
        Ok(proof) => proof,
        Err(refusal) => return refused(&visit, &refusal),
    };
    let shell = shell(&visit, Wording::new("提交回执", "Receipt"));
    let here = format!("{}/receipts/{entry}", address(&id));
    let receipt = ReceiptView {
        title: visit.pick("已提交", "Handed in").to_owned(),
        number: short(&id),
        rows: vec![
            (visit.pick("时间", "When").to_owned(), moment(proof.at)),
            (visit.pick("事项", "Case").to_owned(), id.to_string()),
            (visit.pick("账本条目", "Entry of the ledger").to_owned(), proof.index.to_string()),
        ],
        proof: Some(Link::new(visit.pick("下载证明", "Download the proof"), format!("{here}/proof"))),
    };
    let (index, entry) = (proof.index, String::from_utf8_lossy(&proof.entry).into_owned());
    rendered(&ReceiptPage { shell, back: address(&id), receipt, index, here, entry, proof: proof.receipt, vkey: proof.vkey })
}

/// The proof as a file: what `facefile ledger verify --receipt` takes.
pub async fn proof(visit: Visit, Path((case, entry)): Path<(String, u64)>) -> Response {
    let Some(id) = CaseId::parse(&case) else { return refused(&visit, &Refusal::absent()) };
    match case::prove_receipt(&visit.ctx, &id, entry).await {
        Ok(proof) => {
            let name = format!("attachment; filename=\"facefile-receipt-{entry}.tlog-proof\"");
            ([(CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()), (CONTENT_DISPOSITION, name)], proof.receipt).into_response()
        }
        Err(refusal) => refused(&visit, &refusal),
    }
}

/// The entry that the proof is about, byte for byte.
pub async fn entry(visit: Visit, Path((case, entry)): Path<(String, u64)>) -> Response {
    let Some(id) = CaseId::parse(&case) else { return refused(&visit, &Refusal::absent()) };
    match case::prove_receipt(&visit.ctx, &id, entry).await {
        Ok(proof) => {
            let name = format!("attachment; filename=\"facefile-entry-{entry}.json\"");
            ([(CONTENT_TYPE, "application/json".to_owned()), (CONTENT_DISPOSITION, name)], proof.entry).into_response()
        }
        Err(refusal) => refused(&visit, &refusal),
    }
}

/// A letter as PDF.
pub async fn letter(visit: Visit, Path((case, letter)): Path<(String, String)>) -> Response {
    pdf(&visit, &case, &letter, Act::SeeCase).await
}

/// The same at either desk.
pub(in crate::web) async fn pdf(visit: &Visit, case: &str, letter: &str, act: Act) -> Response {
    let (Some(id), Some(letter)) = (CaseId::parse(case), LetterId::parse(letter)) else { return refused(visit, &Refusal::absent()) };
    match case::letter(&visit.ctx, &id, &letter, act).await {
        Ok(pdf) => {
            let name = format!("inline; filename=\"{letter}.pdf\"");
            ([(CONTENT_TYPE, "application/pdf".to_owned()), (CONTENT_DISPOSITION, name)], pdf).into_response()
        }
        Err(refusal) => refused(visit, &refusal),
    }
}
