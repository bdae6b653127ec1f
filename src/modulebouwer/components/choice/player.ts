/** Options of which one or several are right. */

import { borrow, register } from "../register.ts";
import type {} from "../shared/questions/player.ts";

const { kind, options } = borrow("questions");

register((kit) => ({ choice: kind(kit, options) }));
