/** A cycle: a field to write in for each of its steps. */

import { borrow, register } from "../register.ts";
import type {} from "../shared/writing/player.ts";

register((kit) => ({ cycle: borrow("writing")(kit) }));
