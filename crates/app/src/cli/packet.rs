//! `facefile packet …`: making, printing and arranging packets.

use std::path::PathBuf;

use actions::packet::schema;
use actions::{Overwrite, Refusal};
use clap::{Args, Subcommand};

use super::{Desk, Exit, TEMPLATE};

#[derive(Subcommand)]
pub enum PacketCommand {
    /// 新建一个空的材料包 start an empty packet
    #[command(help_template = TEMPLATE)]
    New(NewArgs),
    /// packet.toml 的 JSON Schema（2020-12） the JSON Schema of packet.toml
    #[command(help_template = TEMPLATE)]
    Schema(SchemaArgs),
}

#[derive(Args)]
pub struct NewArgs {
    /// 放在哪个文件夹 the folder to make
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// 文件夹不是空的也写入 write into a folder that is not empty
    #[arg(long)]
    force: bool,
}

#[derive(Args)]
pub struct SchemaArgs {
    /// 表单版本，默认最新的 edition of the forms, the latest unless given
    #[arg(long, value_name = "EDITION")]
    form: Option<String>,
}

pub fn run(desk: &Desk, command: &PacketCommand) -> Result<Exit, Refusal> {
    match command {
        PacketCommand::New(args) => new(desk, args)?,
        PacketCommand::Schema(args) => desk.json(&schema::schema(desk.law(), args.form.as_deref())?),
    }
    Ok(Exit::Clear)
}

/// Whether something may be replaced.
fn overwrite(force: bool) -> Overwrite {
    if force { Overwrite::Forced } else { Overwrite::Never }
}

fn new(desk: &Desk, args: &NewArgs) -> Result<(), Refusal> {
    actions::packet::new::new(&args.folder, desk.law(), overwrite(args.force))?;
    let folder = args.folder.display();
    desk.say(
        &format!("已建好「{folder}」。填写其中的 packet.toml，材料放进 materials/，然后 facefile check {folder}。"),
        &format!("`{folder}` is ready. Fill in its packet.toml, put the materials into materials/, then facefile check {folder}."),
    );
    Ok(())
}
