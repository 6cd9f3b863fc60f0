// The one way our scripts start the browser: no sandbox of its own (tests run as root in containers), and no talk with anybody.

import { chromium } from "playwright-core";

const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

export const start = () => chromium.launch({ executablePath: "/usr/bin/chromium", args: FLAGS });
