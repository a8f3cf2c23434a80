package io.github.azuredr.journal;

import java.time.Instant;

/**
 * One record of the journal, read and hashed.
 *
 * @param n its position, from 0
 * @param prev the hash of the record before it; empty at position 0
 * @param at when its writer wrote it, by the writer's clock
 * @param by the executor that wrote it
 * @param id tells "taken by me" after a lost answer
 * @param entry what happened
 * @param hash SHA-256 over the stored bytes, in hex
 */
public record JournalRecord(long n, String prev, Instant at, String by, String id, Entry entry, String hash) {}
