// Takes the picture of a page as a window of a given size shows it.
//
//     node browser/picture.mjs PAGE.html PICTURE.png WIDTH HEIGHT DENSITY

import { pathToFileURL } from "node:url";
import { start } from "./chromium.mjs";

const [page, picture, width, height, density] = process.argv.slice(2);
const browser = await start();
const window = await browser.newPage({ viewport: { width: Number(width), height: Number(height) }, deviceScaleFactor: Number(density) });
await window.goto(pathToFileURL(page).href);
await window.screenshot({ path: picture });
await browser.close();
