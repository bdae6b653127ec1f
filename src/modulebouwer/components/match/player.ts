/** Things to bring together in pairs. */

import { borrow, register } from "../register.ts";
import type {} from "../shared/questions/player.ts";

const { kind, menus, presentPairs } = borrow("questions");

register((kit) => ({ match: { ...kind(kit, menus), present: presentPairs } }));
