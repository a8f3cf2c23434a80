package io.github.azuredr.datalake.table;

import java.time.Instant;
import java.util.UUID;

/**
 * How far the copying of a unit came; kept between passes and across processes.
 *
 * @param unit which unit
 * @param source the state of the source that was, or is being, copied
 * @param target the state of the target after the copy; meaningless while it is under way
 * @param generation grows with every import that ended, well or not: a new import gets a new job id only then
 * @param done whether the copy is complete and its row counts agree
 * @param job the import job
 * @param at when the source was read, by this process's clock
 */
public record Checkpoint(
        Unit unit, UnitState source, UnitState target, int generation, boolean done, UUID job, Instant at) {}
