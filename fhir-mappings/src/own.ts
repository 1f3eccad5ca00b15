/** The canonical base of what no published guide defines: our own code systems, extensions and identifier systems. */
export const OWN = 'https://passerelle.example/fhir';

/** Canonical of one of our code systems, e.g. `visibility`. */
export const ownSystem = (name: string): string => `${OWN}/CodeSystem/${name}`;

/** Canonical of one of our extensions or profiles. */
export const ownDefinition = (name: string): string => `${OWN}/StructureDefinition/${name}`;

/** System of one of our identifiers. */
export const ownIdentifier = (name: string): string => `${OWN}/identifier/${name}`;
