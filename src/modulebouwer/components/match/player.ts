/** Things to bring together in pairs. */

import { borrow, register } from "../register.ts";
import type {} from "../shared/questions/player.ts";

const { kind, cards, presentPairs } = borrow("questions");

register((kit) => ({ match: { ...kind(kit, cards), present: presentPairs } }));
