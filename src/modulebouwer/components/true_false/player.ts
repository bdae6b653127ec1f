/** A statement that is right or wrong. */

import { borrow, register } from "../register.ts";
import type {} from "../shared/questions/player.ts";

const { kind, options } = borrow("questions");

register((kit) => ({ "true-false": kind(kit, options) }));
