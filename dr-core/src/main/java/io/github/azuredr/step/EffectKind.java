package io.github.azuredr.step;

/** What a step does to the world. */
public enum EffectKind {
    /** Looks only; may be repeated at will. */
    READS,
    /** Brings something into being that was not there. */
    CREATES,
    /** Alters something that goes on existing. */
    CHANGES,
    /** Ends something that cannot be had back; names its victims and is never repeated blindly. */
    DESTROYS
}
