// The types of check, written at each build: each module of the folder check-types is one.

import { avoid } from "./check-types/avoid.js";
import { pattern } from "./check-types/pattern.js";
import { limit } from "./check-types/limit.js";
import { require } from "./check-types/require.js";
import { order } from "./check-types/order.js";
import { detect } from "./check-types/detect.js";

/** @import { Match, Post, PreparedCheck, Setting } from "./types.js" */

/**
 * The function that runs each type of check.
 * @type {Record<string, (prepared: PreparedCheck<any>, post: Post, setting: Setting) => Match[]>}
 */
export const CHECK_TYPES = { avoid, pattern, limit, require, order, detect };
