//! Every address, in one list. What is not here is not there.

use actions::Platform;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn;
use axum::routing::{get, patch, post, put};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

use super::guard::guard;
use super::{account, assets, authority, handler, public, refused, rulebook, upload};

/// The whole site.
pub fn router(platform: Platform) -> Router {
    let pages = Router::new()
        // 公众 the public
        .route("/", get(public::start))
        .route("/register", get(public::register))
        .route("/register/{filing}", get(public::filing))
        .route("/preferences", post(public::preferences))
        .route("/ledger/checkpoint", get(public::checkpoint))
        .route("/health", get(public::health))
        .route("/accessibility", get(public::accessibility))
        .route("/law", get(rulebook::index))
        .route("/law/claims", get(rulebook::claims))
        .route("/law/{*cite}", get(rulebook::clause))
        .route("/rules/{code}", get(rulebook::rule))
        // 账户 the account
        .route("/sign-in", get(account::sign_in_page).post(account::sign_in))
        .route("/sign-out", post(account::sign_out))
        .route("/desk", get(account::desk))
        .route("/join", get(account::join_page).post(account::join))
        .route("/account", get(account::account_page))
        .route("/account/sessions/{session}/end", post(account::end_session))
        .route("/account/confirm", get(account::confirm_page).post(account::confirm))
        // 处理者 the handler's desk
        .route("/handler", get(handler::home))
        .route("/handler/cases", post(handler::open))
        .route("/handler/cases/{case}", get(handler::case))
        .route("/handler/cases/{case}/form/{section}", get(handler::section).post(handler::save_section))
        .route("/handler/cases/{case}/answers/{path}", put(handler::save_answer))
        .route("/handler/cases/{case}/reason", get(handler::reason_page).post(handler::give_reason))
        .route("/handler/cases/{case}/uses", post(handler::add_use))
        .route("/handler/cases/{case}/uses/{name}/remove", post(handler::remove_use))
        .route("/handler/cases/{case}/materials", get(handler::materials).post(handler::add_material).layer(DefaultBodyLimit::disable()))
        .route("/handler/cases/{case}/materials/{material}", get(handler::material))
        .route("/handler/cases/{case}/materials/{material}/remove", post(handler::remove_material))
        .route("/handler/cases/{case}/materials/{material}/pages/{page}", get(handler::page_picture))
        .route("/handler/cases/{case}/check", get(handler::check))
        .route("/handler/cases/{case}/submit", post(handler::submit))
        .route("/handler/cases/{case}/withdraw", post(handler::withdraw))
        .route("/handler/cases/{case}/discard", post(handler::discard))
        .route("/handler/cases/{case}/corrections/{correction}", post(handler::answer_correction))
        .route("/handler/cases/{case}/letters/{letter}", get(handler::letter))
        .route("/handler/cases/{case}/receipts/{entry}", get(handler::receipt))
        .route("/handler/cases/{case}/receipts/{entry}/proof", get(handler::proof))
        .route("/handler/cases/{case}/receipts/{entry}/entry", get(handler::entry))
        // 主管部门 the authority's desk
        .route("/authority", get(authority::queue))
        .route("/authority/cases/{case}", get(authority::case))
        .route("/authority/cases/{case}/steps/{step}", post(authority::step))
        .route("/authority/cases/{case}/corrections", post(authority::write_correction))
        .route("/authority/cases/{case}/corrections/{correction}/take-back", post(authority::take_back))
        .route("/authority/cases/{case}/materials/{material}", get(authority::material))
        .route("/authority/cases/{case}/materials/{material}/pages/{page}", get(authority::page_picture))
        .route("/authority/cases/{case}/letters/{letter}", get(authority::letter));
    let uploads = Router::new()
        .route("/upload", post(upload::create).options(upload::options))
        .route("/upload/{upload}", patch(upload::patch).head(upload::head).delete(upload::cancel))
        .layer(DefaultBodyLimit::disable());
    Router::new()
        .merge(pages)
        .merge(uploads)
        .route("/assets/{digest}/{name}", get(assets::asset))
        .fallback(refused::no_such_page)
        .layer(CatchPanicLayer::custom(refused::panicked))
        .layer(CompressionLayer::new())
        .layer(from_fn(guard))
        .with_state(platform)
}
