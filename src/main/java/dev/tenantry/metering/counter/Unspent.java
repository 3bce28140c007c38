package dev.tenantry.metering.counter;

/**
 * What an instance holds and has not used.
 *
 * @param leased by which the database knows the lease
 */
record Unspent(Counter counter, String leased, int number) {}
