//! 登记单位: an organisation comes to the platform, with its first person, who owns it.

use casework::rights::{Act, Role};
use casework::words::{Private, Uscc};
use store::tables::{Organisation, OrganisationKind};
use store::{Event, OrganisationId};

use super::{NewPerson, Profile, hashed};
use crate::rights::{On, Who};
use crate::{Ctx, Refusal, Why};

/// What an organisation says of itself, and its first person.
pub struct NewOrganisation {
    /// Its name.
    pub name: String,
    /// 统一社会信用代码, checked here.
    pub uscc: String,
    /// Six-digit code of the province of its registered domicile.
    pub province: String,
    /// The person's name.
    pub person: Private<String>,
    /// The name to sign in with.
    pub login: Private<String>,
    /// The password, judged here.
    pub password: Private<String>,
}

/// Brings it in.
///
/// # Errors
/// A blank name, a code whose check character does not fit, an unknown province, a weak password, a sign-in name or a code that is taken.
pub async fn register_organisation(ctx: &Ctx, new: NewOrganisation) -> Result<OrganisationId, Refusal> {
    let name = new.name.trim().to_owned();
    if name.is_empty() || new.person.reveal().trim().is_empty() || new.login.reveal().trim().is_empty() {
        return Err(Refusal::new(
            ("单位名称、姓名和登录名都要填写。", "The organisation's name, your name and a sign-in name are all needed."),
            ("请补全后再提交。", "Fill them in and try again."),
        ));
    }
    let uscc = Uscc::parse(&new.uscc).map_err(|err| Refusal::said(err.message()))?;
    if ctx.law().authority(&new.province).is_none() {
        return Err(Refusal::new(
            ("没有这个省份代码。", "There is no such province."),
            ("请从列表里选登记住所所在的省份。", "Choose the province of the registered domicile from the list."),
        ));
    }
    let hash = hashed(ctx.platform(), &new.password, &[&name, new.person.reveal(), new.login.reveal()]).await?;
    let now = ctx.now();
    let organisation = Organisation {
        id: OrganisationId::new(now)?,
        kind: OrganisationKind::Handler,
        name,
        credit_code: Some(uscc.as_str().to_owned()),
        parent_id: None,
        province: new.province,
        created_at: now,
        version: 1,
    };
    let profile = Profile { name: new.person, login: new.login };
    let owner = NewPerson::new(ctx.platform(), &profile, hash, &[Role::HandlerOwner], &organisation.id, now)?;
    // Whoever is let in here has just proven who they are: they have chosen the password.
    if !ctx.platform().rights().allows(Who::Person(owner.id()), Act::RegisterOrganisation, &On::Platform) {
        return Err(Refusal::absent());
    }
    let id = organisation.id.clone();
    let write = async move |tx: &mut store::Tx| {
        tx.insert(&organisation).await.map_err(already_here)?;
        owner.insert(tx).await?;
        Ok::<_, Refusal>(((), Event::new(Act::RegisterOrganisation.id(), owner.id(), now).about(&organisation.id)))
    };
    ctx.platform().store().write(write).await?;
    Ok(id)
}

fn already_here(err: store::Error) -> Refusal {
    match err {
        store::Error::Duplicate(_) => Refusal::new(
            ("这个统一社会信用代码已经登记过。", "An organisation with this credit code is here already."),
            ("请联系本单位的管理员邀请您；不知道是谁的，请联系平台运维。", "Ask its owner to invite you, or the operator who that is."),
        )
        .of(Why::Input),
        other => other.into(),
    }
}
