/** Items to sort into categories. */

import { borrow, register } from "../register.ts";
import type {} from "../shared/questions/player.ts";

const { kind, menus, presentPairs } = borrow("questions");

register((kit) => ({ categorise: { ...kind(kit, menus), present: presentPairs } }));
