/** A reflection: a field to write in. */

import { borrow, register } from "../register.ts";
import type {} from "../shared/writing/player.ts";

register((kit) => ({ reflection: borrow("writing")(kit) }));
