/** What the packer has read beforehand: common Dutch words, and how an answer ends and begins. Part of the format. */

export const PRIMER = [
  "kijken, leren, helpen, brengen, houden, laten, zetten, stellen, voeren, delen, praten, luisteren, ",
  "bespreken, organiseren, verbinden, betrekken, versterken, ontwikkelen, bereiken, veranderen, ",
  "kunnen we, moeten we, willen we, zullen, zouden, zou kunnen, kon, moest, wilde, mag, mijn rol, ",
  "mijn eigen, onze, ons, hun, haar, hem, zij, wij, jij, u, hij, zijn, deze, dit, die, dat is, dat ",
  "was, dit is, er is, er zijn, er was, er wordt, het is, het was, het gaat om, is het, is er, is ",
  "een, was het, niet meer, niet alleen, niet altijd, nog niet, nog steeds, ook niet, maar ook, maar ",
  "dat, maar het, maar ik, of het, als het, als ik, als we, dan is, wat is, wat ik, wat er, hoe ik, ",
  "wie, waar we, waar ik, om te, te maken, te doen, te zien, te zijn, en dat, en de, en het, en een, ",
  "en ik, met de, met een, met het, met mijn, met onze, voor de, voor het, voor een, voor mij, voor ",
  "ons, op de, op het, op een, in een, in het, in de, in onze, in mijn, van een, van mijn, van onze, ",
  "van het, van de, dat de, dat het, dat er, dat we, dat wij, dat ik. Dat ik de een het van en in is ",
  'niet te voor op met zijn ","."]~["',
].join("");
