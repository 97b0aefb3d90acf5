// The entry module of the page "Suggest a change".

import { start } from "./page.js";

start();
