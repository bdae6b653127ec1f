/** Items to sort into categories. */

import { borrow, register } from "../register.ts";
import type {} from "../shared/questions/player.ts";

const { kind, cards, presentPairs } = borrow("questions");

register((kit) => ({ categorise: { ...kind(kit, cards), present: presentPairs } }));
