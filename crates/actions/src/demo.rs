//! 演示: a province with an office and two officers, an operator, and three invented organisations at different stages. All that is done goes
//! through the same actions as everybody's; only the first office and its people are put there, since nobody is there to let them in.

use std::fs;
use std::path::Path;

use casework::correction::{Anchor, Kind as Fault, Request};
use casework::packet::Packet;
use casework::publicity::Publicity;
use casework::register::PublicField;
use casework::rights::Role;
use casework::words::{Private, Slot};
use law::cite;
use press::sample::{self, Scans};
use serde::{Deserialize, Serialize};
use store::tables::{Organisation, OrganisationKind, Setting};
use store::{CaseId, Event, OrganisationId};
use vault::token::{Token, TokenKind};

use crate::account::{NewOrganisation, NewPerson, Profile, actor_of, hashed, register_organisation, sign_in};
use crate::case::{Edit, NewMaterial, add_material, edit_answers, home, open_case, read_what_waits, see_case, submit_case};
use crate::review::{admit_case, confirm_acceptance, propose_acceptance, publish_filing, read_case, return_case, write_correction};
use crate::{Ctx, Overwrite, Platform, Refusal, write_file};

/// 山东: the one province whose notice is known.
const PROVINCE: &str = "370000";
/// So many of the invented companies are looked through for three in this province.
const SEEDS: std::ops::Range<u64> = 1..2000;
/// Where the sign-ins of a demo are written down, for whoever starts it.
const FILE: &str = "demo-sign-ins.json";

/// Sign-in name, name, roles, and who that is in both languages.
type Officer = (&'static str, &'static str, &'static [Role], (&'static str, &'static str));

/// 演示账户: one sign-in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SignIn {
    /// The sign-in name.
    pub login: String,
    /// Its password: of a demo, and shown.
    pub password: String,
    /// Who it is, in Chinese and English.
    pub who: (String, String),
}

/// Puts a demo into an empty platform, or gives the sign-ins of the one that is there. Its cases come with [`fill`].
///
/// # Errors
/// The store fails, or the folder cannot be written.
pub async fn found(platform: &Platform, data: &Path) -> Result<Vec<SignIn>, Refusal> {
    let path = data.join(FILE);
    if let Ok(text) = fs::read(&path) {
        return serde_json::from_slice(&text).map_err(|err| Refusal::unreadable(&path, &err.into()));
    }
    let mut sign_ins = Vec::new();
    let office = office(platform).await?;
    let officers: [Officer; 3] = [
        ("zhou", "周审核", &[Role::Clerk, Role::Reviewer], ("省网信办 · 接收、审核", "provincial office · clerk and reviewer")),
        (
            "zheng",
            "郑复核",
            &[Role::Approver, Role::Supervisor],
            ("省网信办 · 复核、负责人", "provincial office · approver and supervisor"),
        ),
        ("yunwei", "平台运维", &[Role::Operator], ("平台运维，不能查看任何事项", "platform operator, can read no case")),
    ];
    for (login, name, roles, who) in officers {
        let password = password()?;
        let hash = hashed(platform, &Private::new(password.clone()), &[]).await?;
        let profile = Profile { name: Private::new(name.to_owned()), login: Private::new(login.to_owned()) };
        let person = NewPerson::new(platform, &profile, hash, roles, &office, platform.now())?;
        let event = Event::of_system("demo-founded", platform.now()).about(person.id());
        let write = async move |tx: &mut store::Tx| {
            person.insert(tx).await?;
            Ok::<_, Refusal>(((), event))
        };
        platform.store().write(write).await?;
        sign_ins.push(SignIn { login: login.to_owned(), password, who: (who.0.to_owned(), who.1.to_owned()) });
    }
    for (seed, (login, person)) in seeds(platform)?.into_iter().zip([("chen", "陈经办"), ("lin", "林经办"), ("wu", "吴经办")]) {
        let packet = packet(platform, seed, &[])?.0;
        let password = password()?;
        let handler = &packet.answers.handler;
        let new = NewOrganisation {
            name: handler.name.clone().unwrap_or_default(),
            uscc: handler.uscc.clone().unwrap_or_default(),
            province: PROVINCE.to_owned(),
            person: Private::new(person.to_owned()),
            login: Private::new(login.to_owned()),
            password: Private::new(password.clone()),
        };
        register_organisation(&Ctx::visitor(platform), new).await?;
        let name = handler.name.clone().unwrap_or_default();
        sign_ins.push(SignIn { login: login.to_owned(), password, who: (name.clone(), format!("handler: {name}")) });
    }
    let text = serde_json::to_vec_pretty(&sign_ins).unwrap_or_default();
    write_file(&path, &text, Overwrite::Forced)?;
    Ok(sign_ins)
}

/// Brings the three organisations to their stages, unless they are there already: a draft with faults, a case that was returned, and a filing on the
/// register.
///
/// # Errors
/// The store fails, or there are no fonts to draw papers with.
pub async fn fill(platform: &Platform, sign_ins: &[SignIn]) -> Result<(), Refusal> {
    let faults: [&[&str]; 3] = [&["retention-disagrees", "vague-purpose"], &[], &[]];
    let stages = seeds(platform)?.into_iter().zip(faults).zip(["chen", "lin", "wu"]);
    for (stage, ((seed, faults), login)) in stages.enumerate() {
        let handler = signed_in(platform, sign_ins, login).await?;
        if !home(&handler).await?.cases.is_empty() {
            continue;
        }
        let case = draft(&handler, seed, faults, stage).await?;
        if stage > 0 {
            read_what_waits(platform).await?;
            let seen = see_case(&handler, &case).await?.version;
            submit_case(&handler, &case, seen, "demo").await?;
            let officer = signed_in(platform, sign_ins, "zhou").await?;
            admit_case(&officer, &case, seen + 1, "").await?;
            match stage {
                1 => returned(&officer, &case, seen + 2).await?,
                _ => accepted(platform, sign_ins, &officer, &case, seen + 2).await?,
            }
        }
    }
    Ok(())
}

async fn returned(officer: &Ctx, case: &CaseId, seen: i64) -> Result<(), Refusal> {
    let name = read_case(officer, case).await?.packet.answers.uses.first().and_then(|it| it.id.clone()).unwrap_or_default();
    let requests = [
        Request {
            kind: Fault::WrongValue,
            anchors: vec![Anchor::Answer { at: format!("answers.uses.{name}.purpose") }],
            cite: cite("cac-mps-19-2025/art-4"),
            says: "请写明用人脸做什么、对谁用、为什么其他方式不够，不要只写“身份核验”。".to_owned(),
        },
        Request {
            kind: Fault::Unreadable,
            anchors: vec![Anchor::Material { slot: Slot::Mandate, topic: None, file: None, place: None }],
            cite: cite("house/correction"),
            says: "授权委托书的公章压住了日期，请换一份日期清楚的扫描件。".to_owned(),
        },
    ];
    for request in requests {
        write_correction(officer, case, request).await?;
    }
    return_case(officer, case, seen, "").await
}

async fn accepted(platform: &Platform, sign_ins: &[SignIn], officer: &Ctx, case: &CaseId, seen: i64) -> Result<(), Refusal> {
    propose_acceptance(officer, case, seen, "材料齐全，填报内容与材料一致。").await?;
    let approver = signed_in(platform, sign_ins, "zheng").await?;
    confirm_acceptance(&approver, case, seen + 1, "同意。").await?;
    let clerk = signed_in(platform, sign_ins, "zhou").await?;
    publish_filing(&clerk, case, seen + 2).await
}

/// A draft with the answers and materials of a sample; of the first organisation only a part is there yet.
async fn draft(handler: &Ctx, seed: u64, faults: &[&str], stage: usize) -> Result<CaseId, Refusal> {
    let platform = handler.platform();
    let case = open_case(handler).await?;
    let (packet, scene) = packet(platform, seed, faults)?;
    let known = see_case(handler, &case).await?.versions;
    let unfinished = |path: &str| stage == 0 && (path.starts_with("pia.") || path.starts_with("undertaking."));
    let fields = packet.to_draft(handler.law()).into_iter().filter(|(path, _)| !unfinished(path));
    let edits = fields.map(|(path, value)| Edit { seen: known.get(&path).copied().unwrap_or_default(), value: Some(value), path });
    edit_answers(handler, &case, edits.collect()).await?;
    let law = handler.law();
    let files = tokio::task::spawn_blocking(move || drawn(&scene, &packet, law)).await.map_err(|_| store::Error::Panicked)??;
    for (slot, topic, name, bytes) in files {
        let absent = stage == 0 && matches!(slot, Slot::Undertaking | Slot::AgentId | Slot::PiaReport);
        if absent {
            continue;
        }
        let mut new = NewMaterial::begin(handler, &case, slot, topic, &name).await?;
        new.write(&bytes)?;
        add_material(handler, new).await?;
    }
    Ok(case)
}

type Drawn = Vec<(Slot, Option<String>, String, Vec<u8>)>;

/// The papers of a scene as they are scanned.
fn drawn(scene: &sample::Scene, packet: &Packet, law: &law::Law) -> Result<Drawn, Refusal> {
    let files = scene.files(law).map_err(|err| Refusal::said(err.message()))?;
    let bytes = |file: &str| files.iter().find(|(name, _)| name == file).map(|it| it.1.clone());
    let name = |file: &str| file.rsplit('/').next().unwrap_or_default().to_owned();
    Ok(packet.materials.iter().filter_map(|it| Some((it.slot, it.topic.clone(), name(&it.file), bytes(&it.file)?))).collect())
}

/// The first three companies that are registered in the demo's province.
fn seeds(platform: &Platform) -> Result<Vec<u64>, Refusal> {
    let mut seeds = Vec::new();
    for seed in SEEDS {
        let is_here = packet(platform, seed, &[])?.0.answers.handler.province.as_deref() == Some(PROVINCE);
        seeds.extend(is_here.then_some(seed));
        if seeds.len() == 3 {
            break;
        }
    }
    Ok(seeds)
}

fn packet(platform: &Platform, seed: u64, faults: &[&str]) -> Result<(Packet, sample::Scene), Refusal> {
    let (scene, _) =
        sample::scene(seed, faults, platform.today(), Scans::Office, platform.law()).map_err(|err| Refusal::said(err.message()))?;
    let packet = Packet::parse(&scene.packet_toml()).map_err(|err| Refusal::said(err.message))?;
    Ok((packet.by_form_of(platform.law()), scene))
}

async fn office(platform: &Platform) -> Result<OrganisationId, Refusal> {
    let name = platform.law().authority(PROVINCE).map(|it| it.name.zh.clone()).unwrap_or_default();
    let office = Organisation {
        id: OrganisationId::new(platform.now())?,
        kind: OrganisationKind::Authority,
        name: format!("{name}（演示）"),
        credit_code: None,
        parent_id: None,
        province: PROVINCE.to_owned(),
        created_at: platform.now(),
        version: 1,
    };
    let fields = [&PublicField::ALL[..]].concat();
    let settings = [("publicity", serde_json::to_string(&Publicity::AtOnce)), ("public-fields", serde_json::to_string(&fields))];
    let id = office.id.clone();
    let event = Event::of_system("demo-founded", platform.now()).about(&id);
    let write = async move |tx: &mut store::Tx| {
        tx.insert(&office).await?;
        for (name, value) in settings {
            tx.insert(&Setting { name: name.to_owned(), value: value.unwrap_or_default(), version: 1 }).await?;
        }
        Ok::<_, Refusal>(((), event))
    };
    platform.store().write(write).await?;
    Ok(id)
}

async fn signed_in(platform: &Platform, sign_ins: &[SignIn], login: &str) -> Result<Ctx, Refusal> {
    let it = sign_ins.iter().find(|it| it.login == login).ok_or_else(Refusal::absent)?;
    let visitor = Ctx::visitor(platform);
    let session = sign_in(&visitor, &Private::new(it.login.clone()), Private::new(it.password.clone()), "").await?;
    actor_of(platform, session.reveal_token()).await
}

/// Of a demo, and its own on every machine: twenty letters and digits that nobody guesses.
fn password() -> Result<String, Refusal> {
    let token = Token::random(TokenKind::Recovery)?;
    Ok(token.reveal().trim_start_matches("FFR-").to_lowercase())
}
