// The page on which a role confirms a version: the quiz may come first.

import { holdBackLink } from "./quiz-role.js";

holdBackLink();
